import { Clock } from '../../simulator/region/clock.ts';
import { CloudWatch } from '../../simulator/region/cloud-watch/cloud-watch.ts';
import { millisOf } from './millis-of.ts';

const START = Date.UTC(2026, 10, 24);
const HOURS = Number(process.env.HOURS ?? 6);
const MINUTES = HOURS * 60;
const ALARMS = 60;

describe('six simulated hours with 60 metric alarms', () => {
  it('play at constant speed', () => {
    const clock = new Clock(new Date(START));
    const cloudWatch = new CloudWatch(clock, { region: 'us-east-1', account: '111122223333' }, () => undefined);
    for (let index = 0; index < ALARMS; index += 1) putAlarms(cloudWatch, `${index}`);
    const minutes = Array.from({ length: MINUTES }, (_, minute) => {
      for (let index = 0; index < ALARMS; index += 1) publish(cloudWatch, { index: `${index}`, at: START + minute * 60_000 });
      return millisOf(() => clock.advanceTo(START + (minute + 1) * 60_000 + 59_999));
    });
    if (process.env.HOURS) {
      const seconds = minutes.reduce((sum, millis) => sum + millis, 0) / 1000;
      process.stderr.write(`evaluating ${ALARMS} alarms for ${HOURS} h: ${seconds.toFixed(2)} s\n`);
    }
    expect(cloudWatch.alarms().map((alarm) => alarm.state)).not.toContain('INSUFFICIENT_DATA');
    // The first hour fills what the alarms look back on.
    expect(Math.min(...minutes.slice(-60))).toBeLessThan(5 * Math.min(...minutes.slice(60, 120)));
  });
});

function putAlarms(cloudWatch: CloudWatch, index: string): void {
  const dimensions = [{ Name: 'Index', Value: index }];
  const stat = (MetricName: string, Stat: string) => {
    return { Metric: { Namespace: 'Test', MetricName, Dimensions: dimensions }, Period: 60, Stat };
  };
  const input = cloudWatch.operations.PutMetricAlarm?.input.parse({
    AlarmName: `alarm-${index}`,
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    Threshold: Number(index) % 2 === 0 ? 1 : 5,
    ComparisonOperator: 'GreaterThanThreshold',
    Metrics:
      Number(index) % 3 === 0
        ? [{ Id: 'm1', MetricStat: stat('Latency', 'p99') }]
        : [
            { Id: 'e1', Expression: 'IF(m2 > 0, 100 * FILL(m1, 0) / m2, 0)' },
            { Id: 'm1', MetricStat: stat('Errors', 'Sum'), ReturnData: false },
            { Id: 'm2', MetricStat: stat('Requests', 'Sum'), ReturnData: false },
          ],
  });
  cloudWatch.operations.PutMetricAlarm?.run(input);
}

function publish(cloudWatch: CloudWatch, { index, at }: { index: string; at: number }): void {
  const errors = (at / 60_000) % 60 < 10 ? 3 : 0;
  const named = { namespace: 'Test', dimensions: { Index: index }, at };
  cloudWatch.putMetric({ ...named, name: 'Errors', sum: errors, count: 1, minimum: errors, maximum: errors });
  cloudWatch.putMetric({ ...named, name: 'Requests', sum: 100, count: 1, minimum: 100, maximum: 100 });
  if (Number(index) % 3 !== 0) return;
  const distribution = Array.from({ length: 40 }, (_, rank) => [((rank * 17) % 40) / 10, 5] as const);
  cloudWatch.putMetric({ ...named, name: 'Latency', sum: 390, count: 200, minimum: 0, maximum: 3.9, distribution });
}
