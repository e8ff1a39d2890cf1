import type { Scenario } from '../game-day/scenario.ts';
import { loadBalancerArn } from '../region/load-balancer/load-balancer.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const TAG = { key: 'app', value: 'wildrydes' };
const WEB_TAG = { ResourceId: 'web', ResourceType: 'auto-scaling-group' };

/** While the zone is out, a deployment takes the tag off a group by which the configuration selects it. */
export const tagTakenOffMeanwhile: Scenario = {
  name: 'tag-taken-off-meanwhile',
  title: 'the tag that selects a group is taken off it while the zone is out',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:05 a deployment takes the tag off the group web, so that nothing selects it any more. ' +
    'A good responder names it in every tick, and brings it back with the rest when a person restores at 19:20. The next deployment puts the tag back.',
  region: (options) => {
    const spec = defaultRegionSpec({
      ...options,
      faults: [{ kind: 'errors', at: 10, until: 30, zoneIds: ['use1-az1'], share: 0.2 }],
    });
    return { ...spec, groups: spec.groups.map((group) => ({ ...group, tags: { [TAG.key]: TAG.value } })) };
  },
  configuration: { autoScalingGroups: { tag: TAG } },
  durationMinutes: 65,
  upkeep: [{ everyMinutes: 1 }],
  actors: [
    {
      at: 35,
      who: 'a deployment',
      kind: 'call',
      call: {
        service: 'autoscaling',
        operation: 'DeleteTags',
        input: { Tags: [{ ...WEB_TAG, Key: TAG.key }] },
      },
    },
    {
      at: 63,
      who: 'a deployment',
      kind: 'call',
      call: {
        service: 'autoscaling',
        operation: 'CreateOrUpdateTags',
        input: { Tags: [{ ...WEB_TAG, Key: TAG.key, Value: TAG.value, PropagateAtLaunch: false }] },
      },
    },
  ],
  requests: [
    { at: 49, who: 'a person on call', request: { action: 'status' } },
    { at: 50, who: 'a person on call', request: { action: 'restore', zone: 'use1-az1', reason: 'repaired' } },
  ],
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    codes: ['cancelled', 'record-removed'],
    told: ['group web, which nothing selects any more, comes back with the rest'],
    restored: {},
  },
};

const IDENTITY = { region: 'us-east-1', account: '111122223333' };
const WEB_ARN = loadBalancerArn({ name: 'web', id: '50dc6c495c0c9188' }, IDENTITY);
const API_ARN = loadBalancerArn({ name: 'api', id: '1f2e3d4c5b6a7980' }, IDENTITY);

/** While the zone is out, a deployment of the responder drops a load balancer. Its role then refuses to change that one's shift. */
export const loadBalancerDroppedMeanwhile: Scenario = {
  name: 'load-balancer-dropped-meanwhile',
  title: 'a deployment drops a load balancer from the configuration while the zone is out',
  summary:
    'use1-az1 fails from 18:40 to 19:00, and shifts last 40 minutes. At 19:08 a deployment drops the internal load balancer from ' +
    'the configuration, and the role may no longer change its shift. A good responder names it in every tick, fails those in which ' +
    'it cannot renew the shift, and calls no restore done. At 19:20 the load balancer is put back, and the restore of 19:18 ends.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, until: 30, zoneIds: ['use1-az1'], share: 0.2 }] }),
  configuration: { zonalShift: { expiresIn: '40m', renewBefore: '12m', maximumDuration: '24h' } },
  durationMinutes: 70,
  upkeep: [{ everyMinutes: 1 }],
  deployments: [
    { at: 38, configuration: { resources: [WEB_ARN] } },
    { at: 50, configuration: { resources: [API_ARN, WEB_ARN] } },
  ],
  awsFaults: ['GetManagedResource', 'UpdateZonalShift', 'CancelZonalShift'].map((operation) => {
    return { kind: 'access-denied', service: 'arc-zonal-shift', operation, resource: API_ARN, from: 38, until: 50 } as const;
  }),
  requests: [
    { at: 39, who: 'a person on call', request: { action: 'status' } },
    { at: 48, who: 'a person on call', request: { action: 'restore', zone: 'use1-az1', reason: 'repaired' } },
  ],
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do', 'partial'],
    codes: ['extended', 'cancelled', 'record-removed'],
    told: ['api is out of use1-az1, by us, and nothing selects it any more; its shift ends at 2026-11-24T19:21:'],
    refused: ['arc-zonal-shift:GetManagedResource'],
    restored: {},
  },
};
