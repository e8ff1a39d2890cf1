import { CONFIG } from './desk.ts';

/** Every sub-command against everything that may go wrong in a terminal: a cell says what is tried and what is shown, or why it cannot be. */

/** There is nothing to try; says why. */
export interface NotApplicable {
  readonly doesNotApply: string;
}

interface Tried {
  readonly words: readonly string[];
  /** How wide it may be: 80 unless given. */
  readonly columns?: number;
  /** What it ends with. */
  readonly exit: number;
  /** Words of what it shows. */
  readonly says: string;
}

/** Ctrl-C is typed when `at` is shown. Without `slowMillis`, AWS answers at once. */
interface Interrupted extends Tried {
  readonly at: RegExp;
  readonly slowMillis?: number;
}

export interface Row {
  /** Each ends with exit code 2: an unknown option, a wrong zone, a file that is missing or of another kind, a value out of range. */
  readonly wrongInput: readonly (readonly [words: readonly string[], says: string])[];
  readonly interrupted: Interrupted | NotApplicable;
  /** Each answer of AWS takes 4 seconds. */
  readonly slowLink: Tried | NotApplicable;
  /** `| head -1`, as far as that reads. */
  readonly closedPipe: Tried | NotApplicable;
  readonly noCredentials: readonly (readonly string[])[] | NotApplicable;
  readonly anotherAccount: readonly (readonly string[])[] | NotApplicable;
}

export type Kind = keyof Row;

const NO_AWS: NotApplicable = { doesNotApply: 'it asks nothing of AWS' };
const withoutAws = { slowLink: NO_AWS, noCredentials: NO_AWS, anotherAccount: NO_AWS };

/** What is wrong with a configuration, in the same words for all that read one. */
const wrongConfigurations = (...words: readonly string[]): Row['wrongInput'] => [
  [[...words, '--config', 'none.json'], '--config cannot be "none.json": there is no such file'],
  [[...words, '--config', '/tmp'], '--config cannot be "/tmp": it is a folder'],
  [[...words, '--config', '{text}'], 'the configuration cannot be used: 1 problem'],
  [[...words, '--config', '{problems}'], 'problems.json:4: mode: "acting" is not accepted'],
  [[...words, '--config', 'a', '--config', 'b'], "option '--config <file>' is given more than once"],
];

/** What runs the responder by the configuration. Reads may take long, and are ended by Ctrl-C. */
function ofTheResponder(words: readonly string[], { exit, says }: { exit: number; says: string }): Row {
  const asked = [...words, '--config', CONFIG];
  return {
    wrongInput: [
      [[...words, '--confg', 'x'], "unknown option '--confg'"],
      [[...words, '--function', 'f', '--config', 'c'], '--config and --function were both given'],
      ...wrongConfigurations(...words),
    ],
    interrupted: { words: asked, at: /you are /, slowMillis: 10_000, exit: 7, says: 'interrupted: nothing was changed' },
    slowLink: { words: asked, exit, says },
    closedPipe: { words: asked, exit, says: 'wildrydes' },
    noCredentials: [asked],
    anotherAccount: [asked],
  };
}

const ZONES = 'accepted: use1-az1 (us-east-1a)';
const wrongZones = (...words: readonly string[]): Row['wrongInput'] => [
  [[...words, '--config', CONFIG], "missing required argument 'zone'"],
  [[...words, 'use1-az9', '--config', CONFIG, '--yes'].filter((word) => word !== '--yes' || words[0] !== 'plan'), ZONES],
  [[...words, 'use1-az1', 'use1-az2', '--config', CONFIG], 'too many arguments'],
  [[...words, '--zone', 'use1-az1'], "unknown option '--zone'"],
  [[...words, 'use1-az1', '--reason', 'a', '--reason', 'b'], "option '--reason <text>' is given more than once"],
];

/** Those with `--via` as well. */
function alsoThere(row: Row, words: readonly string[]): Row {
  const there = [...words, '--via', 'lambda', '--config', CONFIG];
  return {
    ...row,
    wrongInput: [...row.wrongInput, [[...words, '--via', 'pigeon'], '--via cannot be "pigeon"; accepted: here, lambda']],
    noCredentials: [...(row.noCredentials as readonly string[][]), there],
    anotherAccount: [...(row.anotherAccount as readonly string[][]), there],
  };
}

