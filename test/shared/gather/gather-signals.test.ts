import type { ActiveTrigger } from '../../../shared/domain/index.ts';
import { gatherEvidence } from '../../../shared/gather/gather-evidence.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcThrottled, awsError } from '../../aws-errors.ts';
import { API, aManualTrigger, anAlarmTrigger, aPolicy, minutesAfter, NOW, WEB, WEB_GROUP_ARN, ZONE_1 } from '../../builders.ts';
import { ALB_SIGNAL, albMetric, steadily } from '../signals.ts';
import { aTick } from '../standing.ts';

const WATCHFUL = { signals: [ALB_SIGNAL] };
const NATIVE = { autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] };

function gather(
  { reader, clock }: RegionUnderTest,
  overrides: Record<string, unknown> = WATCHFUL,
  trigger: ActiveTrigger = anAlarmTrigger(),
) {
  return gatherEvidence(trigger, { reader, policy: aPolicy(overrides), now: clock.now() });
}
/** A shift of this resource that is over. */
function pastShift(aws: RegionUnderTest, resource: string): void {
  aws.shifts.cancel(aws.shifts.put({ resource, awayFrom: ZONE_1.zoneId, comment: `shift of ${resource}` }));
}

describe('gathering signals', () => {
  it('has what the zones show', async () => {
    const aws = aRegion();
    aws.metrics.put(albMetric('RequestCount'), minutesAfter(NOW, -5), steadily(100));
    const { signals } = await gather(aws);
    expect(signals).toMatchObject({
      known: true,
      value: { signals: [{ zones: { 'use1-az1': { value: { requests: steadily(100) } } } }] },
    });
  });

  it.each([
    ['in the first moment of a minute', '2026-11-24T03:00:00.000Z'],
    ['in its last', '2026-11-24T03:00:59.999Z'],
  ])('looks at minutes that are over, and not at the one under way, %s', async (_when, now) => {
    const { signals } = await gather(aRegion({ at: now }));
    expect(signals).toMatchObject({ value: { from: '2026-11-24T02:55:00.000Z', to: '2026-11-24T03:00:00.000Z' } });
  });

  it('looks at as many minutes as the configuration says', async () => {
    const { signals } = await gather(aRegion(), { ...WATCHFUL, outlier: { windowMinutes: 15 } });
    expect(signals).toMatchObject({ value: { from: minutesAfter(NOW, -15), to: NOW } });
  });

  it('asks CloudWatch for no metrics where no signal is configured', async () => {
    const aws = aRegion();
    const { signals } = await gather(aws, {});
    expect(signals).toMatchObject({ known: true, value: { signals: [] } });
    expect(aws.calls.asked).not.toContain('GetMetricData');
  });

  it('has them as unknown, with why, when they cannot be read, and everything else as it is', async () => {
    const aws = aRegion();
    aws.calls.failAlways('GetMetricData', awsError('AccessDenied', 'not authorized', 403));
    const evidence = await gather(aws);
    expect(evidence.signals).toEqual({ known: false, why: expect.stringContaining('AccessDenied: not authorized') });
    expect(evidence.alarms).toMatchObject({ known: true });
  });

  it('is plain JSON also of metrics that are no numbers', async () => {
    const aws = aRegion();
    aws.metrics.put(albMetric('RequestCount'), minutesAfter(NOW, -5), steadily(Number.NaN));
    const evidence = await gather(aws);
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence);
  });
});

describe('the round in which evidence is gathered', () => {
  it('is one: everything has been asked before anything is answered', async () => {
    const aws = aRegion();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    aws.calls.pace = () => answered;
    const gathering = gather(aws);
    await new Promise((resolve) => setImmediate(resolve));
    const asked = aws.calls.asked.toSorted();
    answer();
    await gathering;
    expect(asked).toEqual([
      // One for composite and metric alarms, one for log alarms, which is not waited for.
      'DescribeAlarms',
      'DescribeAlarms',
      'DescribeAutoScalingGroups',
      'DescribeAutoScalingGroups',
      'DescribeScalingActivities',
      'GetManagedResource',
      'GetManagedResource',
      'GetMetricData',
      'ListAutoshifts',
      'ListZonalShifts', // those in force
      'ListZonalShifts', // those that expired
      'ListZonalShifts', // those that were cancelled
    ]);
    expect(aws.calls.asked).toHaveLength(asked.length);
  });

  it.each<[string, ActiveTrigger]>([
    ['a restore', aManualTrigger({ action: 'restore' })],
    ['a status', aManualTrigger({ action: 'status' })],
    ['upkeep', aTick()],
  ])('asks neither for signals nor for past shifts in %s', async (_what, trigger) => {
    const aws = aRegion();
    pastShift(aws, API);
    const { signals, pastShifts } = await gather(aws, WATCHFUL, trigger);
    expect([signals.known, pastShifts.known]).toEqual([false, false]);
    expect(aws.calls.asked).not.toContain('GetMetricData');
    expect(aws.calls.asked.filter((operation) => operation === 'ListZonalShifts')).toHaveLength(1);
  });

  it('asks for both also when a person evacuates', async () => {
    const { signals, pastShifts } = await gather(aRegion(), WATCHFUL, aManualTrigger());
    expect([signals.known, pastShifts.known]).toEqual([true, true]);
  });
});

describe('gathering past shifts', () => {
  it('has those of the resource that every evacuation shifts first', async () => {
    const aws = aRegion();
    for (const resource of [API, WEB, `${API}-of-others`]) pastShift(aws, resource);
    expect((await gather(aws)).pastShifts).toMatchObject({ known: true, value: [{ resource: API }] });
  });

  it('has those that expired, and those that were cancelled, and none in force', async () => {
    const aws = aRegion();
    aws.shifts.put({ resource: API, awayFrom: ZONE_1.zoneId, comment: 'expired', expiresInMinutes: 1 });
    aws.clock.advanceMinutes(2);
    pastShift(aws, API);
    aws.shifts.put({ resource: API, awayFrom: ZONE_1.zoneId, comment: 'in force' });
    const { pastShifts } = await gather(aws);
    expect(pastShifts.known && pastShifts.value.map(({ comment }) => comment)).toEqual(['expired', `shift of ${API}`]);
  });

  it('has those of the account where only groups are shifted', async () => {
    const aws = aRegion();
    pastShift(aws, WEB_GROUP_ARN);
    const { pastShifts } = await gather(aws, { resources: [], ...NATIVE });
    expect(pastShifts).toMatchObject({ known: true, value: [{ resource: WEB_GROUP_ARN }] });
  });

  it('has none, and asks for none, where nothing is ever shifted', async () => {
    const aws = aRegion();
    pastShift(aws, WEB);
    const { pastShifts } = await gather(aws, { resources: [] });
    expect(pastShifts).toEqual({ known: true, value: [] });
    expect(aws.calls.asked.filter((operation) => operation === 'ListZonalShifts')).toHaveLength(1);
  });

  it('has them as unknown, with why, when half of them cannot be read', async () => {
    const aws = aRegion();
    aws.calls.failAlways('ListZonalShifts', arcThrottled(), { concerning: ['EXPIRED'] });
    const { pastShifts, shifts } = await gather(aws);
    expect(pastShifts).toEqual({ known: false, why: expect.stringContaining('ThrottlingException') });
    expect(shifts).toMatchObject({ known: true });
  });
});
