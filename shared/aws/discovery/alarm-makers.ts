import { CloudWatchClient, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import type { FoundAlarm } from '../../domain/index.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { readMakers } from './makers.ts';

/** Which stack of the responder has made each of these alarms, by the alarm's name: a call for each. */
export function readAlarmMakers(clientOptions: ClientOptions, options: CallOptions, alarms: readonly FoundAlarm[]) {
  const client = new CloudWatchClient(clientOptions);
  const arns = new Map(alarms.map(({ name, arn }) => [name, arn]));
  return readMakers([...arns.keys()], async (name) => {
    const command = new ListTagsForResourceCommand({ ResourceARN: arns.get(name) });
    return (await call(`reading the tags of ${name}`, () => client.send(command, options))).Tags ?? [];
  });
}
