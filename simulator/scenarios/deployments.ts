import type { ActorStep, Scenario } from '../game-day/scenario.ts';
import type { WorldFault } from '../region/faults/world-faults.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const ZONE_IDS = ['use1-az1', 'use1-az2', 'use1-az4'];
const IN_A_ZONE = 4;
const BOOT = [60, 60] as const;

/** Replaces the instances of `web` in each zone in turn, one every half a minute. `zones`: the minute at which each begins. */
function zoneByZone(zones: Readonly<Record<string, number>>): ActorStep[] {
  return Object.entries(zones).flatMap(([zoneId, begins]) =>
    Array.from({ length: IN_A_ZONE }, (_, nth) => refreshed(begins + nth / 2, zoneId)),
  );
}

/** One instance a minute, in all zones in turn. */
function inTurn(begins: number, zoneIds: readonly string[]): ActorStep[] {
  return zoneIds.map((zoneId, nth) => refreshed(begins + nth, zoneId));
}

function refreshed(at: number, zoneId: string): ActorStep {
  return { at, who: 'the pipeline', kind: 'refresh-one', group: 'web', zoneId, version: 2 };
}

const rolloutOf =
  (faults: readonly WorldFault[]): Scenario['region'] =>
  (options) => {
    const spec = defaultRegionSpec({ ...options, faults });
    return { ...spec, groups: spec.groups.map((group) => ({ ...group, bootSeconds: BOOT })) };
  };

const TICKS = { durationMinutes: 45, upkeep: [{ everyMinutes: 1 }] } as const;
const ZONE_FAILS = (at: number): WorldFault => ({ kind: 'errors', at, zoneIds: ['use1-az1'], share: 0.2 });

const badVersionZoneByZone: Scenario = {
  name: 'bad-version-zone-by-zone',
  title: 'a bad version is rolled out zone by zone',
  summary:
    'From 18:35 on, a pipeline replaces the instances of the public application, zone by zone, eight minutes apart. The new version ' +
    'fails a fifth of its requests. A good responder holds while the first zone has it, and while they all have it.',
  region: rolloutOf([{ kind: 'new-instances', at: 1, loadBalancers: ['web'], share: 0.2 }]),
  actors: zoneByZone({ 'use1-az1': 5, 'use1-az2': 13, 'use1-az4': 21 }),
  ...TICKS,
  expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
};

const restartsZoneByZone: Scenario = {
  name: 'restarts-zone-by-zone',
  title: 'a good version is rolled out zone by zone, and its first minutes are bad',
  summary:
    'From 18:35 on, a pipeline replaces the instances of the public application, zone by zone. Each new one fails half of its ' +
    'requests for its first two minutes, while it warms up. A good responder holds, and does nothing.',
  region: rolloutOf([{ kind: 'new-instances', at: 1, loadBalancers: ['web'], share: 0.5, forMinutes: 2 }]),
  actors: zoneByZone({ 'use1-az1': 5, 'use1-az2': 15, 'use1-az4': 25 }),
  ...TICKS,
  expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
};

const zoneFailsAfterRollout: Scenario = {
  name: 'zone-fails-after-rollout',
  title: 'one zone fails half an hour after a rollout to all zones',
  summary:
    'Until 18:41, a pipeline replaces the instances of the public application, zone by zone, with a good version. At 19:11 use1-az1 ' +
    'begins to fail a fifth of its requests. A good responder evacuates it.',
  region: rolloutOf([ZONE_FAILS(41)]),
  actors: zoneByZone({ 'use1-az1': 2, 'use1-az2': 6, 'use1-az4': 9 }),
  ...TICKS,
  durationMinutes: 60,
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'] },
};

const zoneFailsDuringRefresh: Scenario = {
  name: 'zone-fails-during-refresh',
  title: 'one zone fails while an instance refresh is at work in all of them',
  summary:
    'From 18:32 on, an instance refresh replaces an instance a minute, in every zone in turn. At 18:40 use1-az1 begins to fail a fifth ' +
    'of its requests. All zones have had the version by then, so that a good responder evacuates the zone.',
  region: rolloutOf([ZONE_FAILS(10)]),
  actors: inTurn(2, [...ZONE_IDS, ...ZONE_IDS, ...ZONE_IDS, ...ZONE_IDS]),
  ...TICKS,
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'] },
};

const pipelineAnnounces: Scenario = {
  name: 'pipeline-announces',
  title: 'a pipeline says that it is rolling out in place',
  summary:
    'From 18:39 on, a pipeline updates the instances in place, use1-az1 first, and says so by a tag on the group. The new version fails ' +
    'a fifth of its requests until it is rolled back at 18:50. A good responder holds, and does nothing.',
  region: rolloutOf([{ kind: 'errors', at: 10, until: 20, zoneIds: ['use1-az1'], loadBalancers: ['web'], share: 0.2 }]),
  configuration: { deployment: { tag: 'rolling-out-since' } },
  actors: [
    {
      at: 9,
      who: 'the pipeline',
      kind: 'call',
      call: {
        service: 'autoscaling',
        operation: 'CreateOrUpdateTags',
        input: {
          Tags: [
            {
              ResourceId: 'web',
              ResourceType: 'auto-scaling-group',
              Key: 'rolling-out-since',
              Value: '2026-11-24T18:39:00Z',
              PropagateAtLaunch: false,
            },
          ],
        },
      },
    },
  ],
  ...TICKS,
  expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
};

const scalesOut = (to: number): ActorStep => ({
  at: 8,
  who: 'an autoscaler',
  kind: 'call',
  call: {
    service: 'autoscaling',
    operation: 'UpdateAutoScalingGroup',
    input: { AutoScalingGroupName: 'web', DesiredCapacity: to },
  },
});

/** Only the first zone has room for what comes. */
const ROOM_IN_ONE: WorldFault = { kind: 'launches', at: 0, zoneIds: ['use1-az2', 'use1-az4'] };

const newcomersFail: Scenario = {
  name: 'newcomers-fail',
  title: 'the new instances of a scale-out fail for their first three minutes',
  summary:
    'At 18:38 an autoscaler raises the public application from 12 to 14. Both new instances come to use1-az1 and fail half of their ' +
    'requests for three minutes. A good responder holds, and does nothing.',
  region: rolloutOf([ROOM_IN_ONE, { kind: 'new-instances', at: 1, loadBalancers: ['web'], share: 0.5, forMinutes: 3 }]),
  actors: [scalesOut(14)],
  ...TICKS,
  expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
};

const zoneFailsAfterScaleOut: Scenario = {
  name: 'zone-fails-after-scale-out',
  title: 'one zone fails two minutes after a scale-out',
  summary:
    'At 18:38 an autoscaler raises the public application from 12 to 13, and the new instance comes to use1-az1. At 18:41 the zone begins ' +
    'to fail a fifth of its requests. More targets stand out than the one that is new, so that a good responder evacuates the zone at once.',
  region: rolloutOf([ZONE_FAILS(11)]),
  actors: [scalesOut(13)],
  ...TICKS,
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'in-progress', 'nothing-to-do'] },
};

/** Rollouts: what looks like a zone and is a version, and zones that fail beside one. */
export const deployments: readonly Scenario[] = [
  badVersionZoneByZone,
  restartsZoneByZone,
  zoneFailsAfterRollout,
  zoneFailsDuringRefresh,
  pipelineAnnounces,
  newcomersFail,
  zoneFailsAfterScaleOut,
];
