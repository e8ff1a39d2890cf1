import { decide } from '../../../shared/decide/decide.ts';
import type { Evidence } from '../../../shared/domain/index.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { respond } from '../../../shared/respond.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, aPolicy, minutesAfter, NOW, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { ALB_SIGNAL, albMetric, steadily, TARGET_GROUP } from '../signals.ts';

const PARTIAL = { kind: 'status', status: 'PartialData', dimensions: { AvailabilityZone: 'us-east-1b' } } as const;
const WATCHFUL = { signals: [ALB_SIGNAL] };

/** 1,000 requests a minute in every zone, of which so many fail in each. */
function show(aws: RegionUnderTest, faults: { az1?: number; az2?: number; targets?: number } = {}): RegionUnderTest {
  const { az1 = 0, az2 = 0, targets = 3 } = faults;
  const from = minutesAfter(NOW, -5);
  const zones = [ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }, index) => ({ zoneName, failed: [az1, az2, 0][index] ?? 0 }));
  for (const { zoneName, failed } of zones) {
    aws.metrics.put(albMetric('RequestCount', { zoneName }), from, steadily(1_000));
    aws.metrics.put(albMetric('HTTPCode_Target_5XX_Count', { zoneName }), from, steadily(failed));
  }
  const anomalous = albMetric('AnomalousHostCount', { stat: 'Maximum', targetGroup: TARGET_GROUP });
  aws.metrics.put(anomalous, from, steadily(targets));
  return aws;
}

const answer = (aws: RegionUnderTest, overrides: Record<string, unknown> = {}) =>
  respond(aCompositeAlarmEvent(), aws.dependencies({ ...WATCHFUL, ...overrides }));

