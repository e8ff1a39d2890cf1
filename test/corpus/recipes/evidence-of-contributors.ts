import type { SomeAlarm } from '../../a-region/alarms.ts';
import { arcDenied } from '../../aws-errors.ts';
import { minutesAfter } from '../../builders.ts';
import contributorChange from '../../events/alarm-contributor-state-change.json';
import promQlChange from '../../events/promql-alarm-state-change.json';
import taggedChange from '../../events/tagged-alarm-state-change.json';
import { RECOVERABLE_ZONES } from '../../shared/standing.ts';
import { evacuateAgain, IMPACT_ALARM, inAlarm, nowOf, RESTORE, type Recipe, type Recipes, UPKEEP, type World } from '../world.ts';

/** What rests on the alarms of 2026: an alarm with contributors for all zones, log alarms, and an alarm whose tag names its zone. */

const ALARM = 'wildrydes-zonal-faults';
const UNNAMED = { zones: RECOVERABLE_ZONES.map(({ impactAlarm: _named, ...zone }) => zone) };
export const IN_1 = { az_id: 'use1-az1' };
const IN_2 = { az_id: 'use1-az2' };
const ELSEWHERE = { az_id: 'use1-az6' };

/** Zone 1 fails, and the alarm with contributors rings for these since so many minutes. */
function ringing(
  contributors: Record<string, string>[],
  { minutesAgo = 1, alarm = {}, configuration = {} }: Omit<Rung, 'event' | 'change'> = {},
): World {
  const world = inAlarm({ ...UNNAMED, contributorAlarm: ALARM, ...configuration });
  world.aws.alarms.set(ALARM, { type: 'LogAlarm', ...alarm });
  world.aws.alarms.contribute(ALARM, contributors, minutesAfter(nowOf(world.aws), -minutesAgo));
  return world;
}

/** An event of the alarm, or of its contributor, as if it had come so many minutes ago. */
function changeOf<Change extends { detail: object }>({ aws }: World, { detail, ...event }: Change, minutesAgo = 1) {
  const timestamp = minutesAfter(nowOf(aws), -minutesAgo).replace('Z', '+0000');
  return { ...event, detail: { ...detail, muteDetail: null, state: { value: 'ALARM', timestamp } } };
}

interface Rung {
  readonly minutesAgo?: number;
  /** The event: of the contributor of zone 1, or of the alarm itself, which names no zone. */
  readonly event?: { detail: object };
  readonly alarm?: SomeAlarm;
  readonly configuration?: Record<string, unknown>;
  readonly change?: (world: World) => void;
}

/** The run of an event of the alarm with contributors. */
export function rung(contributors: Record<string, string>[], { event = contributorChange, change, ...rung }: Rung = {}): Recipe {
  return async () => {
    const world = ringing(contributors, rung);
    change?.(world);
    return world.ask(changeOf(world, event, rung.minutesAgo));
  };
}

function contributorsUnread({ aws }: World): void {
  aws.calls.failAlways('DescribeAlarmContributors', arcDenied());
}

function justConfigured({ aws }: World): void {
  aws.alarms.set(ALARM, { configuredAt: minutesAfter(nowOf(aws), -4) });
}

const contributorAlarm: Recipes = {
  'evacuate-done-contributor': rung([IN_1]),
  'evacuate-held-contributor-of-no-zone': rung([ELSEWHERE], { event: promQlChange }),
  'evacuate-again-done-contributor': async () => ringing([IN_1], { minutesAgo: 3 }).ask(UPKEEP),
  'event-fresh-fail-contributor-of-new-alarm': rung([IN_1], { change: justConfigured }),
  'event-fresh-pass-contributor-after-warm-up': rung([IN_1], { alarm: { warmsUp: true }, change: justConfigured }),
  'impact-alarm-pass-contributors-unread-event-stands-in': rung([IN_1], { change: contributorsUnread }),
  'impact-alarm-unknown-contributors-unread': rung([IN_1], { change: contributorsUnread, minutesAgo: 5 }),
  'impact-alarm-fail-contributor-gone': rung([IN_1], { minutesAgo: 3, change: ({ aws }) => aws.alarms.contribute(ALARM, []) }),
  'single-zone-pass-contributor-of-this-zone': rung([IN_1], { event: promQlChange }),
  'single-zone-fail-second-contributor': rung([IN_1, IN_2]),
  'single-zone-unknown-contributor-of-no-zone': rung([IN_1, ELSEWHERE]),
  'single-zone-unknown-contributors-left-out': rung([IN_1], {
    change: ({ aws }) => aws.region.cloudWatch.setEvaluation(ALARM, 'PARTIAL_DATA'),
  }),
  'single-zone-unknown-no-contributor-listed': rung([IN_1], {
    change: ({ aws }) => {
      aws.alarms.contribute(ALARM, []);
      aws.alarms.set(ALARM, { state: 'ALARM', stateSince: minutesAfter(nowOf(aws), -1) });
    },
  }),
  // Its contributors can be read, and whether it is a log alarm cannot.
  'single-zone-unknown-log-alarms-unread': rung([IN_1], {
    change: ({ aws }) => {
      aws.region.cloudWatch.refusesLogAlarms = true;
    },
  }),
  'upkeep-failed-contributor-of-no-zone': async () => ringing([ELSEWHERE], { minutesAgo: 3 }).ask(UPKEEP),
};

/** Zone 1 went out by its contributor an hour ago, and the alarm rings for these now. */
function outWhile(contributors: Record<string, string>[]): Recipe {
  return async () => {
    const world = ringing([IN_1]);
    await evacuateAgain(world, changeOf(world, contributorChange));
    world.aws.alarms.contribute(ALARM, contributors);
    return world.ask(RESTORE);
  };
}

const restores: Recipes = {
  'no-impact-fail-own-contributor': outWhile([IN_1]),
  'no-impact-unknown-contributor-of-no-zone': outWhile([ELSEWHERE]),
};

const tags: Recipes = {
  'evacuate-done-tag-names-the-zone': async () => {
    const world = inAlarm(UNNAMED);
    world.aws.alarms.remove(IMPACT_ALARM);
    world.aws.alarms.set(taggedChange.detail.alarmName, { state: 'ALARM' });
    return world.ask(changeOf(world, taggedChange));
  },
};

export const ofContributors: Recipes = { ...contributorAlarm, ...restores, ...tags };
