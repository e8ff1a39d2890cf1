import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Notice } from '../tell/notice.ts';
import { call } from './call.ts';
import { type CallOptions, CLIENT_OPTIONS } from './client-options.ts';

/** Tells a topic. What IAM must allow for it is in notices.permissions.ts, and so for the bus. */
export async function publishToTopic(topicArn: string, notice: Notice, options: CallOptions): Promise<void> {
  const command = new PublishCommand({ TopicArn: topicArn, Subject: notice.subject, Message: notice.message });
  await call(`publishing to ${topicArn}`, () => new SNSClient(CLIENT_OPTIONS).send(command, options));
}

/** Puts the notice on a bus, for other programs. */
export async function putOnBus(eventBusName: string, notice: Notice, options: CallOptions): Promise<void> {
  const entry = {
    EventBusName: eventBusName,
    Source: 'gray-failure-responder',
    DetailType: 'Gray Failure Response',
    Detail: JSON.stringify(notice.detail),
  };
  const command = new PutEventsCommand({ Entries: [entry] });
  const { FailedEntryCount = 0, Entries = [] } = await call(`putting an event on ${eventBusName}`, () =>
    new EventBridgeClient(CLIENT_OPTIONS).send(command, options),
  );
  if (FailedEntryCount > 0)
    throw new Error(`putting an event on ${eventBusName}: ${Entries[0]?.ErrorCode}: ${Entries[0]?.ErrorMessage}`);
}
