import { ListTagsForResourceCommand, SNSClient } from '@aws-sdk/client-sns';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { readMakers } from './makers.ts';

/** Which stack of the responder has made each of these topics, by the topic's ARN: a call for each. */
export function readTopicMakers(clientOptions: ClientOptions, options: CallOptions, topicArns: readonly string[]) {
  const client = new SNSClient(clientOptions);
  return readMakers(topicArns, async (arn) => {
    const command = new ListTagsForResourceCommand({ ResourceArn: arn });
    return (await call(`reading the tags of ${arn}`, () => client.send(command, options))).Tags ?? [];
  });
}
