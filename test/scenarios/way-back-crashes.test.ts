import { type Played, play } from '../../simulator/game-day/play.ts';
import { baselineOf } from '../../simulator/game-day/region-state.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { Crash, RequestStep, Scenario } from '../../simulator/game-day/scenario.ts';
import { differencesOf } from '../../simulator/game-day/verdict/judge.ts';
import type { CallRecord } from '../../simulator/region/operations/api.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { fullCircle } from '../../simulator/scenarios/full-circle.ts';
import { smallApplication } from '../../simulator/scenarios/small-application.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';

const FAULT = { kind: 'errors', at: 2, until: 5, zoneIds: ['use1-az1'], share: 0.2 } as const;
/** A person who asks until it is done, and answers for what the canary cannot tell so soon. */
const request = { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'] };
const PERSISTENT: readonly RequestStep[] = [9, 10, 11, 12].map((at) => ({ at, who: 'a person', request }));

/** Out and back as fast as it goes: instances boot in half a minute. */
const THERE_AND_BACK: Scenario = {
  ...onWildrydes(fullCircle),
  region: (options) => fast(smallApplication({ ...options, faults: [FAULT] })),
  configuration: { capacity: { drain: '0m' } },
  durationMinutes: 13,
  upkeep: [],
  requests: PERSISTENT,
  expected: { evacuated: null, outcomes: ['done', 'in-progress', 'nothing-to-do'], restored: {} },
};

/** The same with two load balancers and two groups. */
const WHOLE_APPLICATION: Scenario = {
  ...THERE_AND_BACK,
  region: (options) => fast(defaultRegionSpec({ ...options, faults: [FAULT] })),
};

function fast<S extends ReturnType<typeof smallApplication>>(spec: S): S {
  return { ...spec, groups: spec.groups.map((group) => ({ ...group, bootSeconds: [20, 30] as const })) };
}

/** At 18:37 a pipeline and a person in the console undo half of the evacuation; ticks of upkeep close the difference. */
const UNDONE: Scenario = {
  ...THERE_AND_BACK,
  region: (options) => fast(smallApplication({ ...options, faults: [{ ...FAULT, until: 60 }] })),
  durationMinutes: 10,
  requests: [],
  upkeep: [{ everyMinutes: 1, from: 7 }],
  actors: [
    { at: 7, who: 'a person', kind: 'cancel-shift', loadBalancer: 'web' },
    {
      at: 7,
      who: 'a pipeline',
      kind: 'call',
      call: {
        service: 'autoscaling',
        operation: 'UpdateAutoScalingGroup',
        input: { AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0a1,subnet-0b2,subnet-0c3' },
      },
    },
  ],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'nothing-to-do'] },
};

function playWith(scenario: Scenario, crash?: Crash): Promise<Played> {
  return play(crash === undefined ? scenario : { ...scenario, crash }, { seed: 1, driver: inProcess() });
}

interface Sweep {
  /** Which of the responder's calls, of a clean run, are died at. */
  readonly at?: (call: CallRecord) => boolean;
  readonly endOf: (played: Played) => unknown;
}

/**
 * Dies once at each of those calls, before it is applied and, where it writes, after: a read changes nothing (crash-anywhere).
 * Answers how many runs that were.
 */
async function dieEverywhere(scenario: Scenario, { at = () => true, endOf }: Sweep): Promise<number> {
  const clean = await playWith(scenario);
  const cleanEnd = endOf(clean);
  expect(differencesOf(clean)).toEqual([]);
  const others = scenario.actors?.length ?? 0;
  const calls = clean.region.calls.filter((call) => others === 0 || !isByOthers(call, clean));
  // After the last write everything is as it should be, and asking again only reads.
  const last = calls.findLastIndex(({ mutates }) => mutates);
  const points = calls.flatMap((call, index) => (index <= last && at(call) ? momentsOf(call, index + 1) : []));
  for (const { operation, ...crash } of points) {
    const played = await playWith(scenario, crash);
    const point = `${operation}, call ${crash.nth}, ${crash.when}`;
    expect({ point, crashes: played.crashes.length, violations: played.violations, end: endOf(played) }).toEqual({
      point,
      crashes: 1,
      violations: [],
      end: cleanEnd,
    });
  }
  return points.length;
}

function momentsOf({ operation, mutates }: CallRecord, nth: number) {
  const moments = mutates ? (['before', 'after'] as const) : (['before'] as const);
  return moments.map((when) => ({ operation, nth, when }));
}

/** Actors are on the minute; no call of the responder is, in these scenarios. */
function isByOthers({ at, mutates }: CallRecord, { region }: Played): boolean {
  return mutates && (at - new Date(region.spec.startsAt).getTime()) % 60_000 === 0;
}

/** Lists, tags and weights, to the letter, beside what they were in the beginning; and which shifts of ours are active. */
function stateAtEnd({ region, before }: Played) {
  const view = ({ groups, weights, shifts }: Played['before']) => ({
    groups: groups.map(({ name, members, tags, fingerprint }) => ({ name, members, tags, fingerprint })),
    weights,
    active: shifts.filter(({ active }) => active).map(({ resource, awayFrom }) => ({ resource, awayFrom })),
  });
  return { before: view(before), after: view(baselineOf(region)) };
}

/** What is out, without the times and IDs that differ from run to run; the count of repetitions is one of those. */
function whatIsOut(played: Played) {
  const { groups, weights, active } = stateAtEnd(played).after;
  const timeless = (tags: Readonly<Record<string, string>>) =>
    Object.entries(tags).map(([key, value]) => `${key} = ${value.replace(/(id| at|again)=\S+/g, '')}`);
  return { weights, active, groups: groups.map(({ name, members, tags }) => ({ name, members, record: timeless(tags) })) };
}

const WRITES_OF_A_RESTORE = new Set(['UpdateZonalShift', 'CancelZonalShift', 'DeleteTags']);

describe('a crash on the way there and back', () => {
  it('at any call of the evacuation or the restore leads, after a retry, to the same subnets, weights and tags as before', async () => {
    const { before, after } = stateAtEnd(await playWith(THERE_AND_BACK));
    expect(after).toEqual(before);
    expect(await dieEverywhere(THERE_AND_BACK, { endOf: stateAtEnd })).toBeGreaterThan(60);
  });

  it('at any write while restoring several load balancers and groups does too', async () => {
    const startsBack = (call: CallRecord) => call.at >= new Date('2026-11-24T18:39:00Z').getTime();
    const isWrite = (call: CallRecord) =>
      WRITES_OF_A_RESTORE.has(call.operation) || (startsBack(call) && call.operation === 'UpdateAutoScalingGroup');
    expect(await dieEverywhere(WHOLE_APPLICATION, { at: isWrite, endOf: stateAtEnd })).toBeGreaterThanOrEqual(14);
  });

  it('at any call of a repairing upkeep leads, with the next tick, to the same state as a clean run', async () => {
    const isOfFirstTick = ({ at }: CallRecord) => new Date(at).toISOString().slice(11, 16) === '18:37';
    expect(await dieEverywhere(UNDONE, { at: isOfFirstTick, endOf: whatIsOut })).toBeGreaterThan(20);
  });
});
