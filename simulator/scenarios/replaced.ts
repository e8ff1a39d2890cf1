import type { Application } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';
import type { GroupSpec } from '../region/auto-scaling/group.ts';
import type { RegionSpec } from '../region/region-spec.ts';

/** The first zone fails from 18:40 to 19:00, and people restore it at 19:20. */
const oneZoneRecovers = (app: Application) => app.regionWith([app.fault({ until: 30 })]);

const peopleRestore = ({ repaired }: Application) => ({
  durationMinutes: 75,
  upkeep: [{ everyMinutes: 1 }],
  requests: [
    { at: 49, who: 'a person on call', request: { action: 'status' } },
    { at: 50, who: 'a person on call', request: repaired },
  ],
});

const CODES = ['cancelled', 'record-removed'] as const;
const wentBack = ({ first }: Application) =>
  ({
    evacuated: null,
    advised: first,
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    codes: CODES,
    restored: {},
  }) as const;

/** Works off a queue: nothing balances load over it. */
const BATCH: GroupSpec = {
  name: 'batch',
  subnetIds: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'],
  desired: 6,
  min: 0,
  max: 12,
};

function withBatch(spec: RegionSpec): RegionSpec {
  return { ...spec, groups: [...spec.groups, BATCH] };
}

const groupDeletedMeanwhile: Script = {
  name: 'group-deleted-meanwhile',
  title: 'a configured group is deleted while the zone is out',
  on: (app) => {
    app.needNone('a group that works off a queue');
    return {
      summary:
        `${app.first} fails from 18:40 to 19:00. At 19:05 somebody deletes the group batch, which the configuration still names. A good ` +
        'responder waits for nothing of it: the zone comes back at 19:20 as it would without. It says that the group no longer exists, ' +
        'and of the ticks of the quiet evening after only one an hour fails for it.',
      region: (options) => withBatch(oneZoneRecovers(app)(options)),
      ...peopleRestore(app),
      actors: [{ at: 35, who: 'a team that needs it no longer', kind: 'delete-group', group: 'batch' }],
      expected: {
        ...wentBack(app),
        outcomes: [...wentBack(app).outcomes, 'failed'],
        codes: [...CODES, 'no-capacity'],
        told: ['group batch no longer exists', '"autoScalingGroups" has batch, which does not exist'],
      },
    };
  },
};

const groupRecreatedMeanwhile: Script = {
  name: 'group-recreated-meanwhile',
  title: 'a group is deleted and created anew under its name while the zone is out',
  on: (app) => {
    app.needNone('a group that works off a queue');
    return {
      summary:
        `${app.first} fails from 18:40 to 19:00. At 19:05 infrastructure code replaces the group batch: it is deleted, and created again at ` +
        '19:08 with all of its subnets and without our record. A good responder says that it is another group, takes the zone out of it ' +
        'on a record of its own, and at 19:20 brings everything back.',
      region: (options) => withBatch(oneZoneRecovers(app)(options)),
      ...peopleRestore(app),
      actors: [
        { at: 35, who: 'infrastructure code', kind: 'delete-group', group: 'batch' },
        { at: 38, who: 'infrastructure code', kind: 'create-group', group: 'batch' },
      ],
      expected: {
        ...wentBack(app),
        // Until its first instances have come, the other zones could not do without this one.
        outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'],
        told: [`group batch was created at 2026-11-24T19:08:00.000Z, after ${app.first} went out`],
      },
    };
  },
};

/** The public application in groups that a tag selects, and a target group that the copy of its group will serve too. */
function blueGreen({ tag }: Application, spec: RegionSpec): RegionSpec {
  const loadBalancers = spec.loadBalancers.map((loadBalancer) => ({
    ...loadBalancer,
    targetGroups: loadBalancer.targetGroups.map((targets) => ({ ...targets, otherGroups: [`${targets.group}-green`] })),
  }));
  const groups = spec.groups.map((group) => ({ ...group, tags: { [tag.key]: tag.value } }));
  return { ...spec, loadBalancers, groups };
}

const groupCopiedMeanwhile: Script = {
  name: 'group-copied-meanwhile',
  title: 'CodeDeploy replaces a group by a copy that bears our record while the zone is out',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:00. At 19:02 CodeDeploy copies the group ${app.group.name} for a blue/green deployment, with its tags and so ` +
      'with our record, and deletes the original at 19:10. A good responder says that the copy is one, and at 19:20 gives it the ' +
      'zone that it was copied without.',
    region: (options) => blueGreen(app, oneZoneRecovers(app)(options)),
    configuration: { autoScalingGroups: { tag: app.tag } },
    ...peopleRestore(app),
    actors: [
      { at: 32, who: 'CodeDeploy', kind: 'copy-group', group: app.group.name, copy: `${app.group.name}-green` },
      { at: 40, who: 'CodeDeploy', kind: 'delete-group', group: app.group.name },
    ],
    expected: {
      ...wentBack(app),
      restored: { members: { [`${app.group.name}-green`]: app.group.subnetIds } },
      told: [`group ${app.group.name}-green is a copy of a group that we took out, created at 2026-11-24T19:02:00.000Z`],
    },
  }),
};

const loadBalancerRecreatedMeanwhile: Script = {
  name: 'load-balancer-recreated-meanwhile',
  title: 'a controller recreates a load balancer under another ARN while the zone is out',
  on: (app) => {
    app.needLoadBalancers(2);
    return {
      summary:
        `${app.first} fails from 18:40 to 19:00. At 19:05 a controller recreates the load balancer ${app.lastLoadBalancer.name}: ARC ends its shift, and the ` +
        'configuration names an ARN that is gone. A good responder says so, with the new ARN, keeps the rest out, and waits for ' +
        'nothing of it when people restore at 19:20. Then one quiet tick an hour fails for it.',
      region: oneZoneRecovers(app),
      ...peopleRestore(app),
      actors: [
        {
          at: 35,
          who: 'a controller',
          kind: 'recreate-load-balancer',
          loadBalancer: app.lastLoadBalancer.name,
          id: '9a8b7c6d5e4f3021',
        },
      ],
      expected: {
        ...wentBack(app),
        outcomes: ['done', 'failed', 'in-progress', 'nothing-to-do', 'partial'],
        codes: ['cancelled', 'record-removed', 'recreated'],
        told: [`recreated as "${app.lastLoadBalancer.arn.replace(/[^/]+$/, '9a8b7c6d5e4f3021')}"`],
      },
    };
  },
};

/** What was selected when the zone went out is no longer what it was. */
export const replacements: readonly Script[] = [
  groupDeletedMeanwhile,
  groupRecreatedMeanwhile,
  groupCopiedMeanwhile,
  loadBalancerRecreatedMeanwhile,
];
