import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const grayErrors: Scenario = {
  name: 'gray-errors',
  title: 'one zone fails a fifth of its requests',
  summary:
    'From 18:40 on, use1-az1 answers 20 % of its requests with 500, but its health checks stay green. ' +
    'A good responder shifts both load balancers away from the zone and, when the clients have left it, removes its subnets from both groups.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 40,
  upkeep: [{ everyMinutes: 1 }],
  expected: { evacuated: 'use1-az1', outcomes: ['nothing-to-do', 'in-progress', 'done'] },
};
