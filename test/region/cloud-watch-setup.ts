import { Clock } from '../../simulator/region/clock.ts';
import { CloudWatch } from '../../simulator/region/cloud-watch/cloud-watch.ts';
import type { EventBridgeEvent } from '../../simulator/region/events/event-bus.ts';
import type { Identity } from '../../simulator/region/operations/operation.ts';
import { call as invoke } from './call.ts';

export const START = Date.UTC(2026, 10, 24, 17, 0, 0);
export const IDENTITY: Identity = { region: 'us-east-1', account: '111122223333' };
export const MINUTE = 60_000;

/** Whatever an operation answers, loosely typed: tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared, not used
export type Answer = any;

/** CloudWatch at 17:00:00 with nothing in it. */
export function aCloudWatch() {
  const clock = new Clock(new Date(START));
  const events: EventBridgeEvent[] = [];
  const cloudWatch = new CloudWatch(clock, IDENTITY, (event) => events.push(event));
  const call = (name: string, input: unknown = {}): Answer => invoke(cloudWatch.operations, name, input);
  const stateOf = (name: string) => cloudWatch.alarm(name)?.state;
  /** Publishes one value for the minute that is `minute` minutes after the start. */
  const publish = (name: string, minute: number, value: number) =>
    cloudWatch.putMetric({
      namespace: 'Test',
      name,
      dimensions: {},
      at: START + minute * MINUTE,
      sum: value,
      count: 1,
      minimum: value,
      maximum: value,
    });
  /** Goes to half past the given minute, when metric alarms and their parents have been evaluated. */
  const goTo = (minute: number) => clock.advanceTo(START + minute * MINUTE + 30_000);
  const stateChanges = () => events.filter((event) => event['detail-type'] === 'CloudWatch Alarm State Change');
  return { clock, cloudWatch, events, call, stateOf, publish, goTo, stateChanges };
}

/** A metric alarm on the sum of `Errors`: ALARM at one or more in a minute. */
export function anAlarm(name: string, changes: Record<string, unknown> = {}) {
  return {
    AlarmName: name,
    Namespace: 'Test',
    MetricName: 'Errors',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...changes,
  };
}

/** The code and message of the AwsError that the work ends in. */
export function refusal(work: () => unknown): { code?: string; message?: string } {
  try {
    work();
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
  return {};
}
