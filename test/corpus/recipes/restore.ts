import { arcThrottled, awsError } from '../../aws-errors.ts';
import { WEB } from '../../builders.ts';
import { RECOVERABLE_ZONES } from '../../shared/standing.ts';
import {
  askedWhileOut,
  aWorld,
  CANARY,
  EVACUATE,
  evacuated,
  halfWayBack,
  IMPACT_ALARM,
  REGIONAL_ALARM,
  RESTORE,
  type Recipes,
  unchanged,
  type World,
} from '../world.ts';
import { alarmsUnread } from './evidence-of-alarms.ts';

/** The checks before a restore: paused, record, recovery, no-impact, zone-available. */

const RECORD_MEMBERS = 'gray-failure-responder:use1-az1:1';
const WITHOUT_CANARIES = { zones: RECOVERABLE_ZONES.map(({ recoveryAlarm: _canary, ...zone }) => zone) };

function groupsUnread({ aws }: World): void {
  aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
}

function withoutTag({ aws }: World, key: string): void {
  const { [key]: _gone, ...kept } = aws.groups.state('web').tags;
  aws.groups.retag('web', kept);
}

const paused: Recipes = {
  'paused-pass-restore': askedWhileOut(unchanged, { request: { ...RESTORE, dryRun: true } }),
  'paused-fail-restore': askedWhileOut(unchanged, { configuration: { paused: true } }),
};

const record: Recipes = {
  'record-pass': askedWhileOut(unchanged),
  // A run that was never heard of again had written the subnets, and not yet the head that makes it a record.
  'record-pass-rest-of-one': async () => {
    const world = aWorld();
    world.aws.groups.retag('web', { [RECORD_MEMBERS]: '0:subnet-0a1' });
    return world.ask(RESTORE);
  },
  'record-fail': async () => aWorld().ask(RESTORE),
  'record-unknown': askedWhileOut(groupsUnread),
  'record-unknown-not-listed': async () => {
    const world = await evacuated();
    groupsUnread(world);
    return world.ask(RESTORE, { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' }, capacityStep: 'none' } });
  },
  'record-unknown-shifts': askedWhileOut(({ aws }) => {
    aws.calls.failAlways('ListZonalShifts', arcThrottled());
    aws.calls.failAlways('GetManagedResource', arcThrottled(), { concerning: [WEB] });
  }),
  'record-unknown-damaged': askedWhileOut((world) => withoutTag(world, RECORD_MEMBERS)),
  'record-unknown-overridden': askedWhileOut((world) => withoutTag(world, RECORD_MEMBERS), {
    request: { ...RESTORE, override: ['record'] },
  }),
};

const recovery: Recipes = {
  'recovery-pass': askedWhileOut(unchanged, { configuration: { limits: { soakMinutes: 30 } } }),
  'recovery-pass-under-way': async () => {
    const world = await halfWayBack();
    world.aws.alarms.set(CANARY, { state: 'INSUFFICIENT_DATA' });
    world.aws.groups.settle('web');
    return world.ask(RESTORE);
  },
  'recovery-fail': askedWhileOut(({ aws }) => aws.alarms.set(CANARY, { state: 'ALARM' })),
  'recovery-fail-overridden': askedWhileOut(({ aws }) => aws.alarms.set(CANARY, { state: 'ALARM' }), {
    request: { ...RESTORE, override: ['recovery'] },
  }),
  'recovery-pass-never-rung': async () => {
    const world = aWorld(WITHOUT_CANARIES);
    world.aws.clock.advanceMinutes(1);
    await world.ask({ ...EVACUATE, override: ['zone-is-outlier'] });
    return world.ask({ ...RESTORE, reason: 'the wrong zone' });
  },
  'recovery-fail-soak': askedWhileOut(unchanged, { configuration: { limits: { soakMinutes: 45 } } }),
  'recovery-unknown': askedWhileOut(({ aws }) => aws.alarms.set(CANARY, { state: 'INSUFFICIENT_DATA' })),
  'recovery-unknown-no-canary': askedWhileOut(unchanged, { configuration: WITHOUT_CANARIES }),
  'recovery-unknown-no-canary-overridden': askedWhileOut(unchanged, {
    request: { ...RESTORE, override: ['recovery'], dryRun: true },
    configuration: WITHOUT_CANARIES,
  }),
  'recovery-unknown-unread': askedWhileOut(({ aws }) => alarmsUnread(aws)),
  'recovery-unknown-lost': askedWhileOut(({ aws }) => aws.alarms.remove(CANARY)),
};

const noImpact: Recipes = {
  'no-impact-pass': askedWhileOut(({ aws }) => aws.alarms.set(IMPACT_ALARM, { state: 'INSUFFICIENT_DATA' })),
  'no-impact-fail': askedWhileOut(({ aws }) => aws.alarms.set(IMPACT_ALARM, { state: 'ALARM' })),
  'no-impact-pass-elsewhere': askedWhileOut(({ aws }) => aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' })),
  'no-impact-fail-regional': askedWhileOut(({ aws }) => aws.alarms.set(REGIONAL_ALARM, { state: 'ALARM' })),
  'no-impact-unknown': askedWhileOut(({ aws }) => aws.alarms.set(REGIONAL_ALARM, { state: 'INSUFFICIENT_DATA' })),
  'no-impact-unknown-unread': askedWhileOut(({ aws }) => alarmsUnread(aws), {
    request: { ...RESTORE, override: ['recovery'] },
  }),
  'no-impact-unknown-no-alarm': askedWhileOut(({ aws }) => aws.alarms.remove(IMPACT_ALARM)),
};

const zoneAvailable: Recipes = {
  'zone-available-pass': askedWhileOut(unchanged, { configuration: { mode: 'observe' } }),
  'zone-available-fail': askedWhileOut(({ aws }) => {
    aws.region.ec2.setZoneState('use1-az1', 'impaired');
  }),
  'zone-available-unknown': askedWhileOut(({ aws }) =>
    aws.calls.failAlways('DescribeAvailabilityZones', awsError('UnauthorizedOperation', 'no', 403)),
  ),
  'zone-available-unknown-overridden': askedWhileOut(
    ({ aws }) => aws.calls.failAlways('DescribeAvailabilityZones', awsError('UnauthorizedOperation', 'no', 403)),
    { request: { ...RESTORE, override: ['zone-available'] } },
  ),
};

export const ofRestores: Recipes = { ...paused, ...record, ...recovery, ...noImpact, ...zoneAvailable };
