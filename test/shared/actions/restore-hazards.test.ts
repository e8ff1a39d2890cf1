import { respond } from '../../../shared/respond.ts';
import { ALL_SUBNETS } from '../../a-region/groups.ts';
import { awsError } from '../../aws-errors.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';
import { RECOVERABLE_ZONES } from '../standing.ts';
import { atHome, evacuated, halfWayBack, nativelyEvacuated, RESTORE, setCanary, UPKEEP } from '../there-and-back.ts';

/** Found by a review of the code for what would hurt at night: each was seen to go wrong before it was mended. */

const EVACUATE_AGAIN = { action: 'evacuate', zone: 'use1-az1', reason: 'bad again' };

describe('a restore that was called off', () => {
  it('does not go on when the removal that should have followed was throttled', async () => {
    const journey = await halfWayBack();
    setCanary(journey.aws, 'INSUFFICIENT_DATA');
    journey.aws.calls.fail('CreateOrUpdateTags', awsError('Throttling', 'Rate exceeded'));
    await journey.ask(EVACUATE_AGAIN);
    journey.aws.groups.settle('web');
    await journey.ask(UPKEEP);
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
    expect(journey.aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('does not go on when EC2 could not be read by any attempt of an alarm', async () => {
    const journey = await halfWayBack();
    setCanary(journey.aws, 'INSUFFICIENT_DATA');
    journey.aws.groups.settle('web');
    journey.aws.calls.fail('CancelZonalShift', awsError('ThrottlingException', 'Rate exceeded'), { skip: 1 });
    await journey.ask(UPKEEP); // half of the traffic is back
    journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    journey.aws.calls.fail('DescribeSubnets', awsError('RequestLimitExceeded', 'Request limit exceeded.'), {
      times: 3,
    });
    for (let attempt = 1; attempt <= 3; attempt += 1) await journey.ask(aCompositeAlarmEvent());
    journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    await journey.ask(UPKEEP);
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
  });
});

describe('upkeep of a zone that a person brings back meanwhile', () => {
  it('does not take the zone out again on what it saw at a glance', async () => {
    const journey = await evacuated();
    const { calls, shifts, groups } = journey.aws;
    let isBack = false;
    calls.add('DescribeAutoScalingGroups', { at: 'after' }, async () => {
      if (isBack) return;
      isBack = true;
      shifts.cancelAll();
      groups.setSubnets('web', ALL_SUBNETS);
      groups.retag('web', {});
      groups.settle('web');
    });
    await journey.ask(UPKEEP);
    expect(shifts.resourcesAwayFrom('use1-az1')).toEqual([]);
    expect(groups.state('web').subnets).toEqual(ALL_SUBNETS);
  });
});

describe('a restore that cannot see what there is to restore', () => {
  it('is held, and not nothing-to-do, when nothing can be read', async () => {
    const journey = await evacuated();
    journey.aws.calls.failAlways('GetManagedResource', awsError('ThrottlingException', 'Rate exceeded'));
    journey.aws.calls.failAlways('ListZonalShifts', awsError('ThrottlingException', 'Rate exceeded'));
    journey.aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    expect((await journey.ask(RESTORE)).outcome).toBe('held');
  });

  it('keeps a record that somebody damaged, and lets no traffic in', async () => {
    const journey = await evacuated();
    journey.aws.groups.untag('web', ['gray-failure-responder:use1-az1:1']);
    const report = await journey.ask(RESTORE);
    expect(report.outcome).toBe('held');
    expect(Object.keys(journey.aws.groups.state('web').tags)).toContain('gray-failure-responder:use1-az1:0');
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
  });
});

describe('a restore of which a person answers for the damaged record', () => {
  const ANSWERED = { ...RESTORE, override: ['record'] };

  async function damaged() {
    const journey = await evacuated();
    journey.aws.groups.untag('web', ['gray-failure-responder:use1-az1:1']);
    return journey;
  }

  it('keeps the traffic away from a zone without that capacity, ends partial, and says what to do', async () => {
    const journey = await damaged();
    for (let asked = 0; asked < 2; asked += 1) {
      const report = await journey.ask(ANSWERED);
      expect(report.outcome).toBe('partial');
      expect(report.results.at(-1)).toMatchObject({
        target: 'web',
        status: 'failed',
        code: 'record-damaged',
        why: expect.stringContaining('put what it had in use1-az1 back by hand, then ask again'),
      });
      expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
    }
  });

  it('goes on when the person has put the capacity back, and waits for it', async () => {
    const journey = await damaged();
    await journey.ask(ANSWERED);
    journey.aws.groups.setSubnets('web', ALL_SUBNETS);
    expect(await journey.ask(ANSWERED)).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web' }] });
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
    journey.aws.groups.settle('web');
    expect((await journey.ask(ANSWERED)).outcome).toBe('done');
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([]);
    const { tags } = journey.aws.groups.state('web');
    expect(Object.keys(tags).filter((key) => key.startsWith('gray-failure-responder:'))).toEqual([]);
  });

  it('keeps the traffic away while a group cannot be read', async () => {
    const journey = await evacuated();
    journey.aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    const report = await journey.ask(ANSWERED);
    expect(report).toMatchObject({
      outcome: 'partial',
      results: [{}, {}, { target: 'records on other groups' }, { target: 'web' }],
    });
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
  });

  it('is planned with it in a dry run', async () => {
    const journey = await damaged();
    const { plan } = await journey.ask({ ...ANSWERED, dryRun: true });
    expect(plan.omitted).toMatchObject([{ target: 'web', code: 'record-damaged' }]);
  });
});

describe('a restore of a group that somebody has changed from subnets to zones', () => {
  it('leaves it alone and says so: its subnets would be the only ones that it has', async () => {
    const journey = await evacuated();
    journey.aws.groups.remake('web', { zoneNames: ['us-east-1b', 'us-east-1c'] });
    const report = await journey.ask(RESTORE);
    expect(report).toMatchObject({ outcome: 'partial', plan: { omitted: [{ target: 'web', code: 'group-changed' }] } });
    const { subnets, zoneNames } = journey.aws.groups.state('web');
    expect([subnets, zoneNames]).toEqual([[], ['us-east-1b', 'us-east-1c']]);
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
  });
});

describe('upkeep that is held', () => {
  it('renews the native shifts of groups too', async () => {
    const journey = await nativelyEvacuated();
    const before = journey.aws.shifts.resourcesAwayFrom('use1-az1');
    journey.aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' });
    for (let minutes = 0; minutes < 490; minutes += 10) {
      journey.aws.clock.advanceMinutes(10);
      await journey.ask(UPKEEP);
    }
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toEqual(before);
  });
});

describe('an alarm that is held because another zone’s alarm has no data', () => {
  it('is judged again, and acted on when the data come', async () => {
    const journey = atHome();
    journey.aws.alarms.set('use1-az4-isolated-impact', { state: 'INSUFFICIENT_DATA' });
    const sleep = async (milliseconds: number) => {
      await journey.aws.clock.sleep(milliseconds);
      journey.aws.alarms.set('use1-az4-isolated-impact', { state: 'OK' });
    };
    const clock = { now: () => journey.aws.clock.now(), sleep };
    const deps = { ...journey.aws.dependencies({ zones: RECOVERABLE_ZONES }), clock, patienceMillis: 29_000 };
    expect((await respond(aCompositeAlarmEvent(), deps)).outcome).toBe('done');
  });
});
