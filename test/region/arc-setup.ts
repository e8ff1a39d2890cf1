import { Arc, type Registration } from '../../simulator/region/arc/arc.ts';
import { Clock } from '../../simulator/region/clock.ts';
import type { EventBridgeEvent } from '../../simulator/region/events/event-bus.ts';
import { call, refusal } from './call.ts';

export const WEB = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
export const API = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/api/60dc6c495c0c9188';
export const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];
export const MINUTE = 60_000;

/** ARC with the load balancer `web` in three AZs, and what it has published. */
export function anArc(web: Partial<Registration> = {}) {
  const clock = new Clock(new Date('2026-03-02T10:00:00Z'));
  const events: EventBridgeEvent[] = [];
  const arc = new Arc(clock, { region: 'us-east-1', account: '111122223333' }, (event) => events.push(event));
  arc.register({ arn: WEB, name: 'web', zoneIds: ZONES, ...web });
  return {
    arc,
    clock,
    events,
    detailTypes: () => events.map((event) => event['detail-type']),
    call: (operation: string, input: unknown = {}) => call(arc.operations, operation, input),
    refusal: (operation: string, input: unknown = {}) => refusal(arc.operations, operation, input),
    wait: (minutes: number) => clock.advanceTo(clock.millis + minutes * MINUTE),
  };
}

export const START = { resourceIdentifier: WEB, awayFrom: 'use1-az1', expiresIn: '8h', comment: 'gray failure' };
