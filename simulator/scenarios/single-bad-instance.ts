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

const ZONES = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c' },
];

export const singleBadInstanceCounted: Scenario = {
  name: 'single-bad-instance-counted',
  title: 'the same, told by an alarm that knows nothing of instances',
  summary:
    'The rule hears the impact alarms of the zones, as somebody has them who brings their own: the one of use1-az1 goes off for the ' +
    'instance. Contributor Insights rules count the failures of each instance. A good responder sees that nearly all fall on one, ' +
    'and holds.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [{ kind: 'bad-instance', at: 10, zoneIds: ['use1-az1'], group: 'web', share: 0.3 }],
      insightRules: ZONES.map(({ zoneId }) => ({ name: `web-faults-by-instance-${zoneId}`, loadBalancer: 'web', zoneId })),
    }),
  configuration: { zones: ZONES.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-impact` })) },
  durationMinutes: 30,
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['more-than-one-target'] },
};
