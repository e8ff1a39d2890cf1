import type { ApiRequest } from '../region/api.ts';
import type { EventBridgeEvent } from '../region/event-bus.ts';
import type { TrafficMinute } from '../region/traffic-history.ts';
import type { QueuedEvent } from './lambda-queue.ts';
import type { Invoked } from './responder-driver.ts';

/** One thing that happened, in the order of the story. `at` is milliseconds since the epoch; of a minute it is the end. */
export type Mark = { readonly at: number } & (
  | { readonly kind: 'minute'; readonly minute: TrafficMinute }
  | { readonly kind: 'alarm'; readonly name: string; readonly from: string; readonly to: string }
  | { readonly kind: 'shift'; readonly what: string; readonly resource: string; readonly awayFrom: string }
  | { readonly kind: 'instances'; readonly group: string; readonly zones: Readonly<Record<string, InstanceMovement>> }
  | { readonly kind: 'actor'; readonly who: string; readonly call: ApiRequest; readonly outcome: string }
  | { readonly kind: 'notice'; readonly subject: string }
  | { readonly kind: 'delivery'; readonly event: EventBridgeEvent }
  | { readonly kind: 'invocation'; readonly queued: QueuedEvent }
  | { readonly kind: 'ended'; readonly invoked: Invoked; readonly calls: number }
  | { readonly kind: 'dead-letter'; readonly queued: QueuedEvent }
);

/** What became of a group's instances in one zone over a minute, and how many serve there at its end. */
export interface InstanceMovement {
  readonly launched: number;
  readonly arrived: number;
  readonly leaving: number;
  readonly inService: number;
}
