import { type Application, needs } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';
import type { WorldFault } from '../region/faults/world-faults.ts';

export const singleBadInstance: Script = {
  name: 'single-bad-instance',
  title: 'a single instance fails a third of its requests',
  on: (app) => ({
    summary:
      `From 18:40 on, one instance in ${app.first} fails 30 % of its requests. That is ${percentOf(app)} % of the zone’s, so its alarms ring. ` +
      'The load balancer finds exactly one anomalous target in the zone, so no isolated alarm rings and the rule never invokes ' +
      'the responder. The instance should be replaced instead.',
    region: app.regionWith([badInstance(app)]),
    durationMinutes: 30,
    expected: { evacuated: null, outcomes: [] },
  }),
};

/** Only a load balancer that reads HTTP tells a bad instance from its neighbours. */
function badInstance({ first, group, httpLoadBalancer, instancesPerZone }: Application): WorldFault {
  needs(instancesPerZone > 1, 'more than one instance in each zone');
  const { name } = httpLoadBalancer;
  return { kind: 'bad-instance', at: 10, zoneIds: [first], loadBalancers: [name], group: group.name, share: 0.3 };
}

const percentOf = ({ instancesPerZone }: Application) => Number((30 / instancesPerZone).toFixed(1));

export const singleBadInstanceCounted: Script = {
  name: 'single-bad-instance-counted',
  title: 'the same, but the alarm does not distinguish instances',
  on: (app) => {
    app.needNone('alarms that do not distinguish instances');
    return {
      summary:
        `The rule listens to the zones’ plain impact alarms, as if users brought their own. The alarm of ${app.first} rings because of the ` +
        'instance. Contributor Insights rules count the failures per instance. A good responder sees that one has nearly all of them, ' +
        'and holds.',
      region: (options) =>
        app.region({
          ...options,
          faults: [badInstance(app)],
          insightRules: app.zoneIds.map((zoneId) => ({
            name: `web-faults-by-instance-${zoneId}`,
            loadBalancer: app.httpLoadBalancer.name,
            zoneId,
          })),
        }),
      configuration: { zones: app.zones.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-impact` })) },
      durationMinutes: 30,
      expected: { evacuated: null, outcomes: ['held'], heldBy: ['more-than-one-target'] },
    };
  },
};
