import { API, WEB, ZONE_4 } from '../../builders.ts';
import { arcDenied, arcThrottled, timedOut } from '../../fakes/aws-errors.ts';
import { RECOVERABLE_ZONES } from '../../shared/standing.ts';
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
const BY_ZONES = { subnets: [] as string[] };
const SUBNETS = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };
const AUTOMATIC = { restore: 'automatic' };

const evacuations: Recipes = {
  'evacuate-done-subnets-configured': alarmed(unchanged, { subnets: SUBNETS }),
  'evacuate-done-group-given-by-zones': alarmed(({ aws }) => Object.assign(aws.autoScaling.group('web'), BY_ZONES)),
  'evacuate-done-alarms-that-name-their-zone': async () => {
    const world = inAlarm({ zones: RECOVERABLE_ZONES.map(({ impactAlarm: _named, ...zone }) => zone) });
    const description = JSON.stringify({ loadBalancer: WEB, 'az-id': 'use1-az1' });
    world.aws.cloudWatch.set('first-zone', { state: 'ALARM', description });
    return world.ask(alarmEvent(world, 1, { alarmName: 'first-zone' }));
  },
  'evacuate-done-not-in-the-zone': alarmed(({ aws }) => aws.arc.register(WEB, { zoneKeys: ['use1-az2', 'use1-az4'] }), BOTH),
  'evacuate-nothing-to-do': async () => {
    const world = inAlarm();
    const event = alarmEvent(world);
    await world.ask(event);
    return world.ask(event);
  },
  'evacuate-partial': alarmed(
    ({ aws }) => aws.arc.interference.failAlways('StartZonalShift', arcThrottled(), { concerning: [WEB] }),
    BOTH,
  ),
  'evacuate-partial-not-opted-in': alarmed(({ aws }) => aws.arc.unregister(WEB), BOTH),
  'evacuate-partial-subnet-zones-unknown': alarmed(({ aws }) => aws.ec2.interference.failAlways('DescribeSubnets', timedOut())),
  'evacuate-failed': alarmed(({ aws }) => aws.arc.interference.failAlways('StartZonalShift', arcDenied())),
  'evacuate-again-while-restoring': async () => {
    const world = await halfWayBack();
    return world.ask(EVACUATE);
  },
};

const restores: Recipes = {
  'restore-done': async () => {
    const world = await halfWayBack(BOTH);
    world.aws.autoScaling.settle('web');
    return world.ask(RESTORE);
  },
  'restore-in-progress': async () => (await halfWayBack()).ask(RESTORE),
  'restore-partial': askedWhileOut(({ aws }) =>
    aws.arc.interference.failAlways('UpdateZonalShift', arcThrottled(), { concerning: ['restoring'] }),
  ),
  'restore-held-between-its-steps': askedWhileOut(({ aws }) => {
    aws.autoScaling.interference.add('UpdateAutoScalingGroup', { at: 'after' }, () => {
      aws.cloudWatch.set(CANARY, { state: 'ALARM' });
    });
  }),
  'restore-held-retakes-traffic': async () => {
    const world = await halfWayBack(BOTH);
    world.aws.autoScaling.settle('web');
    world.aws.arc.interference.fail('CancelZonalShift', arcThrottled(), { skip: 1 });
    await world.ask(RESTORE);
    world.aws.cloudWatch.set(CANARY, { state: 'ALARM' });
    return world.ask(RESTORE);
  },
  'restore-subnet-gone': askedWhileOut(({ aws }) => {
    delete aws.ec2.zoneIdOfSubnet['subnet-0a1'];
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
function putBack({ aws: { autoScaling } }: World): void {
  const subnets = ['subnet-0a1', ...autoScaling.group('web').subnets].join(',');
  autoScaling.update({ AutoScalingGroupName: 'web', VPCZoneIdentifier: subnets });
  autoScaling.activities.unshift({ group: 'web', cause: 'a user request updated the AutoScalingGroup constraints' });
}

const upkeep: Recipes = {
  'upkeep-nothing-to-do-nothing-out': async () => aWorld().ask(UPKEEP),
  'upkeep-nothing-to-do-ended-meanwhile': askedWhileOut(
    ({ aws }) => {
      aws.autoScaling.group('web').tags = {};
      aws.arc.interference.add('ListZonalShifts', { at: 'after' }, () => {
        for (const shift of aws.arc.active()) shift.status = 'CANCELED';
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
  'upkeep-held-second-zone': askedWhileOut(({ aws }) => aws.cloudWatch.set('use1-az4-isolated-impact', { state: 'ALARM' }), {
    request: UPKEEP,
  }),
  'upkeep-held-paused': askedWhileOut(unchanged, { request: UPKEEP, configuration: { paused: true } }),
  'upkeep-held-restore-held': async () => {
    const world = await halfWayBack();
    world.aws.cloudWatch.set(CANARY, { state: 'ALARM' });
    return world.ask(UPKEEP);
  },
  'upkeep-in-progress-restores-by-itself': askedWhileOut(unchanged, { request: UPKEEP, configuration: AUTOMATIC }),
  'upkeep-done-restores-by-itself': async () => {
    const world = await evacuated(AUTOMATIC);
    await world.ask(UPKEEP);
    world.aws.autoScaling.settle('web');
    return world.ask(UPKEEP);
  },
  'upkeep-planned-restore': askedWhileOut(unchanged, { request: { ...UPKEEP, dryRun: true }, configuration: AUTOMATIC }),
  'upkeep-in-progress-maximum-over': async () => {
    const world = await evacuated({ zonalShift: { expiresIn: '2h', renewBefore: '30m', maximumDuration: '2h' } });
    world.aws.cloudWatch.set(CANARY, { state: 'ALARM' });
    world.aws.clock.advanceMinutes(45);
    await world.ask(UPKEEP);
    world.aws.clock.advanceMinutes(16);
    return world.ask(UPKEEP);
  },
  'upkeep-in-progress-yields-to-autoshift': askedWhileOut(
    ({ aws }) => {
      aws.arc.autoshifts.push(ZONE_4.zoneId);
    },
    { request: UPKEEP, configuration: { limits: { yieldToAutoshift: true } } },
  ),
  'upkeep-failed-cannot-be-known': async () => {
    const world = aWorld();
    world.aws.arc.interference.failAlways('ListZonalShifts', arcThrottled());
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
    world.aws.arc.interference.failAlways('GetManagedResource', arcThrottled(), { concerning: [WEB] });
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

export const ofRuns: Recipes = { ...evacuations, ...restores, ...upkeep, ...others };
