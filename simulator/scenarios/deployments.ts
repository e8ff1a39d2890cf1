import type { Application } from '../game-day/application.ts';
import type { ActorStep, Scenario } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';
import type { WorldFault } from '../region/faults/world-faults.ts';

const BOOT = [60, 60] as const;

/** Replaces the group's instances in each zone in turn, one every half a minute. `apart`: minutes from zone to zone. */
function zoneByZone(app: Application, { from, apart }: { from: number; apart: number }): ActorStep[] {
  return app.zoneIds.flatMap((zoneId, zone) =>
    Array.from({ length: app.instancesPerZone }, (_, nth) => refreshed(app, { at: from + zone * apart + nth / 2, zoneId })),
  );
}

/** One instance a minute, in all zones in turn, until each instance is replaced. */
function inTurn(app: Application, { from }: { from: number }): ActorStep[] {
  const each = Array.from({ length: app.instancesPerZone }, () => app.zoneIds).flat();
  return each.map((zoneId, nth) => refreshed(app, { at: from + nth, zoneId }));
}

function refreshed({ group }: Application, { at, zoneId }: { at: number; zoneId: string }): ActorStep {
  return { at, who: 'the pipeline', kind: 'refresh-one', group: group.name, zoneId, version: 2 };
}

function rolloutOf(app: Application, faults: readonly WorldFault[]): Scenario['region'] {
  return (options) => {
    const spec = app.region({ ...options, faults });
    return { ...spec, groups: spec.groups.map((group) => ({ ...group, bootSeconds: BOOT })) };
  };
}

/** Only where a load balancer reads HTTP does a bad version show. */
function badVersion({ httpLoadBalancer: { name } }: Application, fails: { share: number; forMinutes?: number }): WorldFault {
  return { kind: 'new-instances', at: 1, loadBalancers: [name], ...fails };
}

/** Until some time after a rollout from zone to zone, with ticks. */
function ticks({ zoneIds }: Application, { apart }: { apart: number }) {
  return { durationMinutes: 45 + Math.max(0, zoneIds.length - 3) * apart, upkeep: [{ everyMinutes: 1 }] };
}

const badVersionZoneByZone: Script = {
  name: 'bad-version-zone-by-zone',
  title: 'a bad version is rolled out zone by zone',
  on: (app) => ({
    summary:
      'From 18:35 on, a pipeline replaces the instances of a group, zone by zone, eight minutes apart. The new version ' +
      'fails a fifth of its requests. A good responder holds while the first zone has it, and while they all have it.',
    region: rolloutOf(app, [badVersion(app, { share: 0.2 })]),
    actors: zoneByZone(app, { from: 5, apart: 8 }),
    ...ticks(app, { apart: 8 }),
    expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
  }),
};

const restartsZoneByZone: Script = {
  name: 'restarts-zone-by-zone',
  title: 'a good version is rolled out zone by zone, and its first minutes are bad',
  on: (app) => ({
    summary:
      'From 18:35 on, a pipeline replaces the instances of a group, zone by zone. Each new one fails half of its ' +
      'requests for its first two minutes, while it warms up. A good responder holds, and does nothing.',
    region: rolloutOf(app, [badVersion(app, { share: 0.5, forMinutes: 2 })]),
    actors: zoneByZone(app, { from: 5, apart: 10 }),
    ...ticks(app, { apart: 10 }),
    expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
  }),
};

const zoneFailsAfterRollout: Script = {
  name: 'zone-fails-after-rollout',
  title: 'one zone fails half an hour after a rollout to all zones',
  on: (app) => ({
    summary:
      `Until 18:42, a pipeline replaces the instances of a group, zone by zone, with a good version. At 19:12 ${app.first} ` +
      'begins to fail a fifth of its requests. A good responder evacuates it.',
    region: rolloutOf(app, [app.fault({ at: 42 })]),
    actors: zoneByZone(app, { from: 2, apart: 8 / app.zoneIds.length }),
    durationMinutes: 62,
    upkeep: [{ everyMinutes: 1 }],
    expected: { evacuated: app.first, outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'] },
  }),
};

const zoneFailsDuringRefresh: Script = {
  name: 'zone-fails-during-refresh',
  title: 'one zone fails while an instance refresh is at work in all of them',
  on: (app) => ({
    summary:
      `From 18:32 on, an instance refresh replaces an instance a minute, in every zone in turn. At 18:40 ${app.first} begins to fail a fifth ` +
      'of its requests. All zones have had the version by then, so that a good responder evacuates the zone.',
    region: rolloutOf(app, [app.fault()]),
    actors: inTurn(app, { from: 2 }),
    ...ticks(app, { apart: 0 }),
    expected: { evacuated: app.first, outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'] },
  }),
};

const pipelineAnnounces: Script = {
  name: 'pipeline-announces',
  title: 'a pipeline says that it is rolling out in place',
  on: (app) => ({
    summary:
      `From 18:39 on, a pipeline updates the instances in place, ${app.first} first, and says so by a tag on the group. The new version fails ` +
      'a fifth of its requests until it is rolled back at 18:50. A good responder holds, and does nothing.',
    region: rolloutOf(app, [{ ...app.fault({ until: 20 }), loadBalancers: [app.httpLoadBalancer.name] }]),
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
                ResourceId: app.group.name,
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
    ...ticks(app, { apart: 0 }),
    expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
  }),
};

function scalesOut(app: Application, by: number): ActorStep {
  const { name, desired, weight = 1 } = app.group;
  return {
    at: 8,
    who: 'an autoscaler',
    kind: 'call',
    call: {
      service: 'autoscaling',
      operation: 'UpdateAutoScalingGroup',
      input: { AutoScalingGroupName: name, DesiredCapacity: desired + by * weight },
    },
  };
}

const newcomersFail: Script = {
  name: 'newcomers-fail',
  title: 'the new instances of a scale-out fail for their first three minutes',
  on: (app) => ({
    summary:
      `At 18:38 an autoscaler adds two instances to a group. Both come to ${app.first} and fail half of their requests for three minutes. A ` +
      'good responder holds, and does nothing.',
    region: rolloutOf(app, [roomInOne(app), badVersion(app, { share: 0.5, forMinutes: 3 })]),
    actors: [scalesOut(app, 2)],
    ...ticks(app, { apart: 0 }),
    expected: { evacuated: null, outcomes: ['held', 'nothing-to-do'], heldBy: ['deployment'] },
  }),
};

const zoneFailsAfterScaleOut: Script = {
  name: 'zone-fails-after-scale-out',
  title: 'one zone fails two minutes after a scale-out',
  on: (app) => ({
    summary:
      `At 18:38 an autoscaler adds an instance to a group, and it comes to ${app.first}. At 18:41 the zone begins to fail a fifth of its ` +
      'requests. A good responder evacuates it as soon as more targets stand out than the one that is new.',
    region: rolloutOf(app, [app.fault({ at: 11 })]),
    actors: [scalesOut(app, 1)],
    ...ticks(app, { apart: 0 }),
    expected: { evacuated: app.first, outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'] },
  }),
};

function roomInOne({ first, zoneIds }: Application): WorldFault {
  return { kind: 'launches', at: 0, zoneIds: zoneIds.filter((zoneId) => zoneId !== first) };
}

/** Rollouts: what looks like a zone and is a version, and zones that fail beside one. */
export const deployments: readonly Script[] = [
  badVersionZoneByZone,
  restartsZoneByZone,
  zoneFailsAfterRollout,
  zoneFailsDuringRefresh,
  pipelineAnnounces,
  newcomersFail,
  zoneFailsAfterScaleOut,
];
