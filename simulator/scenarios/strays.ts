import type { Scenario } from '../game-day/scenario.ts';
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
    told: ['group web is out of use1-az1, by us, and nothing selects it any more'],
    restored: {},
  },
};