describe('an alarm, where there are signals', () => {
  it('evacuates the zone that they show as worse than every other', async () => {
    const aws = show(aRegion(), { az1: 50 });
    const report = await answer(aws);
    expect(report.outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(report.decision.reasons.find(({ check }) => check === 'zone-is-outlier')?.comparisons).toMatchObject([
      { zone: 'use1-az1', other: 'use1-az2', here: [250, 5_000], there: [0, 5_000], status: 'worse' },
      { zone: 'use1-az1', other: 'use1-az4', here: [250, 5_000], there: [0, 5_000], status: 'worse' },
    ]);
  });

  it.each<[string, Parameters<typeof show>[1]]>([
    ['nothing fails', {}],
    ['two zones fail', { az1: 50, az2: 50 }],
    ['a single target fails', { az1: 50, targets: 1 }],
  ])('is held, and changes nothing, when %s', async (_what, faults) => {
    const aws = show(aRegion(), faults);
    const before = aws.state();
    expect((await answer(aws)).outcome).toBe('held');
    expect(aws.state()).toEqual(before);
  });

  it.each([
    ['may not be read', (aws: RegionUnderTest) => aws.calls.failAlways('GetMetricData', awsError('AccessDenied', 'no', 403))],
    ['are not complete', (aws: RegionUnderTest) => aws.region.cloudWatch.metricFaults.add(PARTIAL)],
  ])('is held when they %s, unless the configuration lets it go on', async (_what, spoil) => {
    const aws = show(aRegion(), { az1: 50 });
    spoil(aws);
    const before = aws.state();
    expect((await answer(aws)).outcome).toBe('held');
    expect(aws.state()).toEqual(before);
    expect((await answer(aws, { limits: { actWithoutSignals: true } })).outcome).toBe('done');
  });

  it('is judged again, and acted on, when they become complete while there is time', async () => {
    const aws = show(aRegion(), { az1: 50 });
    aws.calls.fail('GetMetricData', awsError('Throttling', 'Rate exceeded'), { times: 2 });
    const deps = { ...aws.dependencies(WATCHFUL), patienceMillis: 29_000 };
    expect((await respond(aCompositeAlarmEvent(), deps)).outcome).toBe('done');
  });

  it('is judged again also where a group has no capacity step of ours to make', async () => {
    const aws = show(aRegion(), { az1: 50 });
    aws.groups.retag('web', { 'eks:nodegroup-name': 'workers' });
    aws.calls.fail('GetMetricData', awsError('Throttling', 'Rate exceeded'), { times: 2 });
    const deps = { ...aws.dependencies(WATCHFUL), patienceMillis: 29_000 };
    expect((await respond(aCompositeAlarmEvent(), deps)).decision.verdict).toBe('evacuate');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('evacuates although CloudWatch has not finished the newest minute: 200 faults of 100 requests', async () => {
    const aws = show(aRegion(), { az1: 200 });
    aws.metrics.put(albMetric('RequestCount'), minutesAfter(NOW, -1), [100]);
    const report = await answer(aws);
    expect(report.outcome).toBe('done');
    expect(report.decision.reasons.find(({ check }) => check === 'zone-is-outlier')?.comparisons).toMatchObject([
      { here: [800, 4_000], there: [0, 4_000] },
      { here: [800, 4_000], there: [0, 4_000] },
    ]);
  });

  it('is finished by a retry, although the zone shows nothing any more', async () => {
    const aws = show(aRegion(), { az1: 50 });
    aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'));
    expect((await answer(aws)).outcome).toBe('partial');
    show(aws);
    expect((await answer(aws)).outcome).toBe('done');
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });
});

describe('the report of an alarm', () => {
  it('holds the configuration that was in force, every default filled in', async () => {
    const { policy } = await answer(show(aRegion(), { az1: 50 }));
    expect(policy).toEqual(aPolicy(WATCHFUL));
  });

  it.each([50, 0])(
    'is all that the decision and the plan rest on: the same again, to the byte (%d of 1,000 failed)',
    async (az1) => {
      const report = await answer(show(aRegion(), { az1 }));
      const { evidence, policy } = JSON.parse(JSON.stringify(report)) as {
        evidence: Evidence;
        policy: ReturnType<typeof aPolicy>;
      };
      expect(JSON.stringify(decide(understand(evidence, policy), policy))).toBe(JSON.stringify(report.decision));
      const plan = report.outcome === 'held' ? { steps: [], omitted: [] } : planEvacuation(understand(evidence, policy), policy);
      expect(JSON.stringify(plan)).toBe(JSON.stringify(report.plan));
    },
  );
});

describe('an evacuation while launches fail', () => {
  const failing = {
    status: 'Failed',
    message: 'We currently do not have sufficient capacity',
    at: minutesAfter(NOW, -2),
  } as const;

  it('moves the traffic, and leaves the capacity until upkeep finds them well', async () => {
    const aws = show(aRegion(), { az1: 50 });
    aws.groups.record('web', failing);
    const report = await answer(aws);
    expect(report.outcome).toBe('in-progress');
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'skipped launches-unsafe']);
    expect(aws.groups.state('web').subnets).toHaveLength(3);
    aws.clock.advanceMinutes(1);
    aws.groups.record('web', {});
    expect((await respond({ action: 'upkeep' }, aws.dependencies(WATCHFUL))).outcome).toBe('done');
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('moves everything for a person who answers for it', async () => {
    const aws = aRegion();
    aws.groups.record('web', failing);
    const request = { action: 'evacuate', zone: 'use1-az1', override: ['launch-health'] };
    expect(codesOf((await respond(request, aws.dependencies())).results)).toContain('done subnets-removed');
  });

  it('moves everything also when nobody can tell how they go', async () => {
    const aws = show(aRegion(), { az1: 50 });
    aws.calls.failAlways('DescribeScalingActivities', awsError('AccessDenied', 'no', 403));
    expect((await answer(aws)).outcome).toBe('done');
  });

  it('is done without the capacity of a group that EKS manages', async () => {
    const aws = show(aRegion(), { az1: 50 });
    aws.groups.retag('web', { 'eks:nodegroup-name': 'workers' });
    const report = await answer(aws);
    expect(report.outcome).toBe('done');
    expect(codesOf(report.results)).toContain('skipped managed-elsewhere');
    expect(aws.groups.state('web').subnets).toHaveLength(3);
  });
});
