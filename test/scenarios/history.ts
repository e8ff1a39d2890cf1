import { Random } from '../../simulator/region/random.ts';
import { ALL_SUBNETS } from '../a-region/groups.ts';
import { sideBySide, type Waiting } from '../a-region/side-by-side.ts';
import { aConfiguration, WEB, ZONE_1, ZONE_2 } from '../builders.ts';
import { type Application, aStage, ask, asking, type Stage, zonesOut } from './concurrent-stage.ts';

const ZONES = [ZONE_1, ZONE_2];
interface Request {
  readonly action: string;
  readonly zone?: string;
}
const UPKEEP: Request = { action: 'upkeep' };
const STATUS: Request = { action: 'status' };
/** People answer for what only they can know here. */
const REQUESTS: readonly Request[] = [
  ...ZONES.flatMap(({ zoneId }) => [
    { action: 'evacuate', zone: zoneId, reason: 'game day' },
    { action: 'restore', zone: zoneId, override: ['recovery', 'no-impact'], reason: 'over' },
  ]),
  UPKEEP,
  STATUS,
];

type Configuration = Readonly<Record<string, unknown>>;

const BOTH_GROUPS = [{ name: 'web' }, { name: 'api' }];

/** What a history is about: one application with load balancers in front of its groups, or groups alone; or two that share. */
export const KINDS: Readonly<Record<string, readonly Configuration[]>> = {
  'load balancers and a group': [{}],
  'load balancers and two groups': [{ autoScalingGroups: BOTH_GROUPS }],
  'native shifts alone': [
    { resources: [], autoScalingGroups: BOTH_GROUPS.map((group) => ({ ...group, capacityStep: 'zonal-shift' })) },
  ],
  'groups alone': [{ resources: [], autoScalingGroups: BOTH_GROUPS }],
  'two applications that share a load balancer and a group': [
    {},
    { application: 'checkout', resources: [WEB], autoScalingGroups: BOTH_GROUPS },
  ],
};

/** One to three actions at once, several times over; some of them die. In the end everything is brought back. */
export async function playHistory(seed: number, configurations: readonly Configuration[]) {
  const random = new Random(seed).fork('history');
  const stage = aStage(...configurations);
  const before = whatIsThere(stage);
  const rounds: string[] = [];
  for (let left = 1 + upTo(3, random); left > 0; left -= 1) {
    rounds.push(await playRound(stage, random));
    stage.aws.clock.advanceMinutes(random.uniform() < 0.5 ? 0 : 1 + upTo(8, random));
    if (random.uniform() < 0.6) settle(stage);
  }
  await bringAllBack(stage);
  const after = whatIsThere(stage);
  const unpaid = await leftUnpaid(stage, random);
  return { rounds, wrong: [...stage.wrong(), ...unpaid], before, after };
}

/** Answers what was asked for, who died, and what was out afterwards. */
async function playRound(stage: Stage, random: Random): Promise<string> {
  const requests = Array.from({ length: 1 + upTo(2, random) }, () => REQUESTS[upTo(REQUESTS.length - 1, random)] ?? UPKEEP);
  const victim = random.uniform() < 0.4 ? upTo(requests.length - 1, random) : null;
  const actors = requests.map((request, index) => ({
    run: asking(stage, request, anyOf(stage.applications, random)),
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
  const peaceful = REQUESTS.filter(({ action }) => action !== 'evacuate');
  for (const request of [...peaceful, ...peaceful]) await askThrice(stage, request);
}

async function askThrice(stage: Stage, request: Request): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    stage.aws.clock.advanceMinutes(2);
    for (const application of stage.applications) await ask(stage, request, application);
    settle(stage);
  }
}

const MINUTES_A_DAY = 24 * 60;
/** Each of them holds an evacuation, or stops its steps. */
const TROUBLES = ['DescribeAlarms', 'ListZonalShifts', 'GetManagedResource', 'DescribeAutoScalingGroups', 'StartZonalShift'];

/**
 * Invariant 9, after all of that: a day later the alarm of a zone rings while a call fails, and ticks overlap. Two ticks after the
 * trouble's end the zone is out. Answers what is not. Only shifts leave a history, so an application of groups alone is not judged again.
 */
async function leftUnpaid(stage: Stage, random: Random): Promise<string[]> {
  const { aws, applications } = stage;
  const owing = applications.filter(({ configuration: { resources } }) => !Array.isArray(resources) || resources.length > 0);
  const { zoneId } = anyOf(ZONES, random);
  aws.clock.advanceMinutes(MINUTES_A_DAY + upTo(60, random));
  aws.alarms.set(`${zoneId}-isolated-impact`, { state: 'ALARM' });
  const end = aws.region.awsFaults.add({ kind: 'server-error', operation: anyOf(TROUBLES, random) });
  for (let minutes = upTo(4, random); minutes > 0; minutes -= 1) await overlappingTicks(stage, owing, random);
  end();
  for (let ticks = 0; ticks < 2; ticks += 1) await overlappingTicks(stage, owing, random);
  return owing.flatMap(({ configuration }) => stillIn(zoneId, configuration, aws));
}

async function overlappingTicks({ aws, ...stage }: Stage, by: readonly Application[], random: Random): Promise<void> {
  aws.clock.advanceMinutes(1);
  const twice = by.flatMap((application) => [application, application]);
  await sideBySide(
    twice.map((application) => ({ run: asking({ aws, ...stage }, UPKEEP, application) })),
    chooser(random),
  );
}

/** What should be out of the zone. A group that two applications have is out by either of them. */
function stillIn(zoneId: string, { resources, autoScalingGroups }: Configuration, aws: Stage['aws']): string[] {
  const { resources: allResources, autoScalingGroups: allGroups } = aConfiguration();
  const out = aws.shifts.resourcesAwayFrom(zoneId);
  const left = ((resources ?? allResources) as string[]).filter((resource) => !out.includes(resource));
  const groups = ((autoScalingGroups ?? allGroups) as { name: string }[]).filter(({ name }) => {
    return aws.groups.state(name).subnets.length === ALL_SUBNETS.length;
  });
  return [...left, ...groups.map(({ name }) => `group ${name}`)].map((what) => `invariant 9: ${what} is still in ${zoneId}`);
}

function anyOf<T>(choices: readonly T[], random: Random): T {
  return choices[upTo(choices.length - 1, random)] as T;
}

/** A whole number from 0 to `most`. */
function upTo(most: number, random: Random): number {
  return Math.floor(random.between(0, most + 1));
}
