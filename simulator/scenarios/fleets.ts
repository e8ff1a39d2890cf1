import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec, type RegionSpec } from '../region/region-spec.ts';

type Given = { seed: number; startsAt: Date };
const FAILS_AND_RECOVERS = [{ kind: 'errors', at: 10, until: 35, zoneIds: ['use1-az1'], share: 0.2 }] as const;
const THERE_AND_BACK = {
  configuration: { restore: 'automatic' },
  durationMinutes: 72,
  upkeep: [{ everyMinutes: 1 }],
} as const;

const TAG = { key: 'app', value: 'wildrydes' };

/** The group `web` as a group in each zone, behind the same target group. All groups carry a tag that selects them. */
function withGroupForEachZone(given: Given & Partial<RegionSpec>): RegionSpec {
  const { groups, subnets, loadBalancers } = defaultRegionSpec(given);
  const split = subnets.map(({ subnetId }, index) => ({
    name: `web-${'abc'[index]}`,
    subnetIds: [subnetId],
    desired: 4,
    min: 4,
    max: 8,
  }));
  const [first = '', ...otherGroups] = split.map(({ name }) => name);
  return defaultRegionSpec({
    ...given,
    groups: groups
      .flatMap((group) => (group.name === 'web' ? split.map((one) => ({ ...group, ...one })) : group))
      .map((group) => ({ ...group, tags: { [TAG.key]: TAG.value } })),
    loadBalancers: loadBalancers.map((loadBalancer) => ({
      ...loadBalancer,
      targetGroups: loadBalancer.targetGroups.map((targets) =>
        targets.group === 'web' ? { ...targets, group: first, otherGroups } : targets,
      ),
    })),
  });
}

export const groupForEachZone: Scenario = {
  name: 'group-for-each-zone',
  title: 'one zone fails, and each zone has a group of its own',
  summary:
    'From 18:40 to 19:05, use1-az1 fails a fifth of its requests. The public application has one group in each zone, behind one ' +
    'target group. A good responder judges the three as one: it takes the traffic away, leaves the zone’s own group its instances, and restores.',
  region: (options) => withGroupForEachZone({ ...options, faults: FAILS_AND_RECOVERS }),
  ...THERE_AND_BACK,
  configuration: { ...THERE_AND_BACK.configuration, autoScalingGroups: { tag: TAG } },
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    codes: ['would-empty-group'],
    restored: {},
  },
};

export const weightedInstances: Scenario = {
  name: 'weighted-instances',
  title: 'one zone fails, and a group counts its capacity in units',
  summary:
    'From 18:40 to 19:05, use1-az1 fails a fifth of its requests. Each instance of the group web counts for 8 of its 96 units. A good ' +
    'responder counts units too: it evacuates the zone, and waits for no more of them than can come.',
  region: (options) => {
    const { groups } = defaultRegionSpec(options);
    const weigh = (group: (typeof groups)[number]) => ({ ...group, desired: 96, min: 96, max: 192, weight: 8 });
    const weighted = groups.map((group) => (group.name === 'web' ? weigh(group) : group));
    return defaultRegionSpec({ ...options, groups: weighted, faults: FAILS_AND_RECOVERS });
  },
  ...THERE_AND_BACK,
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    restored: {},
  },
};

export const autoscalerAtWork: Scenario = {
  name: 'autoscaler-at-work',
  title: 'one zone fails while an autoscaler raises the desired capacity',
  summary:
    'use1-az1 fails from 18:40 on, and two minutes later an autoscaler raises the group web from 12 to 18. A good responder measures ' +
    'what serves now, and evacuates at the first alarm: what was only just asked for says nothing about the load.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 40,
  actors: [
    {
      at: 12,
      who: 'an autoscaler',
      kind: 'call',
      call: {
        service: 'autoscaling',
        operation: 'UpdateAutoScalingGroup',
        input: { AutoScalingGroupName: 'web', DesiredCapacity: 18 },
      },
    },
  ],
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};

/** Load balancers without traffic beside those of the application: the responder reads more than twenty of them from one list. */
function withIdleLoadBalancers(given: Given & Partial<RegionSpec>): RegionSpec {
  const { loadBalancers } = defaultRegionSpec(given);
  const [like] = loadBalancers;
  if (like === undefined) throw new RangeError('the default Region has no load balancer');
  const idle = Array.from({ length: 20 }, (_, index) => ({
    ...like,
    name: `idle-${index}`,
    id: (0xa000 + index).toString(16).padStart(16, '0'),
    targetGroups: [],
  }));
  const { alarms } = defaultRegionSpec(given);
  return defaultRegionSpec({ ...given, alarms, loadBalancers: [...loadBalancers, ...idle] });
}

export const manyLoadBalancers: Scenario = {
  name: 'many-load-balancers',
  title: 'one zone fails, and the application has 22 load balancers',
  summary:
    'From 18:40 to 19:05, use1-az1 fails a fifth of its requests. Two load balancers carry them, and twenty more are idle. A good ' +
    'responder shifts all of them away, and restores all of them.',
  region: (options) => withIdleLoadBalancers({ ...options, faults: FAILS_AND_RECOVERS }),
  ...THERE_AND_BACK,
  configuration: {
    ...THERE_AND_BACK.configuration,
    signals: ['web/50dc6c495c0c9188', 'api/1f2e3d4c5b6a7980'].map((name) => ({
      kind: 'application-load-balancer',
      loadBalancer: `app/${name}`,
    })),
  },
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    restored: {},
  },
};
