import { arcThrottled, awsError } from '../../aws-errors.ts';
import { API, minutesAfter, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { WEB_TARGETS } from '../../shared/fleets.ts';
import { tagsOf } from '../../shared/standing.ts';
import {
  alarmEvent,
  alarmed,
  asked,
  askedWhileOut,
  EVACUATE,
  evacuated,
  fail,
  inAlarm,
  nowOf,
  type Recipe,
  type Recipes,
  thereAndBack,
  UPKEEP,
  unchanged,
  type World,
} from '../world.ts';

/** What rests on shifts, groups and history: no-other-evacuation, capacity, launch-health, cooldown. */

/** The load balancer of somebody else in the same account and Region. */
const FOREIGN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/shop/10dc6c495c0c9111';
const BY_TAG = { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } };

function groupsUnread({ aws }: World): void {
  aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
}

function foreignShift({ aws }: World): void {
  aws.shifts.register(FOREIGN);
  aws.shifts.put({ resource: FOREIGN, awayFrom: ZONE_2.zoneId });
}

const otherEvacuation: Recipes = {
  'no-other-evacuation-pass': asked(unchanged, { configuration: { mode: 'approve' } }),
  'no-other-evacuation-pass-practice-run': alarmed(({ aws }) => {
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType: 'PRACTICE_RUN', comment: 'practice' });
  }),
  'no-other-evacuation-pass-others-ignored': alarmed(foreignShift, { limits: { otherApplications: 'ignore' } }),
  'no-other-evacuation-pass-same-zone': alarmed(({ aws }) => {
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, shiftType: 'ZONAL_AUTOSHIFT', comment: '' });
    aws.region.arc.startAutoshift(ZONE_1.zoneId);
  }),
  'no-other-evacuation-fail': alarmed(({ aws }) => {
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId, comment: 'on call' });
  }),
  'no-other-evacuation-fail-other-application': alarmed(foreignShift),
  'no-other-evacuation-fail-autoshift': alarmed(({ aws }) => {
    aws.region.arc.startAutoshift(ZONE_4.zoneId);
  }),
  'no-other-evacuation-fail-record': alarmed(({ aws }) => {
    const { zoneId } = ZONE_2;
    aws.groups.retag('web', tagsOf({ zoneId, members: [{ position: 1, member: 'subnet-0b2' }] }));
  }),
  'no-other-evacuation-unknown': alarmed(({ aws }) => aws.calls.failAlways('ListZonalShifts', arcThrottled())),
  'no-other-evacuation-unknown-autoshifts': alarmed(({ aws }) => aws.calls.failAlways('ListAutoshifts', arcThrottled())),
  'no-other-evacuation-unknown-overridden': asked(({ aws }) => aws.calls.failAlways('ListZonalShifts', arcThrottled()), {
    request: { override: ['no-other-evacuation'] },
  }),
};

const MOST_IN_ZONE_1 = { 'use1-az1': 9, 'use1-az2': 1, 'use1-az4': 1 };
const BEHIND_WEB = { targetGroupArns: [WEB_TARGETS] };

function named(...names: string[]) {
  return { autoScalingGroups: names.map((name) => ({ name })) };
}

const capacity: Recipes = {
  'capacity-pass': asked(unchanged, { configuration: { capacity: { minimumZones: 2, minimumHealthyShare: 0.6 } } }),
  'capacity-fail': alarmed(({ aws }) => {
    aws.groups.setInstances('web', { 'use1-az1': 8, 'use1-az2': 4 });
  }),
  'capacity-fail-overridden': asked(({ aws }) => aws.groups.setInstances('web', MOST_IN_ZONE_1), {
    request: { override: ['capacity'] },
  }),
  'capacity-fail-zone-left': alarmed(({ aws }) => aws.groups.setSubnets('web', ['subnet-0a1', 'subnet-0b2'])),
  'capacity-pass-raised': alarmed(({ aws }) => aws.groups.update('web', { DesiredCapacity: 18 })),
  'capacity-pass-weighted': alarmed(({ aws }) => aws.groups.remake('web', { desired: 48, max: 96, weight: 8 })),
  'capacity-pass-group-for-each-zone': alarmed(
    ({ aws }) => {
      aws.groups.remake('web', { desired: 4, subnetIds: ['subnet-0a1'], ...BEHIND_WEB });
      aws.groups.put({ name: 'web-b', desired: 4, subnetIds: ['subnet-0b2'], ...BEHIND_WEB });
      aws.groups.put({ name: 'web-c', desired: 4, subnetIds: ['subnet-0c3'], ...BEHIND_WEB });
    },
    named('web', 'web-b', 'web-c'),
  ),
  'capacity-pass-short-for-itself': alarmed(
    ({ aws }) => {
      aws.groups.remake('web', BEHIND_WEB);
      aws.groups.put({ name: 'spot', ...BEHIND_WEB });
      aws.groups.setInstances('web', { 'use1-az1': 5, 'use1-az2': 1 });
    },
    named('web', 'spot'),
  ),
  'capacity-pass-nobodys': alarmed(
    ({ aws }) => {
      aws.groups.put({ name: 'bastion', desired: 1, subnetIds: ['subnet-0a1'] });
      aws.groups.put({ name: 'web-old' });
      aws.region.autoScaling.deleteGroup('web-old');
    },
    named('web', 'bastion', 'web-old'),
  ),
  'capacity-unknown-tag-of-nobody': alarmed(unchanged, {
    autoScalingGroups: { tag: { key: 'app', value: 'wildrides' } },
  }),
  'capacity-fail-zones': alarmed(
    ({ aws }) => {
      aws.groups.setSubnets('web', ['subnet-0a1', 'subnet-0b2']);
      aws.groups.settle('web');
    },
    { capacity: { minimumZones: 2 } },
  ),
  'capacity-unknown': alarmed(groupsUnread),
  'capacity-unknown-overridden': asked(groupsUnread, { request: { override: ['capacity', 'no-other-evacuation'] } }),
  'capacity-unknown-not-listed': alarmed(groupsUnread, BY_TAG),
  'capacity-unknown-no-such-group': alarmed(({ aws }) => aws.groups.remove('web')),
};

