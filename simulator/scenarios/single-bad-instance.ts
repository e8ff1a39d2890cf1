import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const singleBadInstance: Scenario = {
  name: 'single-bad-instance',
  title: 'one of twelve instances fails a third of its requests',
  summary:
    'From 18:40 on, one instance in use1-az1 fails 30 % of its requests. That is 7.5 % of the zone’s, so its alarms ring. ' +
    'The load balancer finds exactly one anomalous target in the zone, so no isolated alarm rings and the rule never invokes ' +
    'the responder. The instance should be replaced instead.',
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
  title: 'the same, but the alarm does not distinguish instances',
  summary:
    'The rule listens to the zones’ plain impact alarms, as if users brought their own. The alarm of use1-az1 rings because of the ' +
    'instance. Contributor Insights rules count the failures per instance. A good responder sees that one has nearly all of them, ' +
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
