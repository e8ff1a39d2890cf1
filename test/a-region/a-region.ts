import { lambdaCommand } from '../../shared/report/suggested-command.ts';
import type { Dependencies } from '../../shared/respond.ts';
import { Region } from '../../simulator/region/region.ts';
import type { RegionSpec } from '../../simulator/region/region-spec.ts';
import { aPolicy, minutesAfter, NOW, someAlarms, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import { Alarms, longAgo } from './alarms.ts';
import { clockOf } from './clock.ts';
import { connectDirectly } from './direct-clients.ts';
import { ALL_SUBNETS, Groups } from './groups.ts';
import { Interference } from './interference.ts';
import { Metrics } from './metrics.ts';
import { Shifts } from './shifts.ts';

export type RegionUnderTest = ReturnType<typeof aRegion>;

const ZONES = [ZONE_1, ZONE_2, ZONE_4];
const ZONE_IDS = ZONES.map(({ zoneId }) => zoneId);

/**
 * A Region as the builders' configuration expects it: two load balancers that have opted in, the group `web` with a subnet and
 * four instances in each of three zones, zone 1 in ALARM and everything else OK. Still: nothing happens but what a test does.
 */
export function aRegion({ at = NOW as string } = {}) {
  const region = new Region(specOf(at));
  const parts = {
    shifts: new Shifts(region),
    groups: new Groups(region),
    alarms: new Alarms(region),
    metrics: new Metrics(region),
  };
  for (const { name, state } of someAlarms()) parts.alarms.set(name, { state, ...longAgo(at) });
  region.advanceTo(Date.parse(at));
  const [calls, clock] = [new Interference(), clockOf(region)];
  const { signal } = new AbortController();
  const { reader, writer } = connectDirectly(region, calls, signal);
  return {
    region,
    ...parts,
    /** What happens to the calls of the responder on their way. */
    calls,
    clock,
    reader,
    writer,
    /** What `respond` needs, in mode act; `overrides` are those of the configuration document. */
    dependencies: (overrides: Record<string, unknown> = {}): Dependencies => ({
      policy: aPolicy(overrides),
      reader,
      writer,
      clock,
      identity: region.identity,
      commandFor: lambdaCommand('responder'),
      requestId: 'invocation-1',
      signal,
      patienceMillis: 0,
    }),
    /** Everything that a run could change. */
    state: () => ({ shifts: structuredClone(parts.shifts.active()), groups: parts.groups.states() }),
  };
}

function specOf(at: string): RegionSpec {
  const loadBalancer = { crossZone: false, zonalShiftEnabled: true, zoneIds: ZONE_IDS, targetGroups: [] };
  return {
    isStill: true,
    seed: 1,
    startsAt: new Date(minutesAfter(at, -1)),
    region: 'us-east-1',
    account: '111122223333',
    zones: ZONES,
    subnets: ALL_SUBNETS.map((subnetId, index) => ({ subnetId, zoneId: ZONE_IDS[index] ?? '' })),
    groups: [{ name: 'web', id: '6f2a', subnetIds: ALL_SUBNETS, desired: 12, min: 0, max: 24 }],
    loadBalancers: [
      { ...loadBalancer, name: 'web', id: '50dc6c495c0c9188' },
      { ...loadBalancer, name: 'api', id: '60dc6c495c0c9199' },
    ],
    traffic: [],
    topics: ['on-call'],
    alarms: [],
    faults: [],
  };
}
