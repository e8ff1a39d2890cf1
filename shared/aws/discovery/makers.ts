import { CloudWatchClient, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import type { FoundAlarm, Reading } from '../../domain/index.ts';
import { STACK_TAG } from '../../marks/stack-tag.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { reading } from '../readiness/reading.ts';

/**
 * Which stack of the responder has made each of these alarms, by the alarm's name: a call for each of them. An alarm that none has
 * made is not in it.
 */
export function readMakers(
  clientOptions: ClientOptions,
  options: CallOptions,
  alarms: readonly FoundAlarm[],
): Promise<Reading<Readonly<Record<string, string>>>> {
  const client = new CloudWatchClient(clientOptions);
  const read = async ({ name, arn }: FoundAlarm) => {
    const command = new ListTagsForResourceCommand({ ResourceARN: arn });
    const { Tags = [] } = await call(`reading the tags of ${name}`, () => client.send(command, options));
    return Tags.flatMap(({ Key, Value = '' }) => (Key === STACK_TAG ? [[name, Value] as const] : []));
  };
  return reading(Promise.all(alarms.map(read)).then((made) => Object.fromEntries(made.flat())));
}
