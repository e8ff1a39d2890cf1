import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { call } from './call.ts';
import { type CallOptions, CLIENT_OPTIONS, makeLane, withoutRetries } from './client-options.ts';

const lane = makeLane(CLIENT_OPTIONS);

interface Message {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
}

/** Publishes one message. What IAM must allow is in shared/tell/channels/sns-topic.ts. */
export async function publish({ topicArn, subject, message }: Message, options: CallOptions): Promise<void> {
  const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message });
  await call(`publishing to ${topicArn}`, () => new SNSClient(withoutRetries(CLIENT_OPTIONS)).send(command, options), {
    ...options,
    lane,
  });
}
