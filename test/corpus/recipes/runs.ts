import { ALL_ZONE_NAMES } from '../../a-region/groups.ts';
import { arcDenied, arcThrottled, timedOut } from '../../aws-errors.ts';
import { API, minutesAfter, WEB, ZONE_1, ZONE_4 } from '../../builders.ts';
import { RECOVERABLE_ZONES, tagsOf } from '../../shared/standing.ts';
import {
  alarmEvent,
  alarmed,
  askedWhileOut,
  aWorld,
  CANARY,
  EVACUATE,
  evacuated,
  halfWayBack,
  IMPACT_ALARM,
  inAlarm,
  nowOf,
  REGIONAL_ALARM,
  RESTORE,
  type Recipes,
  STATUS,
  UPKEEP,
  unchanged,
  type World,
} from '../world.ts';

/** Whole runs, by what they come to: every action with every outcome, and what decides nothing. */

/** Two load balancers: one may be shifted, and the other not. */
const BOTH = { resources: [WEB, API] };
const SUBNETS = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };
const AUTOMATIC = { restore: 'automatic' };

const evacuations: Recipes = {
  'evacuate-in-progress-waits-for-drain': alarmed(unchanged, { capacity: { drain: '8m' } }),
  'evacuate-done-subnets-configured': alarmed(unchanged, { subnets: SUBNETS }),
  'evacuate-done-group-given-by-zones': alarmed(({ aws }) => aws.groups.remake('web', { zoneNames: ALL_ZONE_NAMES })),
  'evacuate-done-alarms-that-name-their-zone': async () => {
    const world = inAlarm({ zones: RECOVERABLE_ZONES.map(({ impactAlarm: _named, ...zone }) => zone) });
    const description = JSON.stringify({ loadBalancer: WEB, 'az-id': 'use1-az1' });
    world.aws.alarms.set('first-zone', { state: 'ALARM', description });
    return world.ask(alarmEvent(world, 1, { alarmName: 'first-zone' }));
  },
  'evacuate-done-not-in-the-zone': alarmed(({ aws }) => aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] }), BOTH),
  'evacuate-nothing-to-do': async () => {
    const world = inAlarm();
    const event = alarmEvent(world);
    await world.ask(event);
    return world.ask(event);
  },
  'evacuate-partial': alarmed(({ aws }) => aws.calls.failAlways('StartZonalShift', arcThrottled(), { concerning: [WEB] }), BOTH),
  'evacuate-partial-not-opted-in': alarmed(({ aws }) => aws.shifts.unregister(WEB), BOTH),
  'evacuate-partial-subnet-zones-unknown': alarmed(({ aws }) => aws.calls.failAlways('DescribeSubnets', timedOut())),
  'evacuate-partial-shift-not-applied': alarmed(({ aws }) => aws.shifts.register(WEB, { shiftsTakeEffect: false }), BOTH),
  'evacuate-partial-another-zone-out': alarmed(({ aws }) => {
    const record = tagsOf({ zoneId: ZONE_4.zoneId, members: [{ position: 2, member: 'subnet-0c3' }] });
    aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => aws.groups.tag('web', record));
  }),
  'evacuate-failed': alarmed(({ aws }) => aws.calls.failAlways('StartZonalShift', arcDenied())),
  'evacuate-again-while-restoring': async () => {
    const world = await halfWayBack();
    return world.ask(EVACUATE);
  },
};

const restores: Recipes = {
  'restore-done': async () => {
    const world = await halfWayBack(BOTH);
    world.aws.groups.settle('web');
    return world.ask(RESTORE);
  },
  'restore-in-progress': async () => (await halfWayBack()).ask(RESTORE),
  'restore-in-progress-evacuation-announced': async () => {
    const world = inAlarm();
    const died = world.aws.calls.hang('UpdateAutoScalingGroup');
    void world.ask(alarmEvent(world));
    await died;
    world.aws.alarms.set(IMPACT_ALARM, { state: 'OK' });
    return world.ask({ ...RESTORE, override: ['recovery'] });
  },
  'restore-in-progress-held-instances': async () => {
    const world = await halfWayBack();
    world.aws.groups.suspend('web', ['AZRebalance']);
    return world.ask(RESTORE);
  },
  'restore-in-progress-launches-fail': async () => {
    const world = await halfWayBack();
    world.aws.groups.record('web', { status: 'Failed', message: 'no capacity', zoneName: ZONE_1.zoneName });
    return world.ask(RESTORE);
  },
  'restore-done-without-waiting': async () => (await halfWayBack()).ask({ ...RESTORE, override: ['capacity'] }),
  'restore-partial': askedWhileOut(({ aws }) =>
    aws.calls.failAlways('UpdateZonalShift', arcThrottled(), { concerning: ['restoring'] }),
  ),
  'restore-held-between-its-steps': askedWhileOut(({ aws }) => {
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () => {
      aws.alarms.set(CANARY, { state: 'ALARM' });
    });
  }),
  'restore-held-retakes-traffic': async () => {
    const world = await halfWayBack(BOTH);
    world.aws.groups.settle('web');
    world.aws.calls.fail('CancelZonalShift', arcThrottled(), { skip: 1 });
    await world.ask(RESTORE);
    world.aws.alarms.set(CANARY, { state: 'ALARM' });
    return world.ask(RESTORE);
  },
  'restore-subnet-gone': askedWhileOut(({ aws }) => {
    aws.region.ec2.removeSubnet('subnet-0a1');
  }),
};

async function putBackTimes(times: number): Promise<World> {
  const world = await evacuated();
  for (let turn = 0; turn < times; turn += 1) {
    putBack(world);
    await world.ask(UPKEEP);
  }
  return world;
}