const status = ofTheResponder(['status'], { exit: 0, says: 'nothing is evacuated' });
const doctor = ofTheResponder(['doctor'], { exit: 0, says: 'wildrydes: ready' });
const plan = ofTheResponder(['plan', 'evacuate', 'use1-az1'], { exit: 0, says: 'planned (dry run)' });
const EVACUATE = ['evacuate', 'use1-az1', '--yes'];
const evacuate = ofTheResponder(EVACUATE, { exit: 6, says: 'wildrydes: evacuate of use1-az1 (us-east-1a): in-progress' });
const RESTORE = ['restore', 'use1-az1', '--yes'];
const restore = ofTheResponder(RESTORE, { exit: 0, says: 'wildrydes: restore of use1-az1 (us-east-1a): nothing-to-do' });
const upkeep = ofTheResponder(['upkeep'], { exit: 0, says: 'wildrydes: upkeep: nothing-to-do' });

const INIT = ['init', '--tag', 'app=wildrydes', '--config', '{new}'];
const INCIDENT = ['incident', '--config', CONFIG];
const REPLAY = ['replay', '--function', 'responder', '--queue'];
const GAMEDAY = { words: ['gameday', '--scenario', 'two-zones'], says: 'two-zones', columns: 100 };
const QUEUE = 'https://sqs.us-east-1.amazonaws.com/111122223333';

