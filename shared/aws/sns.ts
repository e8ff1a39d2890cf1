import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { call } from './call.ts';
import { type CallOptions, CLIENT_OPTIONS } from './client-options.ts';

interface Message {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
}

/** Publishes one message. What IAM must allow is in shared/tell/channels/sns-topic.ts. */
export async function publish({ topicArn, subject, message }: Message, options: CallOptions): Promise<void> {
  const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message });
  await call(`publishing to ${topicArn}`, () => new SNSClient(CLIENT_OPTIONS).send(command, options));
}
