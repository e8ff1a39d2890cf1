import type { Clock } from '../../region/clock.ts';
import { alarmArn } from '../../region/cloud-watch/alarms/alarm.ts';
import type { EventBridgeEvent } from '../../region/events/event-bus.ts';
import type { Identity } from '../../region/operations/operation.ts';
import { Random } from '../../region/random.ts';
import { uuid } from '../../region/uuid.ts';

/** After the first failure and after the second; then it is over (Lambda Developer Guide, "Asynchronous invocation"). */
const RETRY_MILLIS = [60_000, 120_000];

/** What the schedule sends. */
export interface UpkeepTick {
  readonly action: 'upkeep';
}

export interface QueuedEvent {
  readonly event: EventBridgeEvent | UpkeepTick;
  /** Kept over retries; a duplicate delivery has its own. */
  readonly requestId: string;
  /** From 1 */
  readonly attempt: number;
  /** Milliseconds since the epoch */
  readonly readyAt: number;
}

interface Deployment {
  readonly clock: Clock;
  readonly identity: Identity;
  /** The alarms that the rule names. */
  readonly alarmNames: readonly string[];
  readonly queueSeconds: number;
}

/**
 * The rule, the schedule and the asynchronous invocation of the function: changes of the named alarms to ALARM are queued,
 * handed out one at a time (reserved concurrency 1), tried again twice, and end in the failure destination. Ticks of the
 * schedule wait in the same queue, but at most one of them, and are not tried again: the next one comes anyway.
 */
export class LambdaQueue {
  /** The failure destination. */
  readonly deadLetters: QueuedEvent[] = [];
  /** Ticks that failed, and were left at that. */
  failedTicks = 0;
  readonly #deployment: Deployment;
  readonly #ids = new Random(0).fork('request IDs');
  #waiting: QueuedEvent[] = [];

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  /** Takes what EventBridge delivers; answers what the rule matched. */
  accept(deliveries: readonly EventBridgeEvent[]): EventBridgeEvent[] {
    const matched = deliveries.filter((event) => this.#matches(event));
    const readyAt = this.#deployment.clock.millis + this.#deployment.queueSeconds * 1000;
    for (const event of matched) this.#enqueue({ event, requestId: uuid(this.#ids), attempt: 1, readyAt });
    return matched;
  }

  /** Takes a tick of the schedule, unless one is waiting already. */
  tick(): void {
    if (this.#waiting.some(({ event }) => isTick(event))) return;
    const { millis } = this.#deployment.clock;
    this.#enqueue({ event: { action: 'upkeep' }, requestId: uuid(this.#ids), attempt: 1, readyAt: millis });
  }

  hasReady(): boolean {
    return this.#waiting.some(({ readyAt }) => readyAt <= this.#deployment.clock.millis);
  }

  /** The next event to invoke the function with, taken off the queue: `settle` says what became of it. */
  next(): QueuedEvent | undefined {
    const ready = this.#waiting.filter(({ readyAt }) => readyAt <= this.#deployment.clock.millis);
    const [first] = ready.sort((one, other) => one.readyAt - other.readyAt);
    this.#waiting = this.#waiting.filter((queued) => queued !== first);
    return first;
  }

  settle(queued: QueuedEvent, result: 'succeeded' | 'failed'): void {
    if (result === 'succeeded') return;
    if (isTick(queued.event)) {
      this.failedTicks += 1;
      return;
    }
    const pause = RETRY_MILLIS[queued.attempt - 1];
    if (pause === undefined) this.deadLetters.push(queued);
    else this.#enqueue({ ...queued, attempt: queued.attempt + 1, readyAt: this.#deployment.clock.millis + pause });
  }

  /** The clock is given something to stop at. */
  #enqueue(queued: QueuedEvent): void {
    this.#waiting.push(queued);
    this.#deployment.clock.at(queued.readyAt, () => {});
  }

  #matches(event: EventBridgeEvent): boolean {
    const { alarmNames, identity } = this.#deployment;
    const { state } = event.detail as { state?: { value?: string } };
    const isAlarm = event['detail-type'] === 'CloudWatch Alarm State Change' && event.source === 'aws.cloudwatch';
    if (!isAlarm || state?.value !== 'ALARM') return false;
    return alarmNames.some((name) => event.resources.includes(alarmArn(name, identity)));
  }
}

export function isTick(event: QueuedEvent['event']): event is UpkeepTick {
  return 'action' in event;
}