export const MATRIX: Readonly<Record<string, Row>> = {
  init: {
    wrongInput: [
      [['init', '--tga', 'app=shop'], "unknown option '--tga'"],
      [['init', '--tag', 'shop'], '--tag cannot be "shop"; accepted: KEY=VALUE'],
      [['init', '--tag', 'app=shop', '--config', '{report}'], 'report.json exists; accepted: --force'],
      [['init', '--tag', 'app=shop', '--config', 'no/such/folder.json'], '--config cannot be "no/such/folder.json"'],
    ],
    interrupted: { words: INIT, at: /reading us-east-1/, slowMillis: 10_000, exit: 7, says: 'interrupted: nothing was written' },
    slowLink: { words: INIT, exit: 0, says: 'new.json is written: wildrydes in 3 zones' },
    closedPipe: { words: INIT, exit: 0, says: 'new.json is written' },
    noCredentials: [INIT],
    anotherAccount: { doesNotApply: 'no configuration says which account is meant: it names the one that it reads' },
  },
  status: {
    ...status,
    wrongInput: [
      ...status.wrongInput,
      [['status', '--watch', '0'], '--watch cannot be "0"; accepted: a whole number of seconds'],
    ],
  },
  doctor: alsoThere({ ...doctor, interrupted: { ...(doctor.interrupted as Interrupted), at: /reading what an evacuation/ } }, [
    'doctor',
  ]),
  plan: {
    ...plan,
    wrongInput: [
      ...plan.wrongInput,
      ...wrongZones('plan', 'evacuate'),
      [['plan', 'evacuat', 'use1-az1'], "plan what? unknown command 'evacuat'; accepted: evacuate ZONE"],
      [['plan', '--config', CONFIG], 'plan what? accepted: evacuate ZONE, restore ZONE'],
    ],
  },
  evacuate: alsoThere({ ...evacuate, wrongInput: [...evacuate.wrongInput, ...wrongZones('evacuate')] }, EVACUATE),
  restore: alsoThere({ ...restore, wrongInput: [...restore.wrongInput, ...wrongZones('restore')] }, RESTORE),
  upkeep: alsoThere(upkeep, ['upkeep']),
  explain: {
    wrongInput: [
      [['explain', '--jsn', '{report}'], "unknown option '--jsn'"],
      [['explain'], "missing required argument 'report'"],
      [['explain', 'none.json'], 'REPORT cannot be "none.json": there is no such file'],
      [['explain', '/tmp'], 'REPORT cannot be "/tmp": it is a folder'],
      [['explain', '{text}'], 'text.json: '],
      [['explain', '{theirs}'], 'theirs.json: it is no report'],
      ...wrongConfigurations('explain', '{report}'),
    ],
    interrupted: { doesNotApply: 'it is computed at once; while it waits for standard input, the terminal ends it' },
    closedPipe: { words: ['explain', '{report}'], exit: 0, says: 'wildrydes' },
    ...withoutAws,
  },
  incident: {
    wrongInput: [
      [['incident', '--sinse', '3h'], "unknown option '--sinse'"],
      [['incident', '--since', '3x', '{report}'], '--since cannot be "3x"; accepted: minutes, hours or days'],
      [['incident', 'none.json'], 'FILE cannot be "none.json": there is no such file'],
      [['incident', '{text}'], 'text.json: '],
      [['incident', '{report}', '--html', 'no/such/page.html'], '--html cannot be "no/such/page.html"'],
      ...wrongConfigurations('incident'),
    ],
    interrupted: { words: INCIDENT, at: /reading/, slowMillis: 10_000, exit: 7, says: 'interrupted: nothing was changed' },
    slowLink: { words: INCIDENT, exit: 0, says: 'was not evacuated' },
    closedPipe: { words: INCIDENT, exit: 0, says: 'wildrydes' },
    noCredentials: [INCIDENT, ['incident', '--function', 'f']],
    anotherAccount: [INCIDENT],
  },
  replay: {
    wrongInput: [
      [['replay', '--queue', `${QUEUE}/q`], "required option '--function <name>' not specified"],
      [[...REPLAY, 'failures'], '--queue cannot be "failures"; accepted: the URL of a queue'],
      [[...REPLAY, `${QUEUE}/q`, '--requets'], "unknown option '--requets'"],
    ],
    interrupted: {
      words: [...REPLAY, `${QUEUE}/slow`],
      at: /reading the queue/,
      exit: 5,
      says: 'interrupted: what was not finished stays in the queue',
    },
    slowLink: { doesNotApply: 'the AWS CLI asks, with its own patience' },
    closedPipe: { words: [...REPLAY, `${QUEUE}/q`], exit: 0, says: 'the queue is empty' },
    noCredentials: [[...REPLAY, `${QUEUE}/q`]],
    anotherAccount: {
      doesNotApply: 'the URL of the queue names the account, and SQS refuses another: tested in test/infra/replay.test.ts',
    },
  },
  gameday: {
    wrongInput: [
      [['gameday', '--secnario', 'x'], "unknown option '--secnario'"],
      [
        ['gameday', '--scenario', 'gray-eror'],
        '--scenario cannot be "gray-eror"; accepted: what gray-failure gameday --list shows',
      ],
      [['gameday', '--seed', '-1'], '--seed cannot be "-1"; accepted: a whole number'],
      [['gameday', '--instances', '0', '--config', CONFIG], '--instances cannot be "0"; accepted: a whole number from 1 to 100'],
      [['gameday', '--weight', '2'], '--weight was given without --config; accepted: both'],
      [['gameday', '--html', 'no/such/page.html'], '--html cannot be "no/such/page.html"'],
      ...wrongConfigurations('gameday'),
    ],
    // The story has a table of three zones.
    interrupted: { ...GAMEDAY, at: /two-zones/, exit: 130 },
    closedPipe: { ...GAMEDAY, exit: 0 },
    ...withoutAws,
  },
  region: {
    wrongInput: [
      [['region', '--prot', '1'], "unknown option '--prot'"],
      [['region', '--port', '99999'], '--port cannot be "99999"; accepted: a whole number from 0 to 65535'],
      [['region', '--speed', '0'], '--speed cannot be "0"; accepted: a number above 0'],
      [
        ['region', '--scenario', 'none'],
        '--scenario cannot be "none"; accepted: default, or what gray-failure gameday --list shows',
      ],
    ],
    interrupted: { words: ['region', '--port', '0'], at: /AWS_ENDPOINT_URL/, exit: 0, says: 'Ctrl-C stops it' },
    closedPipe: { doesNotApply: 'it serves until Ctrl-C, whoever reads what it has said at first' },
    ...withoutAws,
  },
  completion: {
    wrongInput: [
      [['completion'], "missing required argument 'shell'"],
      [['completion', 'fish'], 'Allowed choices are bash, zsh'],
      [['completion', 'bash', '--fsh'], "unknown option '--fsh'"],
    ],
    interrupted: { doesNotApply: 'it ends at once' },
    closedPipe: { words: ['completion', 'bash'], exit: 0, says: '# bash completion' },
    ...withoutAws,
  },
};

/** The cells of a kind that something is tried in, by sub-command. */
export function triedIn<K extends Kind>(kind: K): [name: string, cell: Exclude<Row[K], NotApplicable>][] {
  return Object.entries(MATRIX).flatMap(([name, row]) =>
    'doesNotApply' in row[kind] ? [] : [[name, row[kind] as Exclude<Row[K], NotApplicable>] as const],
  ) as [string, Exclude<Row[K], NotApplicable>][];
}
