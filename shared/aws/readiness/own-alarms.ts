import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { ObservedOwnAlarm } from '../../domain/index.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { reading } from './reading.ts';
import { readTopic } from './topic.ts';

/** An action of an alarm that is a topic. */
const TOPIC = /^arn:[\w-]+:sns:/;

interface Connection {
  readonly client: ClientOptions;
  readonly options: CallOptions;
}

/** Those of the names that exist, with who hears of them. */
export async function readOwnAlarms({ client, options }: Connection, names: readonly string[]): Promise<ObservedOwnAlarm[]> {
  const command = new DescribeAlarmsCommand({ AlarmNames: [...names], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  const page = await call('reading the alarms on the responder', () => new CloudWatchClient(client).send(command, options));
  const found = [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])];
  const topics = [...new Set(found.flatMap(({ AlarmActions = [] }) => AlarmActions.filter((arn) => TOPIC.test(arn))))];
  const heard = new Map(
    await Promise.all(topics.map(async (arn) => [arn, await reading(readTopic(client, options, arn))] as const)),
  );
  return found.map(({ AlarmName = '', StateValue = 'INSUFFICIENT_DATA', ActionsEnabled = true, AlarmActions = [] }) => {
    const told = AlarmActions.filter((arn) => TOPIC.test(arn));
    const readings = told.flatMap((arn) => heard.get(arn) ?? []);
    const unread = readings.find(({ known }) => !known);
    const confirmed = readings.reduce((sum, topic) => sum + (topic.known ? (topic.value?.confirmed ?? 0) : 0), 0);
    return {
      name: AlarmName,
      state: StateValue,
      tells: { isOff: !ActionsEnabled, topics: told },
      heardBy: unread !== undefined && !unread.known && confirmed === 0 ? unread : { known: true, value: confirmed },
    };
  });
}
