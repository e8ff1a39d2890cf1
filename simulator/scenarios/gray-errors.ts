import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const grayErrors: Scenario = {
  name: 'gray-errors',
  title: 'a fifth of one zone’s requests fails',
  summary:
    'From 18:40 on, 20 % of what use1-az1 serves is answered with 500, and its health checks stay green. ' +
    'A good responder shifts both load balancers away from the zone, then takes its subnets out of both groups.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 40,
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};
