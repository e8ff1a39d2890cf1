import type { Goal, Part } from '../goals.ts';
import { markdownTable } from '../markdown.ts';
import { showProgress } from '../progress.ts';
import { type FleetInvocation, type Runtime, runFleet } from './fleet-run.ts';

/** What is measured: fleets of these sizes, answers after so long, and how many calls ARC takes where it throttles. */
export interface FleetPlan {
  readonly sizes: readonly number[];
  readonly delayMillis: number;
  readonly bucket: { readonly burst: number; readonly perSecond: number };
  /** Of a processor: that of a function with 1,024 MB. */
  readonly share: number;
}

/** All invocations of one fleet. */
export interface FleetRun {
  readonly size: number;
  readonly isThrottled: boolean;
  readonly invocations: readonly FleetInvocation[];
}

export interface FleetPart extends Part {
  readonly runs: readonly FleetRun[];
}

/** How the work of a run grows with the fleet: without throttling, with it, and with a part of a processor. */
export async function measureFleets(runtime: Runtime, plan: FleetPlan): Promise<FleetPart> {
  const free: FleetRun[] = [];
  for (const size of plan.sizes) free.push(...(await run(size, { runtime, plan })));
  const largest = Math.max(...plan.sizes);
  const slow = await run(largest, { runtime: { ...runtime, processorShare: plan.share }, plan });
  const throttled = await measureThrottled(runtime, plan);
  const { burst, perSecond } = plan.bucket;
  return {
    title: 'Fleets',
    runs: free,
    text: [
      `As many load balancers as groups; each answer after ${plan.delayMillis} ms. "alarm" is the first run of a fresh process; each next`,
      'run is a tick a minute later, in the same process; the last is what a minute costs while all is out.',
      `\n${describeRuns(free)}`,
      `\nWith ${plan.share} of a processor:\n`,
      slow.length === 0 ? 'not measured: nobody may set such a limit here (it needs cgroups, and root).' : describeRuns(slow),
      `\nWhile ARC takes ${burst} calls at once and ${perSecond} more a second. "times" is the time of all runs, next to what the bucket allows:`,
      `\n${describeRuns(throttled, plan.bucket)}`,
    ].join('\n'),
    goals: [...goalsOfLargest(free, slow, largest), ...goalsOfThrottled(throttled, plan)],
  };
}

/** Large ones wait for ARC for minutes, so that none is in another's way. */
const WAITS_LONG = 300;

async function measureThrottled(runtime: Runtime, plan: FleetPlan): Promise<FleetRun[]> {
  const setting = { runtime, plan, isThrottled: true };
  const runs: FleetRun[] = [];
  for (const size of plan.sizes.filter((each) => each < WAITS_LONG)) runs.push(...(await run(size, setting)));
  const large = plan.sizes.filter((each) => each >= WAITS_LONG);
  return [...runs, ...(await Promise.all(large.map((size) => run(size, setting)))).flat()];
}

interface Setting {
  readonly runtime: Runtime;
  readonly plan: FleetPlan;
  readonly isThrottled?: boolean;
}

/** None, where this machine cannot limit a process. */
async function run(size: number, { runtime, plan, isThrottled = false }: Setting): Promise<FleetRun[]> {
  const { delayMillis, bucket } = plan;
  const share = runtime.processorShare === undefined ? '' : ` at ${plan.share} of a processor`;
  showProgress(`fleets: ${size}${share}${isThrottled ? ' while ARC throttles' : ''}`);
  const order = { size, delayMillis, buckets: isThrottled ? { 'arc-zonal-shift': bucket } : {} };
  const invocations = await runFleet(order, runtime, isThrottled ? 0 : 2);
  return invocations === null ? [] : [{ size, isThrottled, invocations }];
}

const ARC = /ZonalShift|Autoshift|ManagedResource/;

export function countCalls({ calls }: FleetInvocation, of = /./): number {
  return Object.entries(calls).reduce((sum, [operation, count]) => sum + (of.test(operation) ? count : 0), 0);
}

/** The time of all runs, next to what the bucket allows for the calls of ARC that were answered. */
function timesAllowed({ invocations }: FleetRun, { burst, perSecond }: FleetPlan['bucket']): number {
  const calls = invocations.reduce((sum, invocation) => sum + countCalls(invocation, ARC), 0);
  const seconds = invocations.reduce((sum, { wallMillis }) => sum + wallMillis, 0) / 1_000;
  return seconds / (Math.max(calls - burst, 0) / perSecond);
}

