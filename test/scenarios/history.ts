import { respond } from '../../shared/respond.ts';
import { Random } from '../../simulator/region/random.ts';
import { sideBySide, type Waiting } from '../a-region/side-by-side.ts';
import { ZONE_1, ZONE_2 } from '../builders.ts';
import { aStage, asking, type Stage, zonesOut } from './concurrent-stage.ts';

const ZONES = [ZONE_1, ZONE_2];
interface Request {
  readonly action: string;
  readonly zone?: string;
}
const UPKEEP: Request = { action: 'upkeep' };
/** People answer for what only they can know here. */
const REQUESTS: readonly Request[] = [
  ...ZONES.flatMap(({ zoneId }) => [
    { action: 'evacuate', zone: zoneId, reason: 'game day' },
    { action: 'restore', zone: zoneId, override: ['recovery', 'no-impact'], reason: 'over' },
  ]),
  UPKEEP,
];

/** What the application of a history has: load balancers in front of its groups, or groups alone. */
export const KINDS: Readonly<Record<string, Record<string, unknown>>> = {
  'load balancers and a group': {},
  'load balancers and two groups': { autoScalingGroups: [{ name: 'web' }, { name: 'api' }] },
  'native shifts alone': {
    resources: [],
    autoScalingGroups: ['web', 'api'].map((name) => ({ name, capacityStep: 'zonal-shift' })),
  },
  'groups alone': { resources: [], autoScalingGroups: [{ name: 'web' }, { name: 'api' }] },
};

/** One to three actions at once, several times over; some of them die. In the end everything is brought back. */
export async function playHistory(seed: number, configuration: Record<string, unknown>) {
  const random = new Random(seed).fork('history');
  const stage = aStage(configuration);
  const before = whatIsThere(stage);
  const rounds: string[] = [];
  for (let left = 1 + upTo(3, random); left > 0; left -= 1) {
    rounds.push(await playRound(stage, random));
    stage.aws.clock.advanceMinutes(random.uniform() < 0.5 ? 0 : 1 + upTo(8, random));
    if (random.uniform() < 0.6) settle(stage);
  }
  await bringAllBack(stage);
  return { rounds, wrong: [...stage.wrong], before, after: whatIsThere(stage) };
}

/** Answers what was asked for, who died, and what was out afterwards. */
async function playRound(stage: Stage, random: Random): Promise<string> {
  const requests = Array.from({ length: 1 + upTo(2, random) }, () => REQUESTS[upTo(REQUESTS.length - 1, random)] ?? UPKEEP);
  const victim = random.uniform() < 0.4 ? upTo(requests.length - 1, random) : null;
  const actors = requests.map((request, index) => ({
    run: asking(stage, request),
    ...(index === victim ? { diesAt: upTo(60, random) } : {}),
  }));
  await sideBySide(actors, chooser(random));
  const asked = requests.map(({ action, zone = '' }: Request, index) => `${action} ${zone}${index === victim ? ' (dies)' : ''}`);
  return `${asked.join(' | ')} -> ${zonesOut(stage.aws).join(' ')}`;
}

function whatIsThere({ aws }: Stage) {
  const groups = aws.groups.states().map(({ name, subnets, tags }) => ({ name, subnets, tags }));
  return { groups, shifts: aws.shifts.active() };
}

function settle({ aws }: Stage): void {
  for (const { name } of aws.groups.states()) aws.groups.settle(name);
}

/** Mostly in turn; now and then one goes on alone for a while, as the others wait for an answer. */
function chooser(random: Random): (waiting: readonly Waiting[]) => Waiting | undefined {
  let favourite = -1;
  return (waiting) => {
    if (random.uniform() < 0.1) favourite = random.uniform() < 0.4 ? -1 : upTo(2, random);
    const favoured = waiting.filter(({ actor }) => actor === favourite);
    const among = favoured.length > 0 ? favoured : waiting;
    return among[upTo(among.length - 1, random)];
  };
}

/** The hours after: ticks, and people who ask until everything is back. */
async function bringAllBack(stage: Stage): Promise<void> {
  const { aws, configuration } = stage;
  const peaceful = REQUESTS.filter(({ action }) => action !== 'evacuate');
  for (const request of [...peaceful, ...peaceful]) {
    for (let turn = 0; turn < 3; turn += 1) {
      aws.clock.advanceMinutes(2);
      await respond(request, aws.dependencies(configuration));
      settle(stage);
    }
  }
}

/** A whole number from 0 to `most`. */
function upTo(most: number, random: Random): number {
  return Math.floor(random.between(0, most + 1));
}
