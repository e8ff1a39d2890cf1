import { respond } from '../../shared/respond.ts';
import { excessiveWork } from '../../simulator/game-day/invariants/work.ts';
import type { AwsFaultKind } from '../../simulator/region/faults/aws-faults.ts';
import type { ServiceName } from '../../simulator/region/operations/operation.ts';
import { Random } from '../../simulator/region/random.ts';
import { aFleet, type Fleet } from '../a-region/a-fleet.ts';
import { aCompositeAlarmEvent } from '../builders.ts';

const KINDS: AwsFaultKind[] = ['throttling', 'server-error', 'timeout', 'timeout-after-applying', 'reset', 'access-denied'];
const PLACES: { readonly service?: ServiceName; readonly operation?: string }[] = [
  { service: 'arc-zonal-shift', operation: 'StartZonalShift' },
  { service: 'arc-zonal-shift' },
  { service: 'monitoring' },
  { service: 'autoscaling' },
  { service: 'autoscaling', operation: 'UpdateAutoScalingGroup' },
  {},
];
const EVENTS: object[] = [
  aCompositeAlarmEvent(),
  { action: 'upkeep' },
  { action: 'evacuate', zone: 'use1-az1', override: ['single-zone', 'capacity', 'no-other-evacuation'] },
  { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact', 'zone-available'] },
  { action: 'status' },
];
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random.between(0, choices.length))] as T;
}

/** A part of AWS fails by chance, or always, in the first runs. */
function spoil({ aws, resources }: Fleet, random: Random): () => void {
  const share = pick([0.1, 0.5, 1], random);
  if (random.uniform() < 0.3) for (const arn of resources.filter(() => random.uniform() < 0.5)) aws.shifts.unregister(arn);
  return aws.region.awsFaults.add({ kind: pick(KINDS, random), ...pick(PLACES, random), share });
}

/** Five runs of a fleet; what any of them costs too much. */
async function excessesOf(seed: number): Promise<string[]> {
  const random = new Random(seed).fork('a fleet');
  const fleet = aFleet(Math.round(random.between(10, 40)));
  const { aws, configuration, resources, groups } = fleet;
  const mend = spoil(fleet, random);
  const excesses: string[] = [];
  for (let run = 0; run < 5; run += 1) {
    if (run === 3) mend();
    const before = aws.region.calls.length;
    const report = await respond(pick(EVENTS, random), { ...aws.dependencies(configuration), patienceMillis: 29_000 });
    const calls = aws.region.calls.slice(before).filter(({ applied }) => applied).length;
    excesses.push(...excessiveWork({ report, calls, fleet: resources.length + groups.length, zones: 3 }));
    aws.clock.advanceMinutes(1);
  }
  return excesses;
}

describe('random runs of fleets, while AWS fails', () => {
  it('never cost more than in proportion to the fleet', async () => {
    for (const seed of SEEDS) expect({ seed, excesses: await excessesOf(seed) }).toEqual({ seed, excesses: [] });
  });
});
