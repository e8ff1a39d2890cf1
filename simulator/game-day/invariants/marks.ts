import type { EventBridgeEvent } from '../../region/events/event-bus.ts';
import type { TrafficMinute } from '../../region/traffic/traffic-history.ts';
import type { ActorCall } from '../actors.ts';
import type { QueuedEvent } from '../responder/lambda-queue.ts';
import type { Invoked } from '../responder/responder-driver.ts';
import type { RequestStep } from '../scenario.ts';

/** One event of the story. `at` is in milliseconds since the epoch. For a minute, it is the minute's end. */
export type Mark = { readonly at: number } & (
  | { readonly kind: 'minute'; readonly minute: TrafficMinute }
  | { readonly kind: 'alarm'; readonly name: string; readonly from: string; readonly to: string }
  | { readonly kind: 'shift'; readonly what: string; readonly resource: string; readonly awayFrom: string }
  | { readonly kind: 'instances'; readonly group: string; readonly zones: Readonly<Record<string, InstanceMovement>> }
  | ({ readonly kind: 'actor' } & ActorCall)
  | { readonly kind: 'notice'; readonly subject: string }
  | { readonly kind: 'delivery'; readonly event: EventBridgeEvent }
  | { readonly kind: 'invocation'; readonly queued: QueuedEvent }
  | { readonly kind: 'request'; readonly who: string; readonly request: RequestStep['request'] }
  | { readonly kind: 'ended'; readonly invoked: Invoked; readonly calls: number }
  | { readonly kind: 'dead-letter'; readonly queued: QueuedEvent }
);

/** How a group's instances in one zone changed over a minute, and how many are in service at its end. */
export interface InstanceMovement {
  readonly launched: number;
  readonly arrived: number;
  /** When each of them arrived, in milliseconds since the epoch. */
  readonly arrivedAt: readonly number[];
  readonly leaving: number;
  readonly inService: number;
}
