import type { Clock } from '../../region/clock.ts';
import { alarmArn } from '../../region/cloud-watch/alarms/alarm.ts';
import type { EventBridgeEvent } from '../../region/events/event-bus.ts';
import type { Identity } from '../../region/operations/operation.ts';
import { Random } from '../../region/random.ts';
import { uuid } from '../../region/uuid.ts';

/** Delays after the first and the second failure; there is no third retry (Lambda Developer Guide, "Asynchronous invocation"). */
const RETRY_MILLIS = [60_000, 120_000];

/** Only an alarm that is named as `contributorAlarm` is one whose contributors change. */
const ALARM_CHANGES = new Set(['CloudWatch Alarm State Change', 'CloudWatch Alarm Contributor State Change']);

/** The event that the schedule sends. */
export interface UpkeepTick {
  readonly action: 'upkeep';
}

export interface QueuedEvent {
  readonly event: EventBridgeEvent | UpkeepTick;
  /** Unchanged by retries. A duplicate delivery has its own. */
  readonly requestId: string;
  /** From 1 */
  readonly attempt: number;
  /** Milliseconds since the epoch */
  readonly readyAt: number;
}

interface Deployment {
  readonly clock: Clock;
  readonly identity: Identity;
  /** The alarms that the rule matches. */
  readonly alarmNames: readonly string[];
  readonly queueSeconds: number;
}

/**
 * The rule, the schedule and the function's asynchronous invocation. Queues changes of the named alarms to ALARM, hands them out
 * one at a time (reserved concurrency 1), retries each twice, then sends it to the failure destination. Ticks wait in the same
 * queue, but at most one at a time.
 */
export class LambdaQueue {
  /** The failure destination. */
  readonly deadLetters: QueuedEvent[] = [];
  readonly #deployment: Deployment;
  readonly #ids = new Random(0).fork('request IDs');
  #waiting: QueuedEvent[] = [];

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  /** Takes events from EventBridge. Returns those that the rule matches. */
  accept(deliveries: readonly EventBridgeEvent[]): EventBridgeEvent[] {
    const matched = deliveries.filter((event) => this.#matches(event));
    const readyAt = this.#deployment.clock.millis + this.#deployment.queueSeconds * 1000;
    for (const event of matched) this.#enqueue({ event, requestId: uuid(this.#ids), attempt: 1, readyAt });
    return matched;
  }

  /** Queues a tick, unless one is already waiting. */
  tick(): void {
    if (this.#waiting.some(({ event }) => isTick(event))) return;
    const { millis } = this.#deployment.clock;
    this.#enqueue({ event: { action: 'upkeep' }, requestId: uuid(this.#ids), attempt: 1, readyAt: millis });
  }

  hasReady(): boolean {
    return this.#waiting.some(({ readyAt }) => readyAt <= this.#deployment.clock.millis);
  }

  /** Takes the next event off the queue. Report its result with `settle`. */
  next(): QueuedEvent | undefined {
    const ready = this.#waiting.filter(({ readyAt }) => readyAt <= this.#deployment.clock.millis);
    const [first] = ready.sort((one, other) => one.readyAt - other.readyAt);
    this.#waiting = this.#waiting.filter((queued) => queued !== first);
    return first;
  }

  settle(queued: QueuedEvent, result: 'succeeded' | 'failed'): void {
    if (result === 'succeeded') return;
    const pause = RETRY_MILLIS[queued.attempt - 1];
    if (pause === undefined) this.deadLetters.push(queued);
    else this.#enqueue({ ...queued, attempt: queued.attempt + 1, readyAt: this.#deployment.clock.millis + pause });
  }

  /** The empty timer makes the clock stop at that time. */
  #enqueue(queued: QueuedEvent): void {
    this.#waiting.push(queued);
    this.#deployment.clock.at(queued.readyAt, () => {});
  }

  #matches(event: EventBridgeEvent): boolean {
    const { alarmNames, identity } = this.#deployment;
    const { state } = event.detail as { state?: { value?: string } };
    const isAlarm = ALARM_CHANGES.has(event['detail-type']) && event.source === 'aws.cloudwatch';
    if (!isAlarm || state?.value !== 'ALARM') return false;
    return alarmNames.some((name) => event.resources.includes(alarmArn(name, identity)));
  }
}

export function isTick(event: QueuedEvent['event']): event is UpkeepTick {
  return 'action' in event;
}
