import type { Region } from '../../region/region.ts';
import type { Played } from '../play.ts';

const MINUTE_MILLIS = 60_000;

/** The way back in numbers. Times are in seconds. Undefined if the event did not happen. */
export interface WayBackFigures {
  /** From the first shift to the last cancel: how long the zone was without traffic. */
  readonly outFor: number | undefined;
  /** From the end of the fault to the zone's recovery alarm. */
  readonly recoveryToAlarm: number | undefined;
  /** From the recovery alarm to the restore: the soak time, or the time a person took. */
  readonly alarmToRestore: number | undefined;
  /** From the restore to the last instance that it waited for. */
  readonly restoreToCapacity: number | undefined;
  readonly capacityToTraffic: number | undefined;
  readonly recoveryToTraffic: number | undefined;
  /** While capacity and traffic came back, and for five more minutes. */
  readonly requests: number;
  readonly failed: number;
}

/** Undefined if there was no restore. */
export function wayBackOf(played: Played): WayBackFigures | undefined {
  const { region } = played;
  const steps = stepsOf(region);
  const restoredAt = steps.restoring[0];
  if (restoredAt === undefined) return undefined;
  const trafficAt = steps.cancelled.at(-1);
  const recoveredAt = recoveryOf(region);
  const alarmAt = played.marks.findLast(
    ({ kind, at, ...mark }) =>
      kind === 'alarm' && 'to' in mark && mark.to === 'OK' && isCanary(mark.name, played) && at <= restoredAt,
  )?.at;
  const capacityAt = trafficAt === undefined ? undefined : lastArrival(played, { from: restoredAt, to: trafficAt });
  return {
    outFor: secondsBetween(steps.shifted[0], trafficAt),
    recoveryToAlarm: secondsBetween(recoveredAt, alarmAt),
    alarmToRestore: secondsBetween(alarmAt, restoredAt),
    restoreToCapacity: secondsBetween(restoredAt, capacityAt),
    capacityToTraffic: secondsBetween(capacityAt, trafficAt),
    recoveryToTraffic: secondsBetween(recoveredAt, trafficAt),
    ...usersBetween(region, { from: restoredAt, to: (trafficAt ?? region.clock.millis) + 5 * MINUTE_MILLIS }),
  };
}

/** When the responder made which calls, from the audit log, in milliseconds since the epoch. */
function stepsOf({ calls, arc }: Region) {
  const ours = new Set(arc.shifts().flatMap(({ comment, zonalShiftId }) => (isOurs(comment) ? [zonalShiftId] : [])));
  const timesOf = (wanted: string, isMeant: (input: Input) => boolean) =>
    calls.filter((call) => call.operation === wanted && call.applied && isMeant(call.input as Input)).map(({ at }) => at);
  return {
    shifted: timesOf('StartZonalShift', ({ comment = '' }) => isOurs(comment)),
    restoring: timesOf('UpdateZonalShift', ({ comment = '' }) => / restoring /.test(comment)),
    cancelled: timesOf('CancelZonalShift', ({ zonalShiftId = '' }) => ours.has(zonalShiftId)),
  };
}

interface Input {
  readonly comment?: string;
  readonly zonalShiftId?: string;
}

function isOurs(comment: string): boolean {
  return comment.startsWith('gray-failure-responder/');
}

function isCanary(name: string, { policy }: Played): boolean {
  return policy.zones.some(({ recoveryAlarm }) => recoveryAlarm === name);
}

/** The end of the first fault that ends, in milliseconds since the epoch. */
function recoveryOf({ spec }: Region): number | undefined {
  const ends = spec.faults.flatMap(({ until }) => until ?? []);
  return ends.length === 0 ? undefined : new Date(spec.startsAt).getTime() + Math.min(...ends) * MINUTE_MILLIS;
}

/** The last instance that came into service in that time. After an evacuation, instances come only to the zone. */
function lastArrival({ marks }: Played, { from, to }: Span): number | undefined {
  const arrivals = marks.flatMap((mark) =>
    mark.kind === 'instances' ? Object.values(mark.zones).flatMap(({ arrivedAt }) => arrivedAt) : [],
  );
  const during = arrivals.filter((at) => at > from && at <= to);
  return during.length === 0 ? undefined : Math.max(...during);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function usersBetween({ minutes }: Region, { from, to }: Span): { requests: number; failed: number } {
  const during = minutes.filter(({ at }) => at + MINUTE_MILLIS > from && at < to);
  return {
    requests: during.reduce((sum, { total }) => sum + total.requests, 0),
    failed: during.reduce((sum, { total }) => sum + total.faults, 0),
  };
}

function secondsBetween(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : (to - from) / 1000;
}
