import { arcDenied, awsError } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, minutesAfter, NOW, WEB, ZONE_1 } from '../../builders.ts';
import { atHome, evacuated, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

/** What was selected when the zone went out, and is not any more. */
const TAGGED = { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } };
const WITHOUT_GROUP = { autoScalingGroups: [] };
const WITHOUT_WEB = { resources: [API] };

describe('a group that loses the tag that selects it, while the zone is out', () => {
  async function tagLost() {
    const journey = await evacuated(TAGGED);
    journey.aws.groups.untag('web', ['app']);
    return journey;
  }

  it('is named by every tick', async () => {
    const { ask } = await tagLost();
    const { zone, reason } = await ask(UPKEEP);
    expect(zone).toEqual(ZONE_1);
    expect(reason).toContain('group web is out of use1-az1, by us, and nothing selects it any more');
  });

  it('is named by the status', async () => {
    const { ask } = await tagLost();
    const { status } = await ask({ action: 'status' });
    expect(status?.evacuated).toMatchObject([{ zoneId: 'use1-az1', groups: [{ name: 'web', isStray: true }] }]);
  });

  it('is restored with the rest, and the restore is not done before', async () => {
    const { aws, ask, before } = await tagLost();
    expect(await ask(RESTORE)).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web', healthy: 0, needed: 4 }] });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    aws.groups.tag('web', { app: 'wildrydes' });
    expect(aws.state()).toEqual(before);
  });

  it('is not done with while its capacity cannot be put back', async () => {
    const { aws, ask } = await tagLost();
    aws.calls.failAlways('UpdateAutoScalingGroup', awsError('AccessDenied', 'not authorized'));
    const { outcome } = await ask(RESTORE);
    expect(outcome).toBe('partial');
    expect(recordOf(aws)).not.toBeNull();
  });

  it('keeps another zone from being evacuated', async () => {
    const { ask } = await tagLost();
    const { outcome, decision } = await ask({ action: 'evacuate', zone: 'use1-az2' });
    expect(outcome).toBe('held');
    const why = decision.reasons.find(({ check }) => check === 'no-other-evacuation')?.why;
    expect(why).toContain('group web has a record of subnets removed from use1-az1');
  });

  it('holds a restore while nobody can tell whether there is one', async () => {
    const { aws, ask } = await tagLost();
    aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    expect((await ask(RESTORE)).outcome).toBe('held');
  });
});

describe('a group that bears a record, is in the zone, and that nothing selects', () => {
  it('is not told as out of it', async () => {
    const { aws, ask } = await evacuated(TAGGED);
    aws.groups.untag('web', ['app']);
    aws.groups.setSubnets('web', ['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
    const { reason } = await ask(UPKEEP);
    expect(reason).toContain('group web bears a record of use1-az1, by us, is in it, and nothing selects it any more');
  });
});

describe('a deployment that drops a group, while the zone is out', () => {
  it('leaves a stray that the new configuration restores', async () => {
    const { aws, ask, before } = await evacuated();
    await ask(RESTORE, WITHOUT_GROUP);
    aws.groups.settle('web');
    expect((await ask(RESTORE, WITHOUT_GROUP)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});

describe('a deployment that drops a load balancer, while the zone is out', () => {
  it('leaves a shift that every tick names and renews', async () => {
    const { aws, ask } = await evacuated();
    aws.region.advanceTo(Date.parse(minutesAfter(NOW, 7.5 * 60)));
    const { reason, outcome } = await ask(UPKEEP, WITHOUT_WEB);
    expect({ outcome, reason }).toMatchObject({ outcome: 'done', reason: expect.stringContaining(`${WEB} is out of use1-az1`) });
    expect(aws.shifts.active(WEB)[0]?.expiryTime?.toISOString()).toBe(minutesAfter(NOW, 15.5 * 60));
  });

  it('leaves a shift of which every tick tells the end, and who may change it', async () => {
    const { ask } = await evacuated();
    const { reason } = await ask(UPKEEP, WITHOUT_WEB);
    expect(reason).toContain(`its shift ends at ${minutesAfter(NOW, 8 * 60)}: put it back into the configuration and deploy`);
  });

  it('leaves a shift that the restore cancels', async () => {
    const { aws, ask, before } = await evacuated();
    await ask(RESTORE, WITHOUT_WEB);
    aws.groups.settle('web');
    expect((await ask(RESTORE, WITHOUT_WEB)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('does not shift it anew once its shift is over', async () => {
    const { aws, ask } = await evacuated();
    for (const shift of aws.shifts.active(WEB)) aws.shifts.cancel(shift);
    await ask(UPKEEP, WITHOUT_WEB);
    expect(aws.shifts.active(WEB)).toEqual([]);
  });

  it('is told when its shift may not be cancelled', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.setInstances('web', { 'use1-az1': 4, 'use1-az2': 4, 'use1-az4': 4 });
    aws.calls.failAlways('CancelZonalShift', arcDenied());
    expect((await ask(RESTORE, WITHOUT_WEB)).outcome).toBe('partial');
    expect((await ask({ action: 'status' }, WITHOUT_WEB)).status?.evacuated).toMatchObject([{ zoneId: 'use1-az1' }]);
  });
});

describe('a stray that is all that is left', () => {
  const ELSEWHERE = { resources: [API], autoScalingGroups: [] };

  it('fails every tick, and evacuates nothing', async () => {
    const { aws, ask } = await evacuated();
    aws.shifts.cancelAll();
    const before = aws.state();
    const { outcome, error } = await ask(UPKEEP, ELSEWHERE);
    expect(outcome).toBe('failed');
    expect(error?.message).toContain('a restore of use1-az1 brings it back');
    expect(aws.state()).toEqual(before);
  });

  it('is brought back by a restore', async () => {
    const { aws, ask, before } = await evacuated();
    aws.shifts.cancelAll();
    await ask(RESTORE, ELSEWHERE);
    aws.groups.settle('web');
    expect((await ask(RESTORE, ELSEWHERE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});

describe('a configured group that is deleted while the zone is out', () => {
  it('is not waited for by a restore, which says so', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.remove('web');
    const { outcome, decision } = await ask(RESTORE);
    expect(outcome).toBe('done');
    expect(decision.reasons.find(({ check }) => check === 'record')?.why).toContain('group web no longer exists');
    expect(aws.shifts.active()).toEqual([]);
  });
});

describe('a record of another application on a group that nothing of ours selects', () => {
  it('is nothing of ours', async () => {
    const { ask } = await evacuated();
    const others = { application: 'checkout', resources: [API], autoScalingGroups: [] };
    expect(await ask(UPKEEP, others)).toMatchObject({ outcome: 'nothing-to-do', zone: null });
  });
});

it('an alarm’s run finds strays without waiting for another answer first', async () => {
  const { aws, ask } = atHome();
  await ask(aCompositeAlarmEvent());
  expect(aws.calls.asked.filter((operation) => operation === 'DescribeAutoScalingGroups').length).toBeGreaterThanOrEqual(2);
  const firstWrite = aws.calls.asked.indexOf('StartZonalShift');
  expect(aws.calls.asked.slice(0, firstWrite).filter((operation) => operation === 'DescribeAutoScalingGroups')).toHaveLength(2);
});
