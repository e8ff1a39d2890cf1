import type { Application } from '../game-day/application.ts';
import type { ActorStep } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';

/** A deployment takes off the tag by which the configuration selects the group, or puts it back. */
function tagsChanged({ group, tag }: Application, at: number, operation: 'DeleteTags' | 'CreateOrUpdateTags'): ActorStep {
  const value = operation === 'DeleteTags' ? {} : { Value: tag.value, PropagateAtLaunch: false };
  const input = { Tags: [{ ResourceId: group.name, ResourceType: 'auto-scaling-group', Key: tag.key, ...value }] };
  return { at, who: 'a deployment', kind: 'call', call: { service: 'autoscaling', operation, input } };
}

/** While the zone is out, a deployment takes the tag off a group by which the configuration selects it. */
export const tagTakenOffMeanwhile: Script = {
  name: 'tag-taken-off-meanwhile',
  title: 'the tag that selects a group is taken off it while the zone is out',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:00. At 19:05 a deployment takes the tag off the group ${app.group.name}, so that nothing selects it any more. ` +
      'A good responder names it in every tick, and brings it back with the rest when a person restores at 19:20. The next deployment puts the tag back.',
    region: (options) => {
      const spec = app.region({
        ...options,
        faults: [app.fault({ until: 30 })],
      });
      return { ...spec, groups: spec.groups.map((group) => ({ ...group, tags: { [app.tag.key]: app.tag.value } })) };
    },
    configuration: { autoScalingGroups: { tag: app.tag } },
    durationMinutes: 65,
    upkeep: [{ everyMinutes: 1 }],
    actors: [tagsChanged(app, 35, 'DeleteTags'), tagsChanged(app, 63, 'CreateOrUpdateTags')],
    requests: [
      { at: 49, who: 'a person on call', request: { action: 'status' } },
      { at: 50, who: 'a person on call', request: app.repaired },
    ],
    expected: {
      evacuated: null,
      advised: app.first,
      outcomes: ['done', 'in-progress', 'nothing-to-do'],
      codes: ['cancelled', 'record-removed'],
      told: [`group ${app.group.name}, which nothing selects any more, comes back with the rest`],
      restored: {},
    },
  }),
};

function withoutLast({ lastLoadBalancer, policy }: Application): readonly string[] {
  return policy.resources.filter((arn) => arn !== lastLoadBalancer.arn);
}

/** While the zone is out, a deployment of the responder drops a load balancer. Its role then refuses to change that one's shift. */
export const loadBalancerDroppedMeanwhile: Script = {
  name: 'load-balancer-dropped-meanwhile',
  title: 'a deployment drops a load balancer from the configuration while the zone is out',
  on: (app) => {
    app.needLoadBalancers(2);
    return {
      summary:
        `${app.first} fails from 18:40 to 19:00, and shifts last 40 minutes. At 19:08 a deployment drops the load balancer ${app.lastLoadBalancer.name} from ` +
        'the configuration, and the role may no longer change its shift. A good responder names it in every tick, fails those in which ' +
        'it cannot renew the shift, and calls no restore done. At 19:20 the load balancer is put back, and the restore of 19:18 ends.',
      region: app.regionWith([app.fault({ until: 30 })]),
      configuration: { zonalShift: { expiresIn: '40m', renewBefore: '12m', maximumDuration: '24h' } },
      durationMinutes: 70,
      upkeep: [{ everyMinutes: 1 }],
      deployments: [
        { at: 38, configuration: { resources: withoutLast(app) } },
        { at: 50, configuration: { resources: app.policy.resources } },
      ],
      awsFaults: ['GetManagedResource', 'UpdateZonalShift', 'CancelZonalShift'].map((operation) => {
        return {
          kind: 'access-denied',
          service: 'arc-zonal-shift',
          operation,
          resource: app.lastLoadBalancer.arn,
          from: 38,
          until: 50,
        } as const;
      }),
      requests: [
        { at: 39, who: 'a person on call', request: { action: 'status' } },
        { at: 48, who: 'a person on call', request: app.repaired },
      ],
      expected: {
        evacuated: null,
        advised: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do', 'partial'],
        codes: ['extended', 'cancelled', 'record-removed'],
        told: [
          `${app.lastLoadBalancer.name} is out of ${app.first}, by us, and nothing selects it any more; its shift ends at 2026-11-24T19:21:`,
        ],
        refused: ['arc-zonal-shift:GetManagedResource'],
        restored: {},
      },
    };
  },
};
