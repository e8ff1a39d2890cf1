import { aCompositeAlarmEvent } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import type { Journey } from '../there-and-back.ts';
import { atHome, evacuated, halfWayBack, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

const ALL = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];
const EVACUATE = { action: 'evacuate', zone: 'use1-az1', reason: 'worse again' };

/** An evacuation that died between its record and its change. */
async function announcedAndDead(): Promise<Journey> {
  const journey = atHome();
  const { aws, ask } = journey;
  const died = aws.calls.hang('UpdateAutoScalingGroup');
  void ask(aCompositeAlarmEvent());
  await died;
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  return journey;
}

describe('a restore while an evacuation may be about to take the subnets out', () => {
  it('waits with traffic and record, and goes on when it no longer can', async () => {
    const { aws, ask, before } = await announcedAndDead();
    const first = await ask(RESTORE);
    expect([first.outcome, codesOf(first.results).at(-1)]).toEqual(['in-progress', 'skipped evacuation-announced']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
    expect(recordOf(aws)?.members).toEqual([{ position: 0, member: 'subnet-0a1' }]);
    aws.clock.advanceMinutes(1);
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});

describe('a record that is about to be deleted', () => {
  it('stays where what it names has been taken out again', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    aws.calls.add('CancelZonalShift', { at: 'after' }, () => aws.groups.setSubnets('web', ALL.slice(1)));
    const { outcome, results } = await ask(RESTORE);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['partial', 'failed group-changed']);
    expect(recordOf(aws)?.members).toEqual([{ position: 0, member: 'subnet-0a1' }]);
  });

  it('is written anew where that happens at the very moment of the deletion', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    aws.calls.add('DeleteTags', { at: 'after' }, () => aws.groups.setSubnets('web', ALL.slice(1)));
    const { outcome, results } = await ask(RESTORE);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['partial', 'failed group-changed']);
    expect(recordOf(aws)?.members).toEqual([{ position: 0, member: 'subnet-0a1' }]);
  });

  it('does not take the record with it that an evacuation has announced beside it since', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    aws.calls.add('DeleteTags', {}, async () => void (await ask(EVACUATE)));
    await ask(RESTORE);
    expect(aws.groups.state('web').subnets).toEqual(ALL.slice(1));
    expect(recordOf(aws)).toMatchObject({ phase: 'evacuated', members: [{ position: 0, member: 'subnet-0a1' }] });
  });

  it('goes where a subnet that it names is gone from EC2', async () => {
    const { aws, ask } = await evacuated();
    aws.region.ec2.removeSubnet('subnet-0a1');
    await ask(RESTORE);
    expect(recordOf(aws)).toBeNull();
  });
});

describe('a restore that somebody calls off while it runs', () => {
  it('does not cancel a shift that no longer says that a restore is under way', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    aws.calls.add('GetManagedResource', { skip: 2 }, () => {
      for (const shift of aws.shifts.active()) aws.shifts.update(shift, 'gray-failure-responder/2 worse again');
    });
    const { outcome, results } = await ask(RESTORE);
    expect([outcome, codesOf(results)[0]]).toEqual(['partial', 'failed stopped']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
  });
});

describe('a read that lags behind the writes', () => {
  it('does not fail a restore', async () => {
    const { aws, ask, before } = await evacuated();
    aws.clock.advanceMinutes(1);
    aws.region.awsFaults.add({ kind: 'stale', operation: 'DescribeAutoScalingGroups' });
    const first = await ask(RESTORE);
    expect([first.outcome, codesOf(first.results).at(-1)]).toEqual(['in-progress', 'done subnets-added-back']);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});
