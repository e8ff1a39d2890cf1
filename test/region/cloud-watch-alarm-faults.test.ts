import { type Answer, aCloudWatch, anAlarm, MINUTE, START } from './cloud-watch-setup.ts';

/** A metric alarm whose metric breaches from the first minute on. */
function breaching() {
  const region = aCloudWatch();
  region.call('PutMetricAlarm', anAlarm('errors'));
  for (const minute of [0, 1, 2]) region.publish('Errors', minute, 5);
  const shown = (): Answer => region.call('DescribeAlarms').MetricAlarms[0];
  return { ...region, shown };
}

describe('an alarm that CloudWatch cannot evaluate', () => {
  it('keeps its state and says why, until CloudWatch can again', () => {
    const { cloudWatch, goTo, shown } = breaching();
    cloudWatch.setEvaluation('errors', 'EVALUATION_FAILURE');
    goTo(1);
    expect(shown()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA', EvaluationState: 'EVALUATION_FAILURE' });
    cloudWatch.setEvaluation('errors', undefined);
    goTo(2);
    expect([shown().StateValue, shown().EvaluationState]).toEqual(['ALARM', undefined]);
  });

  it('is evaluated all the same on partial data', () => {
    const { cloudWatch, goTo, shown } = breaching();
    cloudWatch.setEvaluation('errors', 'PARTIAL_DATA');
    goTo(1);
    expect(shown()).toMatchObject({ StateValue: 'ALARM', EvaluationState: 'PARTIAL_DATA' });
  });

  it('can only be a metric alarm that exists', () => {
    expect(() => aCloudWatch().cloudWatch.setEvaluation('nobody', undefined)).toThrow('no metric alarm nobody');
  });
});

describe('DescribeAlarms that lags', () => {
  it('shows the state before, with its own times, until the lag is over', () => {
    const { clock, cloudWatch, goTo, shown, stateChanges } = breaching();
    cloudWatch.alarmLagMillis = 30_000;
    goTo(1);
    const changedAt = START + MINUTE + 20_000;
    expect(stateChanges()).toHaveLength(1);
    expect(shown()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA', StateTransitionedTimestamp: new Date(START) });
    clock.advanceTo(changedAt + 30_000);
    expect(shown()).toMatchObject({ StateValue: 'ALARM', StateTransitionedTimestamp: new Date(changedAt) });
  });
});
