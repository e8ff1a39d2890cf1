import { play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { AwsFaultScript, Scenario } from '../../simulator/game-day/scenario.ts';
import { extentOfEvacuation } from '../../simulator/game-day/verdict/judge.ts';
import type { AwsFaultKind } from '../../simulator/region/faults/aws-faults.ts';
import type { WorldFault } from '../../simulator/region/faults/world-faults.ts';
import type { ServiceName } from '../../simulator/region/operations/operation.ts';
import { Random } from '../../simulator/region/random.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { grayErrors } from '../game-day/at-once.ts';

const KINDS: AwsFaultKind[] = [
  'throttling',
  'server-error',
  'timeout',
  'timeout-after-applying',
  'reset',
  'slow',
  'access-denied',
];
const SERVICES: (ServiceName | undefined)[] = ['arc-zonal-shift', 'monitoring', 'autoscaling', 'ec2', undefined];
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

/** Everything at once: AWS fails by chance, the process dies once, events come twice and out of order, a second zone may fail. */
function aTerribleDay(seed: number): Scenario {
  const random = new Random(seed).fork('a terrible day');
  const awsFaults = Array.from({ length: 1 + Math.floor(random.between(0, 4)) }, () => anAwsFault(random));
  const second: WorldFault[] = random.uniform() < 0.4 ? [{ kind: 'errors', at: 4, zoneIds: ['use1-az2'], share: 0.2 }] : [];
  return {
    ...grayErrors,
    region: (options) =>
      defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.2 }, ...second] }),
    durationMinutes: 22,
    delivery: { duplicateShare: 0.5, maximumDelaySeconds: 60, shuffle: true },
    awsFaults,
    crash: { nth: 1 + Math.floor(random.between(0, 25)), when: random.uniform() < 0.5 ? 'before' : 'after' },
  };
}

function anAwsFault(random: Random): AwsFaultScript {
  const service = pick(SERVICES, random);
  const fault = { kind: pick(KINDS, random) ?? 'reset', share: random.between(0.1, 0.9), until: random.between(4, 12) };
  return service === undefined ? fault : { ...fault, service };
}

function pick<T>(choices: readonly T[], random: Random): T | undefined {
  return choices[Math.floor(random.between(0, choices.length))];
}

describe('faults of AWS, crashes and disordered events together', () => {
  it('never violate an invariant, and never leave half an evacuation without a notice', async () => {
    const extents: string[] = [];
    for (const seed of SEEDS) {
      const played = await play(aTerribleDay(seed), { seed, driver: inProcess() });
      expect({ seed, violations: played.violations }).toEqual({ seed, violations: [] });
      const [extent = 'none', ...others] = Object.values(extentOfEvacuation(played));
      expect({ seed, others }).toEqual({ seed, others: ['none', 'none'] });
      const isHeard = played.deadLetters.length > 0 || played.reports.some(({ outcome }) => outcome === 'held');
      expect({ seed, isSilent: extent === 'part' && !isHeard }).toEqual({ seed, isSilent: false });
      extents.push(extent);
    }
    // If every day went well, or none, this would prove little.
    expect(new Set(extents).size).toBeGreaterThan(1);
  });
});
