import type { RegionUnderTest } from '../../a-region/a-region.ts';
import { EVENLY } from '../../a-region/groups.ts';
import { arcDenied, arcThrottled, awsError } from '../../aws-errors.ts';
import { API, WEB, ZONE_2 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { atHome, evacuated, halfWayBack, nativelyEvacuated, RESTORE, setCanary } from '../there-and-back.ts';

const NO_CANARY = {
  zones: ['use1-az1', 'use1-az2', 'use1-az4'].map((zoneId, index) => ({
    zoneId,
    zoneName: `us-east-1${'abc'[index]}`,
    impactAlarm: `${zoneId}-isolated-impact`,
  })),
};

describe('a restore of what is not out', () => {
  it('has nothing to do, and changes nothing', async () => {
    const { aws, ask, before } = atHome();
    expect(await ask(RESTORE)).toMatchObject({ outcome: 'nothing-to-do', results: [] });
    expect(aws.state()).toEqual(before);
  });

  it('leaves another person’s shift alone', async () => {
    const { aws, ask } = atHome();
    aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1' });
    const before = aws.state();
    expect((await ask(RESTORE)).outcome).toBe('nothing-to-do');
    expect(aws.state()).toEqual(before);
  });
});

describe('a restore that is held', () => {
  it.each([
    ['the canary is in ALARM', (aws: RegionUnderTest) => setCanary(aws, 'ALARM')],
    ['the canary has been OK for a minute', (aws: RegionUnderTest) => setCanary(aws, 'OK', -1)],
    ['the failure is regional', (aws: RegionUnderTest) => aws.alarms.set('wildrydes-regional-impact', { state: 'ALARM' })],
    [
      'EC2 says that the zone is impaired',
      (aws: RegionUnderTest) => {
        aws.region.ec2.setZoneState('use1-az1', 'impaired');
      },
    ],
    [
      'the zone’s state cannot be read',
      (aws: RegionUnderTest) => aws.calls.failAlways('DescribeAvailabilityZones', awsError('UnauthorizedOperation', 'no', 403)),
    ],
  ])('changes nothing: %s', async (_what, spoil) => {
    const { aws, ask } = await evacuated();
    spoil(aws);
    const before = aws.state();
    expect(await ask(RESTORE)).toMatchObject({ outcome: 'held', results: [], plan: { steps: [] } });
    expect(aws.state()).toEqual(before);
  });

  it('is one without a recovery alarm: an alarm of an empty zone that is OK proves nothing', async () => {
    const { aws, ask } = await evacuated(NO_CANARY);
    const before = aws.state();
    const { outcome, decision } = await ask(RESTORE);
    expect(outcome).toBe('held');
    expect(decision.reasons.filter(({ status }) => status !== 'pass').map(({ check }) => check)).toEqual(['recovery']);
    expect(aws.state()).toEqual(before);
  });

  it('goes ahead without a recovery alarm when a person answers for it', async () => {
    const { ask } = await evacuated(NO_CANARY);
    expect((await ask({ ...RESTORE, override: ['recovery'] })).outcome).toBe('in-progress');
  });

  it('goes on without being answered for again', async () => {
    const { aws, ask, before } = await evacuated(NO_CANARY);
    await ask({ ...RESTORE, override: ['recovery'] });
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('is one of native shifts that cannot be listed: traffic would return to a zone without capacity', async () => {
    const { aws, ask } = await nativelyEvacuated();
    const before = aws.state();
    aws.calls.failAlways('ListZonalShifts', arcDenied());
    expect((await ask(RESTORE)).outcome).toBe('held');
    expect(aws.state()).toEqual(before);
  });
});

/** Its capacity is back, and the traffic of one load balancer; the shift of the other could not be cancelled. */
async function partlyBack() {
  const journey = await halfWayBack();
  const { aws, ask } = journey;
  aws.groups.settle('web');
  aws.calls.fail('CancelZonalShift', arcThrottled(), { skip: 1 });
  expect((await ask(RESTORE)).outcome).toBe('partial');
  expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API]);
  return journey;
}

describe('a zone that worsens while it is brought back', () => {
  it('gets no traffic, though its capacity is there', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    setCanary(aws, 'ALARM');
    const before = aws.state();
    expect((await ask(RESTORE)).outcome).toBe('held');
    expect(aws.state()).toEqual(before);
  });

  it('gets no traffic when it worsens between the checks and the end of the capacity steps', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.setInstances('web', EVENLY);
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () => setCanary(aws, 'ALARM'));
    const { outcome, results } = await ask(RESTORE);
    expect(outcome).toBe('held');
    expect(codesOf(results)).toEqual(['done marked', 'done marked', 'done subnets-added-back']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('loses again the traffic that it had got back', async () => {
    const { aws, ask } = await partlyBack();
    setCanary(aws, 'ALARM');
    await ask(RESTORE);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it.each([
    [
      'the other zones, which would get it, are impaired',
      (aws: RegionUnderTest) => aws.alarms.set('wildrydes-regional-impact', { state: 'ALARM' }),
    ],
    [
      'whether the zone is available is only unknown',
      (aws: RegionUnderTest) => aws.calls.failAlways('DescribeAvailabilityZones', awsError('UnauthorizedOperation', 'no', 403)),
    ],
  ])('keeps that traffic: %s', async (_what, spoil) => {
    const { aws, ask } = await partlyBack();
    spoil(aws);
    expect((await ask(RESTORE)).outcome).toBe('held');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API]);
  });

  it('keeps that traffic while the kill switch is on', async () => {
    const { aws, ask } = await partlyBack();
    setCanary(aws, 'ALARM');
    await ask(RESTORE, { paused: true });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API]);
  });
});

