import {
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { alarmReader } from '../../../shared/aws/cloudwatch.ts';
import { minutesAfter, NOW } from '../../builders.ts';

export const aComposite = (AlarmName: string, more: Partial<CompositeAlarm> = {}): CompositeAlarm => ({
  AlarmName,
  StateValue: 'OK',
  StateTransitionedTimestamp: new Date(minutesAfter(NOW, -600)),
  AlarmConfigurationUpdatedTimestamp: new Date(minutesAfter(NOW, -900)),
  ...more,
});

export function cloudWatch() {
  const sdk = mockClient(CloudWatchClient);
  const reader = alarmReader(new CloudWatchClient({ region: 'us-east-1' }), { abortSignal: new AbortController().signal });
  return { sdk, reader };
}

export const LOGS = { AlarmTypes: ['LogAlarm' as const] };

/** CloudWatch that answers these alarms, and has no log alarms. */
export function answering(alarms: { CompositeAlarms?: CompositeAlarm[]; MetricAlarms?: MetricAlarm[] }) {
  const { sdk, reader } = cloudWatch();
  sdk.on(DescribeAlarmsCommand).resolves(alarms).on(DescribeAlarmsCommand, LOGS).resolves({});
  const inputs = (): DescribeAlarmsCommandInput[] =>
    sdk.commandCalls(DescribeAlarmsCommand).map(({ args: [{ input }] }) => input);
  const isOfLogs = ({ AlarmTypes }: DescribeAlarmsCommandInput) => AlarmTypes?.includes('LogAlarm') === true;
  return {
    sdk,
    reader,
    asked: () => inputs().filter((input) => !isOfLogs(input)),
    askedForLogs: () => inputs().filter(isOfLogs),
  };
}