/** Nothing where the bucket never was empty. */
function timesText(times: number): string {
  return Number.isFinite(times) ? times.toFixed(2) : '';
}

const HEAD = [
  'fleet',
  'run',
  'outcome',
  'first shift s',
  'last shift s',
  'whole s',
  'CPU s',
  'calls',
  'throttled',
  'log kB',
  'out',
];

function describeRuns(runs: readonly FleetRun[], bucket?: FleetPlan['bucket']): string {
  const rows = runs.flatMap((fleet) =>
    fleet.invocations.map((invocation, index) => {
      const times = index === 0 && bucket !== undefined ? timesText(timesAllowed(fleet, bucket)) : '';
      return [
        `${fleet.size}`,
        index === 0 ? 'alarm' : `tick ${index}`,
        ...cellsOf(invocation),
        ...(bucket === undefined ? [] : [times]),
      ];
    }),
  );
  return markdownTable([[...HEAD, ...(bucket === undefined ? [] : ['times'])], ...rows]);
}

function cellsOf(invocation: FleetInvocation): string[] {
  const { outcome, throttled, loggedBytes, shifted, groupsOut, firstShiftMillis, lastShiftMillis } = invocation;
  const seconds = (millis: number | null) => (millis === null ? '' : (millis / 1000).toFixed(2));
  return [
    outcome,
    seconds(firstShiftMillis),
    seconds(lastShiftMillis),
    seconds(invocation.wallMillis),
    seconds(invocation.processorMillis),
    `${countCalls(invocation)}`,
    `${throttled}`,
    (loggedBytes / 1000).toFixed(0),
    `${shifted} + ${groupsOut}`,
  ];
}

/** The goals are of 1,000: a smaller run says nothing of them. */
const GOAL_SIZE = 1_000;

function goalsOfLargest(free: readonly FleetRun[], slow: readonly FleetRun[], largest: number): Goal[] {
  if (largest !== GOAL_SIZE) return [];
  const runs = free.find(({ size }) => size === largest)?.invocations ?? [];
  const [alarm, tick] = [runs[0], runs.at(-1)];
  const inSeconds = { unit: ' s', digits: 2 } as const;
  const last = (one: FleetInvocation | undefined) => (one === undefined ? undefined : allShiftedAfter(one, largest));
  const ticks = runs.findIndex(({ groupsOut }) => groupsOut === largest);
  return [
    {
      measure: '1,000 and 1,000: first shift',
      before: 'held',
      limit: 1.5,
      value: secondsOf(alarm?.firstShiftMillis),
      ...inSeconds,
    },
    { measure: '1,000 and 1,000: all shifted', before: 'held', limit: 8, value: last(alarm), ...inSeconds },
    { measure: 'the same at 0.58 of a processor', before: 'held', limit: 15, value: last(slow[0]?.invocations[0]), ...inSeconds },
    {
      measure: '1,000 and 1,000: ticks until all capacity is out',
      before: 'held',
      limit: 6,
      unit: '',
      digits: 0,
      value: ticks < 0 ? null : ticks,
    },
    {
      measure: 'a tick with 1,000 out: processor time',
      before: '45.5 s',
      limit: 0.5,
      value: secondsOf(tick?.processorMillis),
      ...inSeconds,
    },
    {
      measure: 'a tick with 1,000 out: calls',
      before: 'killed',
      limit: 49,
      unit: '',
      digits: 0,
      value: tick && countCalls(tick),
    },
  ];
}

function allShiftedAfter({ shifted, lastShiftMillis }: FleetInvocation, size: number): number | null {
  return shifted === size ? (secondsOf(lastShiftMillis) ?? null) : null;
}

function secondsOf(millis: number | null | undefined): number | null | undefined {
  return millis === undefined || millis === null ? millis : millis / 1_000;
}

function goalsOfThrottled(runs: readonly FleetRun[], { bucket }: FleetPlan): Goal[] {
  const fleet = runs.find(({ size }) => size === 100);
  if (fleet === undefined || bucket.burst !== 50 || bucket.perSecond !== 10) return [];
  const isOne = fleet.invocations[0]?.outcome === 'done';
  const measure = '100 and 100, ARC 50 and 10 a second: the alarm’s run, next to what the bucket allows';
  return [{ measure, before: 'never', limit: 1.3, unit: ' times', digits: 2, value: isOne ? timesAllowed(fleet, bucket) : null }];
}