function launch(status: 'Successful' | 'Failed', message = ''): (world: World) => void {
  return ({ aws }) => {
    aws.groups.record('web', { status, message, at: minutesAfter(nowOf(aws), -10), zoneName: ZONE_2.zoneName });
  };
}

const launchHealth: Recipes = {
  'launch-health-pass': alarmed(launch('Successful')),
  'launch-health-pass-with-notes': alarmed(({ aws }) => {
    aws.groups.remake('web', {
      suspended: ['AZRebalance'],
      capacityDistributionStrategy: 'balanced-only',
      warmPool: { minSize: 1 },
    });
  }),
  'launch-health-pass-protected': alarmed(({ aws }) => aws.groups.remake('web', { protectedFromScaleIn: true })),
  'launch-health-fail-without-traffic': alarmed(({ aws }) => {
    aws.groups.remake('web', { suspended: ['AddToLoadBalancer'], ...BEHIND_WEB });
  }),
  'launch-health-pass-native-shift': alarmed(({ aws }) => aws.groups.optIn('web'), {
    autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }],
  }),
  'launch-health-pass-no-step': alarmed(unchanged, { autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] }),
  'launch-health-pass-not-in-the-zone': alarmed(({ aws }) => {
    aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3']);
    aws.groups.settle('web');
  }),
  'launch-health-fail': alarmed(launch('Failed', 'We currently do not have sufficient m5.large capacity in the zone')),
  'launch-health-fail-overridden': asked(launch('Failed', 'InsufficientInstanceCapacity'), {
    request: { override: ['launch-health'] },
  }),
  'launch-health-fail-managed-by-eks': alarmed(({ aws }) => {
    aws.groups.retag('web', { 'eks:nodegroup-name': 'workers' });
  }),
  'launch-health-fail-suspended': alarmed(({ aws }) => {
    aws.groups.suspend('web', ['Launch']);
  }),
  'launch-health-fail-instance-refresh': alarmed(({ aws }) => {
    aws.region.autoScaling.setInstanceRefreshes('web', [{ status: 'InProgress' }]);
  }),
  'launch-health-unknown': alarmed(({ aws }) =>
    aws.calls.failAlways('DescribeScalingActivities', awsError('Throttling', 'Rate exceeded')),
  ),
  'launch-health-unknown-not-read': alarmed(unchanged, { paused: true, mode: 'approve' }),
  'launch-health-unknown-group-unread': asked(groupsUnread),
};

/** Again in ALARM so many minutes after the zone was brought back, for the second time or more. */
function againAfter(minutes: number, { times = 1, configuration = {} }: Again = {}): Recipe {
  return async () => {
    const world = inAlarm(configuration);
    for (let turn = 0; turn < times; turn += 1) {
      if (turn > 0) fail(world);
      await thereAndBack(world);
      world.aws.clock.advanceMinutes(minutes);
    }
    fail(world);
    return world.ask(alarmEvent(world));
  };
}

interface Again {
  readonly times?: number;
  readonly configuration?: Record<string, unknown>;
}

const cooldown: Recipes = {
  'cooldown-pass': againAfter(600),
  'cooldown-pass-none-before': alarmed(unchanged, { resources: [API] }),
  'cooldown-pass-cleared': againAfter(90, {
    times: 2,
    configuration: { limits: { countEvacuationsSince: '2026-11-24T07:00:00Z' } },
  }),
  'cooldown-pass-person': async () => {
    const world = inAlarm();
    await thereAndBack(world);
    world.aws.clock.advanceMinutes(10);
    fail(world);
    return world.ask(EVACUATE);
  },
  'cooldown-pass-upkeep': askedWhileOut(unchanged, {
    request: UPKEEP,
    configuration: { regionalAlarms: [] },
  }),
  'cooldown-pass-under-way': async () => {
    const world = await evacuated();
    fail(world);
    return world.ask(alarmEvent(world), { mode: 'approve' });
  },
  'cooldown-fail': againAfter(30),
  'cooldown-fail-flapping': againAfter(90, { times: 2 }),
  'cooldown-unknown': alarmed(({ aws }) => aws.calls.failAlways('ListZonalShifts', arcThrottled(), { concerning: ['CANCELED'] })),
};

export const ofZones: Recipes = { ...otherEvacuation, ...capacity, ...launchHealth, ...cooldown };
