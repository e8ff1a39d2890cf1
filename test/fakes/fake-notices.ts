import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { Interference } from './interference.ts';

interface Published {
  readonly TopicArn: string;
  readonly Subject: string;
  readonly Message: string;
}

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** SNS and EventBridge: what has been published and put. */
export class FakeNotices {
  readonly interference = new Interference();
  readonly published: Published[] = [];
  readonly entries: Entry[] = [];
  /** The bus answers, but takes nothing. */
  refusesEntries = false;

  putEvents({ Entries }: { Entries: Entry[] }) {
    if (this.refusesEntries) {
      return { FailedEntryCount: Entries.length, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'try later' }] };
    }
    this.entries.push(...Entries);
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'event-1' })) };
  }
}

/** Stands behind every SNS and EventBridge client until the next fake takes its place. */
export function fakeNotices(): FakeNotices {
  const notices = new FakeNotices();
  const calls = notices.interference;
  mockClient(SNSClient)
    .on(PublishCommand)
    .callsFake((input) => calls.carry('Publish', input, () => ({ MessageId: String(notices.published.push(input)) })));
  mockClient(EventBridgeClient)
    .on(PutEventsCommand)
    .callsFake((input) => calls.carry('PutEvents', input, () => notices.putEvents(input)));
  return notices;
}
