import type { Region } from '../../region/region.ts';
import type { TrafficMinute } from '../../region/traffic/traffic-history.ts';
import { impactAlarmsOf } from '../game-day-configuration.ts';
import type { Played } from '../play.ts';
import { type WayBackFigures, wayBackOf } from './way-back-figures.ts';

const MINUTE_MILLIS = 60_000;
/**
 * Recovered: at most this many percentage points more failed or slow requests than before the first fault. Same as the alarms'
 * threshold.
 */
export const RECOVERED_PERCENT = 0.5;

/** Times are in seconds. Undefined if the event did not happen. */
export interface Figures {
  readonly faultToAlarm: number | undefined;
  readonly alarmToFirstShift: number | undefined;
  readonly alarmToLastShift: number | undefined;
  /** From the last shift to the next full minute in which users are as well off as before. */
  readonly shiftToRecovered: number | undefined;
  readonly shifts: number;
  /** Absent if there was no restore. */
  readonly wayBack?: WayBackFigures;
  /** From the first fault on. */
  readonly users: { readonly withResponder: UserFigures; readonly without: UserFigures };
}

export interface UserFigures {
  readonly requests: number;
  readonly failed: number;
  readonly slow: number;
}

/** The game day in numbers, compared with the same day without a responder. */
export function figuresOf(played: Played, without: Played): Figures {
  const { region, marks } = played;
  const faultAt = firstFaultAt(region);
  const alarm = marks.find((mark) => mark.kind === 'alarm' && mark.to === 'ALARM' && isIsolated(mark.name, played));
  const shiftedAt = region.calls
    .filter(({ operation, applied, input }) => operation === 'StartZonalShift' && applied && isOfResponder(input))
    .map(({ at }) => at);
  const lastShift = shiftedAt.at(-1);
  const wayBack = wayBackOf(played);
  return {
    faultToAlarm: secondsBetween(faultAt, alarm?.at),
    alarmToFirstShift: secondsBetween(alarm?.at, shiftedAt[0]),
    alarmToLastShift: secondsBetween(alarm?.at, lastShift),
    shiftToRecovered: secondsBetween(
      lastShift,
      lastShift === undefined ? undefined : recoveredAt(region, { faultAt, lastShift }),
    ),
    shifts: shiftedAt.length,
    ...(wayBack === undefined ? {} : { wayBack }),
    users: { withResponder: usersOf(region, faultAt), without: usersOf(without.region, faultAt) },
  };
}

/** Start of the first fault in the script, in milliseconds since the epoch. Without faults, the start of the Region. */
export function firstFaultAt({ spec }: Region): number {
  const minutes = spec.faults.map(({ at }) => at);
  return new Date(spec.startsAt).getTime() + (minutes.length === 0 ? 0 : Math.min(...minutes)) * MINUTE_MILLIS;
}

function isIsolated(name: string, { policy }: Played): boolean {
  return impactAlarmsOf(policy).includes(name);
}

function isOfResponder(input: unknown): boolean {
  return String((input as { comment?: string }).comment ?? '').startsWith('gray-failure-responder/');
}

function secondsBetween(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : (to - from) / 1000;
}

function recoveredAt({ minutes }: Region, { faultAt, lastShift }: { faultAt: number; lastShift: number }): number | undefined {
  const usual = troubledPercent(minutes.filter(({ at }) => at < faultAt));
  return minutes.find((minute) => minute.at >= lastShift && troubledPercent([minute]) <= usual + RECOVERED_PERCENT)?.at;
}

function troubledPercent(minutes: readonly TrafficMinute[]): number {
  const { requests, failed, slow } = sumOf(minutes);
  return requests === 0 ? 0 : (100 * (failed + slow)) / requests;
}

function usersOf({ minutes }: Region, faultAt: number): UserFigures {
  return sumOf(minutes.filter(({ at }) => at >= faultAt));
}

function sumOf(minutes: readonly TrafficMinute[]): UserFigures {
  const sum = (of: (minute: TrafficMinute) => number) => minutes.reduce((total, minute) => total + of(minute), 0);
  return {
    requests: sum(({ total }) => total.requests),
    failed: sum(({ total }) => total.faults),
    slow: sum(({ total }) => total.slow),
  };
}
