import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { call } from './call.ts';
import { type CallOptions, CLIENT_OPTIONS, makeLane, withoutRetries } from './client-options.ts';

const lane = makeLane(CLIENT_OPTIONS);

interface BusEvent {
  /** Its name or ARN. */
  readonly eventBusName: string;
  readonly source: string;
  readonly detailType: string;
  /** JSON */
  readonly detail: string;
}

/** Puts one event on a bus. What IAM must allow is in shared/tell/channels/event-bus.ts. */
export async function putEvent({ eventBusName, source, detailType, detail }: BusEvent, options: CallOptions): Promise<void> {
  const command = new PutEventsCommand({
    Entries: [{ EventBusName: eventBusName, Source: source, DetailType: detailType, Detail: detail }],
  });
  const what = `putting an event on ${eventBusName}`;
  const client = new EventBridgeClient(withoutRetries(CLIENT_OPTIONS));
  const sent = await call(what, () => client.send(command, options), { ...options, lane });
  const { FailedEntryCount = 0, Entries = [] } = sent;
  if (FailedEntryCount > 0) throw new Error(`${what}: ${Entries[0]?.ErrorCode}: ${Entries[0]?.ErrorMessage}`);
}
