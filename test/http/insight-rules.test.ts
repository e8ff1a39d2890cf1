import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { aRegion, at } from './metric-data-setup.ts';

describe('Contributor Insights over the wire', () => {
  const unique = (Id: string, Expression: string) => ({ Id, Expression, Period: 60 });

  it('counts contributors in metric math, whether or not the metric is in quotes', async () => {
    const { region, get } = aRegion();
    region.cloudWatch.recordContributors('faults-az1', { at: at(2).getTime(), contributors: { 'i-01': 40, 'i-02': 2 } });
    region.cloudWatch.recordContributors('faults-az1', { at: at(3).getTime(), contributors: { 'i-02': 5 } });
    const [contributors, most, sum, share] = await get([
      unique('contributors', 'INSIGHT_RULE_METRIC("faults-az1", UniqueContributors)'),
      unique('most', "INSIGHT_RULE_METRIC('faults-az1', 'MaxContributorValue')"),
      unique('total', 'INSIGHT_RULE_METRIC("faults-az1", Sum)'),
      unique('share', '100 * most / total'),
    ]);
    expect(contributors).toMatchObject({ Timestamps: [at(2), at(3)], Values: [2, 1], StatusCode: 'Complete' });
    expect([most?.Values, sum?.Values]).toEqual([
      [40, 5],
      [42, 5],
    ]);
    expect(share?.Values?.[1]).toBe(100);
  });

  it('counts a contributor in several minutes once per period', async () => {
    const { region, get } = aRegion();
    for (const minute of [0, 1, 4]) {
      region.cloudWatch.recordContributors('faults', {
        at: at(minute).getTime(),
        contributors: { 'i-01': 1, [`i-1${minute}`]: 1 },
      });
    }
    const [result] = await get([{ Id: 'u', Expression: 'INSIGHT_RULE_METRIC("faults", UniqueContributors)', Period: 300 }]);
    expect([result?.Timestamps, result?.Values]).toEqual([[at(0)], [4]]);
  });

  it('has no points for a rule that found nothing', async () => {
    const [result] = await aRegion().get([unique('u', 'INSIGHT_RULE_METRIC("nobody", UniqueContributors)')]);
    expect(result).toMatchObject({ Values: [], StatusCode: 'Complete' });
  });

  it.each([
    ['INSIGHT_RULE_METRIC("faults", p99)', /Unknown metric id 'p99'/],
    ['INSIGHT_RULE_METRIC("faults", "Median")', /does not know the metric 'Median'/],
    ['INSIGHT_RULE_METRIC(UniqueContributors, "faults")', /takes the name of a rule in quotes first/],
    ['1 + UniqueContributors', /UniqueContributors stands only as the second operand of INSIGHT_RULE_METRIC/],
  ])('refuses %s', async (expression, message) => {
    const { get } = aRegion();
    await expect(get([unique('u', expression)])).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  it('can be used in an alarm', async () => {
    const { region, cloudWatch } = aRegion();
    const Metrics = [{ ...unique('u', 'INSIGHT_RULE_METRIC("faults", UniqueContributors)'), ReturnData: true }];
    const alarm = {
      AlarmName: 'several',
      Threshold: 2,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    } as const;
    await cloudWatch.send(new PutMetricAlarmCommand({ ...alarm, Metrics }));
    region.cloudWatch.recordContributors('faults', { at: at(10).getTime(), contributors: { a: 1, b: 1, c: 1 } });
    region.advanceTo(at(11.5).getTime());
    expect(region.cloudWatch.alarm('several')?.state).toBe('ALARM');
  });
});
