import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const singleBadInstance: Scenario = {
  name: 'single-bad-instance',
  title: 'one instance of twelve fails a third of its requests',
  summary:
    'From 18:40 on one instance in use1-az1 fails 30 % of its requests: 7.5 % of the zone’s, which raises the zone’s alarms. ' +
    'The load balancer finds exactly one target of the zone anomalous, so no isolated alarm goes off: the rule never invokes ' +
    'the responder. A good responder lets the instance be replaced.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [{ kind: 'bad-instance', at: 10, zoneIds: ['use1-az1'], group: 'web', share: 0.3 }],
    }),
  durationMinutes: 30,
  expected: { evacuated: null, outcomes: [] },
};