/** A pipeline puts the subnet of zone 1 back, as Auto Scaling then tells. */
function putBack({ aws: { groups } }: World): void {
  groups.setSubnets('web', ['subnet-0a1', ...groups.state('web').subnets]);
  const cause = 'a user request updated the AutoScalingGroup constraints';
  groups.record('web', { cause, zoneName: 'us-east-1a' });
}

const upkeep: Recipes = {
  'upkeep-nothing-to-do-nothing-out': async () => aWorld().ask(UPKEEP),
  'upkeep-nothing-to-do-ended-meanwhile': askedWhileOut(
    ({ aws }) => {
      aws.groups.retag('web', {});
      aws.calls.add('ListZonalShifts', { at: 'after' }, () => {
        aws.shifts.cancelAll();
      });
    },
    { request: UPKEEP },
  ),
  'upkeep-done-renews': askedWhileOut(({ aws }) => aws.clock.advanceMinutes(390), { request: UPKEEP }),
  'upkeep-done-removes-again': askedWhileOut(putBack, { request: UPKEEP }),
  'upkeep-planned': askedWhileOut(putBack, { request: { ...UPKEEP, dryRun: true } }),
  'upkeep-partial-latches': async () => {
    const world = await putBackTimes(3);
    putBack(world);
    return world.ask(UPKEEP);
  },
  'upkeep-nothing-to-do-latched': async () => (await putBackTimes(4)).ask(UPKEEP),
  'upkeep-held-second-zone': askedWhileOut(({ aws }) => aws.alarms.set('use1-az4-isolated-impact', { state: 'ALARM' }), {
    request: UPKEEP,
  }),
  'upkeep-held-paused': askedWhileOut(unchanged, { request: { ...UPKEEP, dryRun: true }, configuration: { paused: true } }),
  'upkeep-failed-paused': askedWhileOut(unchanged, { request: UPKEEP, configuration: { paused: true } }),
  'upkeep-held-restore-held': async () => {
    const world = await halfWayBack();
    world.aws.alarms.set(CANARY, { state: 'ALARM' });
    return world.ask(UPKEEP);
  },
  'upkeep-in-progress-restores-by-itself': askedWhileOut(unchanged, { request: UPKEEP, configuration: AUTOMATIC }),
  'upkeep-done-restores-by-itself': async () => {
    const world = await evacuated(AUTOMATIC);
    await world.ask(UPKEEP);
    world.aws.groups.settle('web');
    return world.ask(UPKEEP);
  },
  'upkeep-planned-restore': askedWhileOut(unchanged, { request: { ...UPKEEP, dryRun: true }, configuration: AUTOMATIC }),
  'upkeep-in-progress-maximum-over': async () => {
    const world = await evacuated({ zonalShift: { expiresIn: '2h', renewBefore: '30m', maximumDuration: '2h' } });
    world.aws.alarms.set(CANARY, { state: 'ALARM' });
    world.aws.clock.advanceMinutes(45);
    await world.ask(UPKEEP);
    world.aws.clock.advanceMinutes(16);
    return world.ask(UPKEEP);
  },
  'upkeep-in-progress-yields-to-autoshift': askedWhileOut(
    ({ aws }) => {
      aws.region.arc.startAutoshift(ZONE_4.zoneId);
    },
    { request: UPKEEP, configuration: { limits: { yieldToAutoshift: true } } },
  ),
  'upkeep-failed-cannot-be-known': async () => {
    const world = aWorld();
    world.aws.calls.failAlways('ListZonalShifts', arcThrottled());
    return world.ask(UPKEEP);
  },
};

const judgedAgain: Recipes = {
  'evacuate-again-done': async () => inAlarm().ask(UPKEEP),
  'evacuate-again-held': async () => {
    const world = inAlarm();
    world.aws.alarms.set('use1-az4-isolated-impact', { state: 'ALARM' });
    return world.ask(UPKEEP);
  },
  'evacuate-again-held-maybe-a-first-state': async () => {
    const world = inAlarm();
    world.aws.alarms.set(IMPACT_ALARM, { configuredAt: minutesAfter(nowOf(world.aws), -5) });
    return world.ask(UPKEEP);
  },
  'evacuate-again-planned': async () => inAlarm({ mode: 'approve' }).ask(UPKEEP),
  'upkeep-failed-cannot-tell-whether-an-alarm-rings': async () => {
    const world = inAlarm();
    world.aws.calls.failAlways('DescribeAlarms', arcThrottled());
    return world.ask(UPKEEP);
  },
};

const others: Recipes = {
  'status-nothing-to-do': async () => aWorld().ask(STATUS),
  'status-done': askedWhileOut(unchanged, { request: STATUS }),
  'status-in-progress': async () => {
    const world = inAlarm();
    await world.ask(alarmEvent(world));
    return world.ask(STATUS);
  },
  'status-failed': async () => {
    const world = aWorld();
    world.aws.calls.failAlways('GetManagedResource', arcThrottled(), { concerning: [WEB] });
    return world.ask(STATUS);
  },
  'noted-ok': async () => {
    const world = aWorld();
    return world.ask(alarmEvent(world, 1, { alarmName: IMPACT_ALARM, value: 'OK', previous: 'ALARM' }));
  },
  'noted-regional': async () => {
    const world = aWorld();
    return world.ask(alarmEvent(world, 1, { alarmName: REGIONAL_ALARM }));
  },
  'failed-foreign-alarm': async () => {
    const world = aWorld();
    return world.ask(alarmEvent(world, 1, { alarmName: 'disk-full' }));
  },
  'failed-mistyped-request': async () => aWorld().ask({ ...EVACUATE, zone: 'use1-az9' }),
};

export const ofRuns: Recipes = { ...evacuations, ...restores, ...upkeep, ...judgedAgain, ...others };
