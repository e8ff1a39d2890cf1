import type { Application } from '../game-day/application.ts';
import type { ActorStep, RequestStep } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';
import type { RegionSpec } from '../region/region-spec.ts';

/** The first zone fails from 18:40 to 19:00, and people restore it at 19:20. */
const oneZoneRecovers = (app: Application) => app.regionWith([app.fault({ until: 30 })]);

function restore({ repaired }: Application, { at = 50, who = 'a person on call' } = {}): RequestStep {
  return { at, who, request: repaired };
}
const peopleRestore = (app: Application) => ({
  durationMinutes: 65,
  upkeep: [{ everyMinutes: 1 }],
  requests: [restore(app)],
});
const wentBack = ({ first }: Application) =>
  ({
    evacuated: null,
    advised: first,
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    codes: ['cancelled', 'record-removed'],
    restored: {},
  }) as const;

export const twoRestoresAtOnce: Script = {
  name: 'two-restores-at-once',
  title: 'two people restore the zone at the same time',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:00. At 19:20 two people ask to restore it, and at 19:21 one of them asks again. A good ` +
      'responder restores it once, and upkeep finishes the restore.',
    region: oneZoneRecovers(app),
    ...peopleRestore(app),
    requests: [restore(app), restore(app, { who: 'a second person' }), restore(app, { at: 51 })],
    expected: wentBack(app),
  }),
};

export const restoreDuringThrottledControlPlane: Script = {
  name: 'restore-during-throttled-control-plane',
  title: 'Auto Scaling is throttled while the zone comes back',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:00. At 19:20 a person restores, but until 19:26 all Auto Scaling changes are throttled. ` +
      'A good responder moves no traffic before the capacity is there. It says of each run that could change nothing that it failed, and ' +
      'upkeep continues the restore as soon as it can.',
    region: oneZoneRecovers(app),
    ...peopleRestore(app),
    durationMinutes: 75,
    awsFaults: ['CreateOrUpdateTags', 'UpdateAutoScalingGroup', 'DeleteTags'].map((operation) => {
      return { kind: 'throttling', service: 'autoscaling', operation, from: 49, until: 56 } as const;
    }),
    expected: { ...wentBack(app), outcomes: ['done', 'failed', 'in-progress', 'nothing-to-do', 'partial'] },
  }),
};

/** A second subnet in the first zone for the group, to be deleted later. */
function withMoreSubnets({ first, group: { name, subnetIds } }: Application, spec: RegionSpec): RegionSpec {
  const more = { subnetId: 'subnet-1a1', zoneId: first };
  const groups = spec.groups.map((group) =>
    group.name === name ? { ...group, subnetIds: [...subnetIds.slice(0, -1), more.subnetId, ...subnetIds.slice(-1)] } : group,
  );
  return { ...spec, subnets: [...spec.subnets, more], groups };
}

export const subnetDeletedMeanwhile: Script = {
  name: 'subnet-deleted-meanwhile',
  title: 'one of the subnets to add back has been deleted',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:00. During the evacuation, somebody deletes one of its two subnets of the group ${app.group.name}, which ` +
      'looks unused. At 19:20 a person restores. A good responder adds the other one back in its place, and says what is gone.',
    region: (options) => withMoreSubnets(app, oneZoneRecovers(app)(options)),
    ...peopleRestore(app),
    actors: [{ at: 40, who: 'a network engineer', kind: 'delete-subnet', subnetId: 'subnet-1a1' }],
    expected: {
      ...wentBack(app),
      restored: { members: { [app.group.name]: app.group.subnetIds } },
      told: ['no longer in EC2, and left out: subnet-1a1'],
    },
  }),
};

export const anotherPersonsShift: Script = {
  name: 'another-persons-shift',
  title: 'a person has already shifted one load balancer away from the zone',
  on: (app) => {
    app.needLoadBalancers(2);
    return {
      summary:
        `At 18:35 somebody shifts the load balancer ${app.loadBalancer.name} away from ${app.first}. The zone fails from 18:40 to 19:00. A good responder ` +
        'adopts that shift, and starts its own only for the others. At 19:20 it ends its own, but not the person’s.',
      region: oneZoneRecovers(app),
      ...peopleRestore(app),
      actors: [
        {
          at: 5,
          who: 'a person',
          kind: 'call',
          call: {
            service: 'arc-zonal-shift',
            operation: 'StartZonalShift',
            input: {
              resourceIdentifier: app.loadBalancer.arn,
              awayFrom: app.first,
              expiresIn: '6h',
              comment: 'suspicious latency',
            },
          },
        },
      ],
      expected: wentBack(app),
    };
  },
};

export const shiftCancelledByAPerson: Script = {
  name: 'shift-cancelled-by-a-person',
  title: 'somebody cancels our shift while the zone is still bad',
  on: (app) => {
    app.needGroup();
    return {
      summary:
        `${app.first} fails from 18:40 on. At 18:55 somebody cancels the shift of the load balancer ${app.loadBalancer.name} in the console. The zone ` +
        'no longer has capacity. A good responder notices within a minute, shifts again, and notifies people.',
      region: app.regionWith([app.fault()]),
      durationMinutes: 40,
      upkeep: [{ everyMinutes: 1 }],
      actors: [{ at: 25, who: 'a person in the console', kind: 'cancel-shift', loadBalancer: app.loadBalancer.name }],
      expected: {
        evacuated: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do'],
        codes: ['shifted'],
        told: ['upkeep done'],
      },
    };
  },
};

function autoshift({ loadBalancers, second: awayFrom }: Application): ActorStep {
  return { at: 40, who: 'AWS', kind: 'autoshift', loadBalancers: loadBalancers.map(({ name }) => name), awayFrom };
}

export const autoshiftOfAnotherZone: Script = {
  name: 'autoshift-of-another-zone',
  title: 'AWS shifts away from another zone while ours is out',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 on and is evacuated. At 19:10 AWS starts an autoshift away from ${app.second}. Our shifts mask it: ` +
      'the older decision wins. A good responder does not take out a second zone, but tells people what is masked.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 60,
    upkeep: [{ everyMinutes: 1 }],
    actors: [autoshift(app)],
    expected: { evacuated: app.first, outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'], told: [app.second] },
  }),
};

export const autoshiftYieldedTo: Script = {
  name: 'autoshift-yielded-to',
  title: 'AWS shifts away from another zone, and ours gives way',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:00 and is evacuated. At 19:10 AWS starts an autoshift away from ${app.second}. The configuration ` +
      'says to yield, so a good responder releases its own zone in order, capacity first. Then the autoshift takes effect.',
    region: oneZoneRecovers(app),
    configuration: { limits: { yieldToAutoshift: true } },
    durationMinutes: 65,
    upkeep: [{ everyMinutes: 1 }],
    actors: [autoshift(app)],
    expected: wentBack(app),
  }),
};