describe('a restore that fails on the way', () => {
  it('does not let traffic in when the capacity could not be put back', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.setInstances('web', EVENLY);
    aws.calls.fail('UpdateAutoScalingGroup', awsError('AccessDenied', 'not authorized', 403));
    expect((await ask(RESTORE)).outcome).toBe('partial');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('does not let traffic in when the group cannot be read again', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.setInstances('web', EVENLY);
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () =>
      aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded')),
    );
    await ask(RESTORE);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('ends when it is asked again, however the control plane was throttled', async () => {
    const { aws, ask, before } = await evacuated();
    const throttled = awsError('Throttling', 'Rate exceeded');
    for (const operation of ['CreateOrUpdateTags', 'UpdateAutoScalingGroup', 'DeleteTags']) aws.calls.fail(operation, throttled);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await ask(RESTORE);
      aws.groups.settle('web');
    }
    expect(aws.state()).toEqual(before);
  });

  it('never changes another person’s shift of the same zone', async () => {
    const { aws, ask } = await halfWayBack();
    const theirs = aws.shifts.active(WEB)[0];
    if (theirs !== undefined) aws.shifts.update(theirs, 'taken over by the network team');
    const before = structuredClone(aws.shifts.active(WEB));
    aws.groups.settle('web');
    await ask(RESTORE);
    expect(aws.shifts.active()).toEqual(before);
  });

  it('never touches what somebody recorded of another zone', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.tag('web', { [`gray-failure-responder:${ZONE_2.zoneId}:1`]: '1:subnet-0b2' });
    aws.groups.settle('web');
    await ask(RESTORE);
    expect(aws.groups.state('web').tags).toEqual({ app: 'wildrydes', 'gray-failure-responder:use1-az2:1': '1:subnet-0b2' });
  });
});

describe('two restores at once', () => {
  it('end in the same state as one', async () => {
    const { aws, ask, before } = await halfWayBack();
    aws.groups.settle('web');
    await Promise.all([ask(RESTORE), ask(RESTORE)]);
    expect(aws.state()).toEqual(before);
  });

  it('end in the same state as one, also from the beginning', async () => {
    const { aws, ask, before } = await evacuated();
    await Promise.all([ask(RESTORE), ask(RESTORE)]);
    aws.groups.settle('web');
    await Promise.all([ask(RESTORE), ask(RESTORE)]);
    expect(aws.state()).toEqual(before);
  });
});
