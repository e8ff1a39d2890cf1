import type { Scenario } from '../game-day/scenario.ts';
import type { GroupSpec } from '../region/auto-scaling/group.ts';
import { defaultRegionSpec, type RegionSpec } from '../region/region-spec.ts';

/** use1-az1 fails from 18:40 to 19:00, and people restore it at 19:20. */
function oneZoneRecovers(options: { seed: number; startsAt: Date }): RegionSpec {
  return defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, until: 30, zoneIds: ['use1-az1'], share: 0.2 }] });
}

const COMMON = {
  durationMinutes: 75,
  upkeep: [{ everyMinutes: 1 }],
  requests: [
    { at: 49, who: 'a person on call', request: { action: 'status' } },
    { at: 50, who: 'a person on call', request: { action: 'restore', zone: 'use1-az1', reason: 'repaired' } },
  ],
} as const;
const WENT_BACK = {
  evacuated: null,
  advised: 'use1-az1',
  outcomes: ['done', 'in-progress', 'nothing-to-do'],
  codes: ['cancelled', 'record-removed'],
  restored: {},
} as const;

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

const groupDeletedMeanwhile: Scenario = {
  name: 'group-deleted-meanwhile',
  title: 'a configured group is deleted while the zone is out',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:05 somebody deletes the group batch, which the configuration still names. A good ' +
    'responder waits for nothing of it: the zone comes back at 19:20 as it would without. It says that the group no longer exists, ' +
    'and of the ticks of the quiet evening after only one an hour fails for it.',
  region: (options) => withBatch(oneZoneRecovers(options)),
  ...COMMON,
  actors: [{ at: 35, who: 'a team that needs it no longer', kind: 'delete-group', group: 'batch' }],
  expected: {
    ...WENT_BACK,
    outcomes: [...WENT_BACK.outcomes, 'failed'],
    codes: [...WENT_BACK.codes, 'no-capacity'],
    told: ['group batch no longer exists', '"autoScalingGroups" has batch, which does not exist'],
  },
};

const groupRecreatedMeanwhile: Scenario = {
  name: 'group-recreated-meanwhile',
  title: 'a group is deleted and created anew under its name while the zone is out',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:05 infrastructure code replaces the group batch: it is deleted, and created again at ' +
    '19:08 with all of its subnets and without our record. A good responder says that it is another group, takes the zone out of it ' +
    'on a record of its own, and at 19:20 brings everything back.',
  region: (options) => withBatch(oneZoneRecovers(options)),
  ...COMMON,
  actors: [
    { at: 35, who: 'infrastructure code', kind: 'delete-group', group: 'batch' },
    { at: 38, who: 'infrastructure code', kind: 'create-group', group: 'batch' },
  ],
  expected: {
    ...WENT_BACK,
    // Until its first instances have come, the other zones could not do without this one.
    outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'],
    told: ['group batch was created at 2026-11-24T19:08:00.000Z, after use1-az1 went out'],
  },
};

const TAG = { key: 'app', value: 'wildrydes' };

/** The public application in groups that a tag selects, and a target group that the copy of its group will serve too. */
function blueGreen(spec: RegionSpec): RegionSpec {
  const loadBalancers = spec.loadBalancers.map((loadBalancer) => ({
    ...loadBalancer,
    targetGroups: loadBalancer.targetGroups.map((targets) => ({ ...targets, otherGroups: [`${targets.group}-green`] })),
  }));
  const groups = spec.groups.map((group) => ({ ...group, tags: { [TAG.key]: TAG.value } }));
  return { ...spec, loadBalancers, groups };
}

const groupCopiedMeanwhile: Scenario = {
  name: 'group-copied-meanwhile',
  title: 'CodeDeploy replaces a group by a copy that bears our record while the zone is out',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:02 CodeDeploy copies the group web for a blue/green deployment, with its tags and so ' +
    'with our record, and deletes the original at 19:10. A good responder says that the copy is one, and at 19:20 gives it the ' +
    'zone that it was copied without.',
  region: (options) => blueGreen(oneZoneRecovers(options)),
  configuration: { autoScalingGroups: { tag: TAG } },
  ...COMMON,
  actors: [
    { at: 32, who: 'CodeDeploy', kind: 'copy-group', group: 'web', copy: 'web-green' },
    { at: 40, who: 'CodeDeploy', kind: 'delete-group', group: 'web' },
  ],
  expected: {
    ...WENT_BACK,
    restored: { members: { 'web-green': ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'] } },
    told: ['group web-green is a copy of a group that we took out, created at 2026-11-24T19:02:00.000Z'],
  },
};

const loadBalancerRecreatedMeanwhile: Scenario = {
  name: 'load-balancer-recreated-meanwhile',
  title: 'a controller recreates a load balancer under another ARN while the zone is out',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:05 a controller recreates the internal load balancer: ARC ends its shift, and the ' +
    'configuration names an ARN that is gone. A good responder says so, with the new ARN, keeps the rest out, and waits for ' +
    'nothing of it when people restore at 19:20. Then one quiet tick an hour fails for it.',
  region: oneZoneRecovers,
  ...COMMON,
  actors: [{ at: 35, who: 'a controller', kind: 'recreate-load-balancer', loadBalancer: 'api', id: '9a8b7c6d5e4f3021' }],
  expected: {
    ...WENT_BACK,
    outcomes: ['done', 'failed', 'in-progress', 'nothing-to-do', 'partial'],
    codes: ['cancelled', 'record-removed', 'recreated'],
    told: ['recreated as "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/api/9a8b7c6d5e4f3021"'],
  },
};

/** What was selected when the zone went out is no longer what it was. */
export const replacements: readonly Scenario[] = [
  groupDeletedMeanwhile,
  groupRecreatedMeanwhile,
  groupCopiedMeanwhile,
  loadBalancerRecreatedMeanwhile,
];
