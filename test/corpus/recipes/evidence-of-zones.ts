import { API, minutesAfter, WEB, WEB_GROUP_ARN, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { arcThrottled, awsError } from '../../fakes/aws-errors.ts';
import { healthyInstances } from '../../fakes/fake-auto-scaling.ts';
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
  aws.autoScaling.interference.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
}

function foreignShift({ aws }: World): void {
  aws.arc.register(FOREIGN);
  aws.arc.put({ resource: FOREIGN, awayFrom: ZONE_2.zoneId });
}

const otherEvacuation: Recipes = {
  'no-other-evacuation-pass': asked(unchanged, { configuration: { mode: 'approve' } }),
  'no-other-evacuation-pass-practice-run': alarmed(({ aws }) => {
    aws.arc.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType: 'PRACTICE_RUN', comment: 'practice' });
  }),
  'no-other-evacuation-pass-others-ignored': alarmed(foreignShift, { limits: { otherApplications: 'ignore' } }),
  'no-other-evacuation-pass-same-zone': alarmed(({ aws }) => {
    aws.arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, shiftType: 'ZONAL_AUTOSHIFT', comment: '' });
    aws.arc.autoshifts.push(ZONE_1.zoneId);
  }),
  'no-other-evacuation-fail': alarmed(({ aws }) => {
    aws.arc.put({ resource: WEB, awayFrom: ZONE_2.zoneId, comment: 'on call' });
  }),
  'no-other-evacuation-fail-other-application': alarmed(foreignShift),
  'no-other-evacuation-fail-autoshift': alarmed(({ aws }) => {
    aws.arc.autoshifts.push(ZONE_4.zoneId);
  }),
  'no-other-evacuation-fail-record': alarmed(({ aws }) => {
    const { zoneId } = ZONE_2;
    aws.autoScaling.group('web').tags = tagsOf({ zoneId, members: [{ position: 1, member: 'subnet-0b2' }] });
  }),
  'no-other-evacuation-unknown': alarmed(({ aws }) => aws.arc.interference.failAlways('ListZonalShifts', arcThrottled())),
  'no-other-evacuation-unknown-autoshifts': alarmed(({ aws }) =>
    aws.arc.interference.failAlways('ListAutoshifts', arcThrottled()),
  ),
  'no-other-evacuation-unknown-overridden': asked(
    ({ aws }) => aws.arc.interference.failAlways('ListZonalShifts', arcThrottled()),
    { request: { override: ['no-other-evacuation'] } },
  ),
};

const capacity: Recipes = {
  'capacity-pass': asked(unchanged, { configuration: { capacity: { minimumZones: 2, minimumHealthyShare: 0.6 } } }),
  'capacity-fail': alarmed(({ aws }) => {
    aws.autoScaling.group('web').instances = healthyInstances(ZONE_1.zoneName, 8).concat(healthyInstances(ZONE_2.zoneName, 4));
  }),
  'capacity-fail-zones': alarmed(
    ({ aws }) => {
      aws.autoScaling.update({ AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0a1,subnet-0b2' });
      aws.autoScaling.settle('web');
    },
    { capacity: { minimumZones: 2 } },
  ),
  'capacity-unknown': alarmed(groupsUnread),
  'capacity-unknown-overridden': asked(groupsUnread, { request: { override: ['capacity', 'no-other-evacuation'] } }),
  'capacity-unknown-not-listed': alarmed(groupsUnread, BY_TAG),
  'capacity-unknown-no-such-group': alarmed(({ aws }) => aws.autoScaling.removeGroup('web')),
};

function launch(status: string, message = ''): (world: World) => void {
  return ({ aws }) => {
    const description = 'Launching a new EC2 instance: i-0123';
    const details = JSON.stringify({ 'Availability Zone': ZONE_2.zoneName });
    const startedAt = minutesAfter(nowOf(aws), -10);
    aws.autoScaling.activities.unshift({ group: 'web', cause: 'capacity', description, status, message, startedAt, details });
  };
}

const launchHealth: Recipes = {
  'launch-health-pass': alarmed(launch('Successful')),
  'launch-health-pass-with-notes': alarmed(({ aws }) => {
    Object.assign(aws.autoScaling.group('web'), {
      suspendedProcesses: ['AZRebalance'],
      distribution: 'balanced-only',
      warmPool: true,
    });
  }),
  'launch-health-pass-native-shift': alarmed(({ aws }) => aws.arc.register(WEB_GROUP_ARN), {
    autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }],
  }),
  'launch-health-pass-no-step': alarmed(unchanged, { autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] }),
  'launch-health-pass-not-in-the-zone': alarmed(({ aws }) => {
    aws.autoScaling.update({ AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' });
    aws.autoScaling.settle('web');
  }),
  'launch-health-fail': alarmed(launch('Failed', 'We currently do not have sufficient m5.large capacity in the zone')),
  'launch-health-fail-overridden': asked(launch('Failed', 'InsufficientInstanceCapacity'), {
    request: { override: ['launch-health'] },
  }),
  'launch-health-fail-managed-by-eks': alarmed(({ aws }) => {
    aws.autoScaling.group('web').tags = { 'eks:nodegroup-name': 'workers' };
  }),
  'launch-health-fail-suspended': alarmed(({ aws }) => {
    aws.autoScaling.group('web').suspendedProcesses = ['Launch'];
  }),
  'launch-health-fail-instance-refresh': alarmed(({ aws }) => {
    aws.autoScaling.group('web').refreshes = ['InProgress'];
  }),
  'launch-health-unknown': alarmed(({ aws }) =>
    aws.autoScaling.interference.failAlways('DescribeScalingActivities', awsError('Throttling', 'Rate exceeded')),
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
  'cooldown-unknown': alarmed(({ aws }) =>
    aws.arc.interference.failAlways('ListZonalShifts', arcThrottled(), { concerning: ['CANCELED'] }),
  ),
};

export const ofZones: Recipes = { ...otherEvacuation, ...capacity, ...launchHealth, ...cooldown };
