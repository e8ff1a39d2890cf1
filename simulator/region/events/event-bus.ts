import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { AwsError, type Identity, type Operations, writes } from '../operations/operation.ts';
import { wireDate } from '../operations/operation-input.ts';
import type { Random } from '../random.ts';
import { uuid } from '../uuid.ts';

/** An event as EventBridge delivers it to targets. */
export interface EventBridgeEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** UTC, in seconds: `2026-11-24T17:04:40Z` */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/** The parts of an event that its source sets. The rest follows from where and when it happens. */
export type EventContent = Pick<EventBridgeEvent, 'detail-type' | 'source' | 'resources' | 'detail'>;

/** How deliveries behave. They happen at least once, and in order unless set otherwise. */
export interface DeliverySettings {
  /** Share of events delivered twice, 0 to 1. The copy has the same id, as in EventBridge. */
  duplicateShare: number;
  /** Each delivery takes between 0 and this many seconds, uniformly. */
  maximumDelaySeconds: number;
  /** Whether a later event may overtake an earlier one. */
  shuffle: boolean;
}

/** Formats the `time` of an event, and other times that AWS writes without a fraction: `2026-11-24T17:04:40Z`. */
export function toEventTime(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}

const putEventsInput = z.object({
  Entries: z
    .array(
      z.object({
        Time: wireDate.optional(),
        Source: z.string().optional(),
        Resources: z.array(z.string()).default([]),
        DetailType: z.string().optional(),
        Detail: z.string().optional(),
        EventBusName: z.string().optional(),
      }),
    )
    .min(1)
    .max(10),
});

type Entry = z.output<typeof putEventsInput>['Entries'][number];

/** The Region's default event bus. Its single target is the caller of `takeDue`. */
export class EventBus {
  /** Settings for future deliveries. Pending ones keep theirs. */
  readonly delivery: DeliverySettings = { duplicateShare: 0, maximumDelaySeconds: 1, shuffle: false };
  /** All published events, in order, each once. */
  readonly published: EventBridgeEvent[] = [];
  readonly operations: Operations;
  readonly #clock: Clock;
  readonly #identity: Identity;
  readonly #random: Random;
  readonly #ids: Random;
  #due: EventBridgeEvent[] = [];
  #lastDeliveryAt = 0;

  constructor(clock: Clock, random: Random, identity: Identity) {
    this.#clock = clock;
    this.#identity = identity;
    this.#random = random.fork('event-bus');
    this.#ids = random.fork('event-ids');
    this.operations = { PutEvents: writes(putEventsInput, ({ Entries }) => this.#putEvents(Entries)) };
  }

  /** Publishes an event, which becomes due within the delay in the settings. */
  publish(event: EventBridgeEvent): void {
    this.published.push(event);
    this.#deliver(event);
    if (this.#random.uniform() < this.delivery.duplicateShare) this.#deliver(event);
  }

  /** Takes the due deliveries, in order of delivery. Each is a separate copy and is returned once. */
  takeDue(): EventBridgeEvent[] {
    const due = this.#due;
    this.#due = [];
    return due;
  }

  hasDue(): boolean {
    return this.#due.length > 0;
  }

  #deliver(event: EventBridgeEvent): void {
    const { maximumDelaySeconds, shuffle } = this.delivery;
    const at = this.#clock.millis + Math.round(this.#random.between(0, maximumDelaySeconds * 1000));
    const inOrder = shuffle ? at : Math.max(at, this.#lastDeliveryAt);
    this.#lastDeliveryAt = Math.max(inOrder, this.#lastDeliveryAt);
    this.#clock.at(inOrder, () => this.#due.push(structuredClone(event)));
  }

  #putEvents(entries: readonly Entry[]): Record<string, unknown> {
    const results = entries.map((entry) => this.#putEntry(entry));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  }

  #putEntry(entry: Entry): Record<string, string> {
    const refusal = refuse(entry);
    if (refusal !== undefined) return { ErrorCode: refusal.code, ErrorMessage: refusal.message };
    const event = this.#toEvent(entry);
    // EventBridge accepts an entry for a missing bus and drops it. Only the default bus exists here.
    if (/^(default|arn:.*:event-bus\/default)$/.test(entry.EventBusName ?? 'default')) this.publish(event);
    return { EventId: event.id };
  }

  #toEvent({ Source = '', DetailType = '', Detail = '', Resources, Time }: Entry): EventBridgeEvent {
    return {
      version: '0',
      id: uuid(this.#ids),
      'detail-type': DetailType,
      source: Source,
      account: this.#identity.account,
      region: this.#identity.region,
      time: toEventTime(Time?.getTime() ?? this.#clock.millis),
      resources: Resources,
      detail: JSON.parse(Detail) as Record<string, unknown>,
    };
  }
}

/** The error of an entry. Failures are reported per entry, while the call itself succeeds (PutEvents, "Handling failures"). */
function refuse(entry: Entry): AwsError | undefined {
  for (const member of ['Source', 'DetailType', 'Detail'] as const) {
    if (entry[member]) continue;
    return new AwsError('InvalidArgument', `Parameter ${member} is not valid. Reason: ${member} is a required argument.`);
  }
  if (entry.Source?.startsWith('aws.')) {
    return new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  return isObjectJson(entry.Detail ?? '') ? undefined : new AwsError('MalformedDetail', 'Detail is malformed.');
}

function isObjectJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
