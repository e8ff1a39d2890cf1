import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import type { AlarmStateValue } from '../../shared/domain/index.ts';
import { minutesAfter, NOW, someAlarms } from '../builders.ts';
import { awsError } from './aws-errors.ts';
import { FakeMetrics } from './fake-metrics.ts';
import { Interference } from './interference.ts';

export interface FakeAlarm {
  readonly name: string;
  readonly type: 'CompositeAlarm' | 'MetricAlarm';
  readonly state: AlarmStateValue;
  readonly description?: string;
  readonly stateSince: string;
  readonly configuredAt: string;
  /** What suppresses its actions; none by default. */
  readonly suppressedBy?: string;
}

interface DescribeAlarmsInput {
  AlarmNames?: string[];
  AlarmTypes?: string[];
  MaxRecords?: number;
  NextToken?: string;
}

/** CloudWatch: alarms with their states, and metrics. Answers metric alarms alone unless both types are asked for, as AWS does. */
export class FakeCloudWatch {
  readonly interference = new Interference();
  readonly metrics = new FakeMetrics();
  pageSize = 100;
  readonly #alarms = new Map<string, FakeAlarm>();

  set(name: string, overrides: Partial<FakeAlarm> = {}): void {
    const before = this.#alarms.get(name);
    const configuredAt = minutesAfter(NOW, -60 * 24 * 30);
    const initial = { name, type: 'CompositeAlarm', state: 'OK', stateSince: minutesAfter(NOW, -600), configuredAt } as const;
    this.#alarms.set(name, { ...(before ?? initial), ...overrides });
  }

  remove(name: string): void {
    this.#alarms.delete(name);
  }

  describe(input: DescribeAlarmsInput) {
    const { AlarmNames: names, AlarmTypes: types = ['MetricAlarm'], MaxRecords: limit = 50, NextToken: token = '0' } = input;
    if ((names ?? []).length > 100) throw awsError('ValidationError', 'at most 100 alarm names');
    const selected = [...this.#alarms.values()].filter(
      ({ name, type }) => types.includes(type) && (names === undefined || names.includes(name)),
    );
    const start = Number(token);
    const end = start + Math.min(limit, this.pageSize);
    const page = selected.slice(start, end);
    return {
      CompositeAlarms: page.filter(({ type }) => type === 'CompositeAlarm').map(describeAlarm),
      MetricAlarms: page.filter(({ type }) => type === 'MetricAlarm').map(describeAlarm),
      ...(end < selected.length ? { NextToken: String(end) } : {}),
    };
  }
}

function describeAlarm(alarm: FakeAlarm) {
  return {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description,
    StateValue: alarm.state,
    StateTransitionedTimestamp: new Date(alarm.stateSince),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ...(alarm.suppressedBy === undefined ? {} : { ActionsSuppressedBy: alarm.suppressedBy }),
  };
}

/** The alarms of the builders' configuration: zone 1 in ALARM, everything else OK. */
export function fakeCloudWatch(): FakeCloudWatch {
  const cloudWatch = new FakeCloudWatch();
  for (const { name, state } of someAlarms()) cloudWatch.set(name, { state });
  const calls = cloudWatch.interference;
  mockClient(CloudWatchClient)
    .on(DescribeAlarmsCommand)
    .callsFake((input) => calls.carry('DescribeAlarms', input, () => cloudWatch.describe(input)))
    .on(GetMetricDataCommand)
    .callsFake((input) => calls.carry('GetMetricData', input, () => cloudWatch.metrics.answer(input)));
  return cloudWatch;
}
