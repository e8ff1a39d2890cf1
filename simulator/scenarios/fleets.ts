import type { Application } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';
import type { RegionSpec } from '../region/region-spec.ts';

type Given = { seed: number; startsAt: Date } & Partial<RegionSpec>;
const THERE_AND_BACK = {
  configuration: { restore: 'automatic' },
  durationMinutes: 72,
  upkeep: [{ everyMinutes: 1 }],
} as const;

const TAG = { key: 'app', value: 'wildrydes' };

/** The group `web` as a group in each zone, behind the same target group. All groups carry a tag that selects them. */
function withGroupForEachZone(app: Application, given: Given): RegionSpec {
  const { groups, subnets, loadBalancers } = app.region(given);
  const split = subnets.map(({ subnetId }, index) => ({
    name: `web-${'abc'[index]}`,
    subnetIds: [subnetId],
    desired: 4,
    min: 4,
    max: 8,
  }));
  const [first = '', ...otherGroups] = split.map(({ name }) => name);
  return app.region({
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

export const groupForEachZone: Script = {
  name: 'group-for-each-zone',
  title: 'one zone fails, and each zone has a group of its own',
  on: (app) => {
    app.needNone('a group for each zone');
    return {
      summary:
        `From 18:40 to 19:05, ${app.first} fails a fifth of its requests. The public application has one group in each zone, behind one ` +
        'target group. A good responder judges the three as one: it takes the traffic away, leaves the zone’s own group its instances, and restores.',
      region: (options) => withGroupForEachZone(app, { ...options, faults: [app.fault({ until: 35 })] }),
      ...THERE_AND_BACK,
      configuration: { ...THERE_AND_BACK.configuration, autoScalingGroups: { tag: TAG } },
      expected: {
        evacuated: null,
        advised: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do'],
        codes: ['would-empty-group'],
        restored: {},
      },
    };
  },
};

export const weightedInstances: Script = {
  name: 'weighted-instances',
  title: 'one zone fails, and a group counts its capacity in units',
  on: (app) => {
    app.needNone('instances of different weights');
    return {
      summary:
        `From 18:40 to 19:05, ${app.first} fails a fifth of its requests. Each instance of the group web counts for 8 of its 96 units. A good ` +
        'responder counts units too: it evacuates the zone, and waits for no more of them than can come.',
      region: (options) => {
        const { groups } = app.region(options);
        const weigh = (group: (typeof groups)[number]) => ({ ...group, desired: 96, min: 96, max: 192, weight: 8 });
        const weighted = groups.map((group) => (group.name === 'web' ? weigh(group) : group));
        return app.region({ ...options, groups: weighted, faults: [app.fault({ until: 35 })] });
      },
      ...THERE_AND_BACK,
      expected: {
        evacuated: null,
        advised: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do'],
        restored: {},
      },
    };
  },
};

export const autoscalerAtWork: Script = {
  name: 'autoscaler-at-work',
  title: 'one zone fails while an autoscaler raises the desired capacity',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 on, and two minutes later an autoscaler raises the group ${app.group.name} by half. A good responder measures ` +
      'what serves now, and evacuates at the first alarm: what was only just asked for says nothing about the load.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 40,
    actors: [
      {
        at: 12,
        who: 'an autoscaler',
        kind: 'call',
        call: {
          service: 'autoscaling',
          operation: 'UpdateAutoScalingGroup',
          input: { AutoScalingGroupName: app.group.name, DesiredCapacity: Math.ceil(1.5 * app.group.desired) },
        },
      },
    ],
    expected: { evacuated: app.first, outcomes: ['done'] },
  }),
};

/** Load balancers without traffic beside those of the application: the responder reads more than twenty of them from one list. */
function withIdleLoadBalancers(app: Application, given: Given): RegionSpec {
  const { loadBalancers } = app.region(given);
  const [like] = loadBalancers;
  if (like === undefined) throw new RangeError('the default Region has no load balancer');
  const idle = Array.from({ length: 20 }, (_, index) => ({
    ...like,
    name: `idle-${index}`,
    id: (0xa000 + index).toString(16).padStart(16, '0'),
    targetGroups: [],
  }));
  const { alarms } = app.region(given);
  return app.region({ ...given, alarms, loadBalancers: [...loadBalancers, ...idle] });
}

export const manyLoadBalancers: Script = {
  name: 'many-load-balancers',
  title: 'one zone fails, and the application has 22 load balancers',
  on: (app) => {
    app.needNone('22 load balancers');
    return {
      summary:
        `From 18:40 to 19:05, ${app.first} fails a fifth of its requests. Two load balancers carry them, and twenty more are idle. A good ` +
        'responder shifts all of them away, and restores all of them.',
      region: (options) => withIdleLoadBalancers(app, { ...options, faults: [app.fault({ until: 35 })] }),
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
        advised: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do'],
        restored: {},
      },
    };
  },
};
