import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const grayLatency: Scenario = {
  name: 'gray-latency',
  title: 'one zone becomes slow, but nothing fails',
  summary:
    'From 18:40 on, 8 % of the answers from use1-az2 take three seconds longer, as on a lossy network path. Error rates show nothing. ' +
    'A good responder waits for a third slow minute, for slow answers often pass, and evacuates the zone.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [{ kind: 'latency', at: 10, zoneIds: ['use1-az2'], share: 0.08, addedSeconds: 3 }],
    }),
  durationMinutes: 40,
  upkeep: [{ everyMinutes: 1 }],
  expected: { evacuated: 'use1-az2', outcomes: ['held', 'nothing-to-do', 'in-progress', 'done'] },
};
