import { CloudWatchClient, type CompositeAlarm, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import type { FoundAlarm } from '../../domain/index.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { readPages } from '../pages.ts';

/** Every alarm of the account and Region: 100 a page. */
export async function findAlarms(clientOptions: ClientOptions, options: CallOptions): Promise<FoundAlarm[]> {
  const client = new CloudWatchClient(clientOptions);
  const alarms = await readPages<CompositeAlarm | MetricAlarm>(async (NextToken) => {
    const command = new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm', 'MetricAlarm'], MaxRecords: 100, NextToken });
    const page = await call('reading alarms', () => client.send(command, options));
    return { items: [...(page.CompositeAlarms ?? []), ...(page.MetricAlarms ?? [])], nextToken: page.NextToken };
  });
  return alarms.map(observe);
}

function observe(alarm: CompositeAlarm | MetricAlarm): FoundAlarm {
  const { AlarmArn = '', AlarmName = '', AlarmDescription = '', AlarmActions = [] } = alarm;
  return {
    arn: AlarmArn,
    name: AlarmName,
    description: AlarmDescription,
    rule: 'AlarmRule' in alarm ? (alarm.AlarmRule ?? '') : null,
    namespace: 'Namespace' in alarm ? (alarm.Namespace ?? null) : null,
    topics: AlarmActions.filter((arn) => arn.split(':')[2] === 'sns'),
  };
}

/** The ARNs of all topics. */
export async function findTopics(clientOptions: ClientOptions, options: CallOptions): Promise<string[]> {
  const client = new SNSClient(clientOptions);
  const topics = await readPages(async (NextToken) => {
    const page = await call('reading topics', () => client.send(new ListTopicsCommand({ NextToken }), options));
    return { items: page.Topics, nextToken: page.NextToken };
  });
  return topics.map(({ TopicArn = '' }) => TopicArn);
}
