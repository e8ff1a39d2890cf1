import type { RequestStep, Scenario } from '../game-day/scenario.ts';
import { loadBalancerArn } from '../region/load-balancer/load-balancer.ts';
import { defaultRegionSpec, type RegionSpec } from '../region/region-spec.ts';

/** use1-az1 fails from 18:40 to 19:00, and people restore it at 19:20. */
const oneZoneRecovers: Scenario['region'] = (options) =>
  defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, until: 30, zoneIds: ['use1-az1'], share: 0.2 }] });

const WEB_ARN = loadBalancerArn({ name: 'web', id: '50dc6c495c0c9188' }, { region: 'us-east-1', account: '111122223333' });

const RESTORE: RequestStep = {
  at: 50,
  who: 'a person on call',
  request: { action: 'restore', zone: 'use1-az1', reason: 'repaired' },
};
const COMMON = { durationMinutes: 65, upkeep: [{ everyMinutes: 1 }], requests: [RESTORE] } as const;
const WENT_BACK = {
  evacuated: null,
  advised: 'use1-az1',
  outcomes: ['done', 'in-progress', 'nothing-to-do'],
  codes: ['cancelled', 'record-removed'],
  restored: {},
} as const;

export const twoRestoresAtOnce: Scenario = {
  name: 'two-restores-at-once',
  title: 'two people restore the zone at the same time',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:20 two people ask to restore it, and at 19:21 one of them asks again. A good ' +
    'responder restores it once, and upkeep finishes the restore.',
  region: oneZoneRecovers,
  ...COMMON,
  requests: [RESTORE, { ...RESTORE, who: 'a second person' }, { ...RESTORE, at: 51 }],
  expected: WENT_BACK,
};

export const restoreDuringThrottledControlPlane: Scenario = {
  name: 'restore-during-throttled-control-plane',
  title: 'Auto Scaling is throttled while the zone comes back',
  summary:
    'use1-az1 fails from 18:40 to 19:00. At 19:20 a person restores, but until 19:26 all Auto Scaling changes are throttled. ' +
    'A good responder moves no traffic before the capacity is there. It says of each run that could change nothing that it failed, and ' +
    'upkeep continues the restore as soon as it can.',
  region: oneZoneRecovers,
  ...COMMON,
  durationMinutes: 75,
  awsFaults: ['CreateOrUpdateTags', 'UpdateAutoScalingGroup', 'DeleteTags'].map((operation) => {
    return { kind: 'throttling', service: 'autoscaling', operation, from: 49, until: 56 } as const;
  }),
  expected: { ...WENT_BACK, outcomes: ['done', 'failed', 'in-progress', 'nothing-to-do', 'partial'] },
};

/** A second subnet in use1-az1 for the group web, to be deleted later. */
function withMoreSubnets(spec: RegionSpec): RegionSpec {
  const more = { subnetId: 'subnet-1a1', zoneId: 'use1-az1' };
  const groups = spec.groups.map((group) =>
    group.name === 'web' ? { ...group, subnetIds: ['subnet-0a1', 'subnet-0b2', 'subnet-1a1', 'subnet-0c3'] } : group,
  );
  return { ...spec, subnets: [...spec.subnets, more], groups };
}

export const subnetDeletedMeanwhile: Scenario = {
  name: 'subnet-deleted-meanwhile',
  title: 'one of the subnets to add back has been deleted',
  summary:
    'use1-az1 fails from 18:40 to 19:00. During the evacuation, somebody deletes one of its two subnets of the group web, which ' +
    'looks unused. At 19:20 a person restores. A good responder adds the other one back in its place, and says what is gone.',
  region: (options) => withMoreSubnets(oneZoneRecovers(options)),
  ...COMMON,
  actors: [{ at: 40, who: 'a network engineer', kind: 'delete-subnet', subnetId: 'subnet-1a1' }],
  expected: {
    ...WENT_BACK,
    restored: { members: { web: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'] } },
    told: ['no longer in EC2, and left out: subnet-1a1'],
  },
};

export const anotherPersonsShift: Scenario = {
  name: 'another-persons-shift',
  title: 'a person has already shifted one load balancer away from the zone',
  summary:
    'At 18:35 somebody shifts the public load balancer away from use1-az1. The zone fails from 18:40 to 19:00. A good responder ' +
    'adopts that shift, and starts its own only for the other load balancer. At 19:20 it ends its own, but not the person’s.',
  region: oneZoneRecovers,
  ...COMMON,
  actors: [
    {
      at: 5,
      who: 'a person',
      kind: 'call',
      call: {
        service: 'arc-zonal-shift',
        operation: 'StartZonalShift',
        input: { resourceIdentifier: WEB_ARN, awayFrom: 'use1-az1', expiresIn: '6h', comment: 'suspicious latency' },
      },
    },
  ],
  expected: WENT_BACK,
};

export const shiftCancelledByAPerson: Scenario = {
  name: 'shift-cancelled-by-a-person',
  title: 'somebody cancels our shift while the zone is still bad',
  summary:
    'use1-az1 fails from 18:40 on. At 18:55 somebody cancels the shift of the public load balancer in the console. The zone ' +
    'no longer has capacity. A good responder notices within a minute, shifts again, and notifies people.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 40,
  upkeep: [{ everyMinutes: 1 }],
  actors: [{ at: 25, who: 'a person in the console', kind: 'cancel-shift', loadBalancer: 'web' }],
  expected: {
    evacuated: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    codes: ['shifted'],
    told: ['upkeep done'],
  },
};

const AUTOSHIFT = { at: 40, who: 'AWS', kind: 'autoshift', loadBalancers: ['web', 'api'], awayFrom: 'use1-az2' } as const;

export const autoshiftOfAnotherZone: Scenario = {
  name: 'autoshift-of-another-zone',
  title: 'AWS shifts away from another zone while ours is out',
  summary:
    'use1-az1 fails from 18:40 on and is evacuated. At 19:10 AWS starts an autoshift away from use1-az2. Our shifts mask it: ' +
    'the older decision wins. A good responder does not take out a second zone, but tells people what is masked.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 60,
  upkeep: [{ everyMinutes: 1 }],
  actors: [AUTOSHIFT],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'], told: ['use1-az2'] },
};

export const autoshiftYieldedTo: Scenario = {
  name: 'autoshift-yielded-to',
  title: 'AWS shifts away from another zone, and ours gives way',
  summary:
    'use1-az1 fails from 18:40 to 19:00 and is evacuated. At 19:10 AWS starts an autoshift away from use1-az2. The configuration ' +
    'says to yield, so a good responder releases its own zone in order, capacity first. Then the autoshift takes effect.',
  region: oneZoneRecovers,
  configuration: { limits: { yieldToAutoshift: true } },
  durationMinutes: 65,
  upkeep: [{ everyMinutes: 1 }],
  actors: [AUTOSHIFT],
  expected: WENT_BACK,
};
