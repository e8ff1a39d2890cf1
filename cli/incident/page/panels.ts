import { MINUTE_MILLIS, type ZoneMinute, type ZoneTrack } from '../incident.ts';
import type { Plot, Point } from './time-chart.ts';

/** One of the charts of a zone, which stand under each other. */
interface Panel extends Omit<Plot, 'greatest' | 'lines'> {
  /** A CSS colour. */
  readonly colour: string;
  readonly isSampled?: true;
  readonly pointsOf: (track: ZoneTrack) => Point[];
}

const REQUESTS: Panel = {
  title: 'Requests (per minute)',
  colour: 'var(--requests)',
  unit: '',
  pointsOf: ({ minutes }) => steps(minutes, ({ requests }) => requests),
};

const FAILED: Panel = {
  title: 'Failed requests (% of the zone’s)',
  colour: 'var(--failed)',
  unit: ' %',
  pointsOf: ({ minutes }) => steps(inUse(minutes), ({ failed, requests }) => share(failed, requests)),
};

const SLOW: Panel = {
  title: 'Slow responses (% of the zone’s requests)',
  colour: 'var(--slow)',
  unit: ' %',
  pointsOf: ({ minutes }) => steps(inUse(minutes), ({ slow, requests }) => share(slow, requests)),
};

/** Tells more than the share of responses that are slow. A report does not hold it. */
const PERCENTILE: Panel = {
  title: 'Response time (99th percentile, seconds)',
  colour: 'var(--slow)',
  unit: ' s',
  pointsOf: ({ minutes }) => steps(inUse(minutes), ({ p99Seconds }) => p99Seconds),
};

const HEALTHY: Panel = {
  title: 'Healthy instances (number in service)',
  colour: 'var(--healthy)',
  unit: '',
  isSampled: true,
  pointsOf: ({ capacity }) => capacity.map(({ at, healthy }) => [at, healthy]),
};

/** How to plot a zone: what is known of at least one of the zones, on scales that are the same for all, so that they can be compared. */
export function plotsFor(zones: readonly ZoneTrack[]): (track: ZoneTrack) => Plot[] {
  const isKnown = ({ pointsOf }: Panel) => zones.some((track) => pointsOf(track).some(([, value]) => value !== null));
  const panels = [REQUESTS, FAILED, isKnown(PERCENTILE) ? PERCENTILE : SLOW, HEALTHY].filter(isKnown);
  const scaled = panels.map((panel) => ({ ...panel, greatest: greatestOf(zones.flatMap(panel.pointsOf)) }));
  return (track) =>
    scaled.map(({ title, unit, greatest, pointsOf, ...look }) => ({
      title,
      unit,
      greatest,
      lines: [{ ...look, points: pointsOf(track) }],
    }));
}

/** A zone with less than so much of its greatest minute's requests is all but empty: what fails of three requests says nothing. */
export const LEAST_USE = 0.01;

function inUse(minutes: readonly ZoneMinute[]): ZoneMinute[] {
  const greatest = minutes.reduce((most, { requests }) => Math.max(most, requests ?? 0), 0);
  return minutes.filter(({ requests }) => requests !== null && requests >= LEAST_USE * greatest);
}

/** A minute counts as a whole: a step, and not a point on a slope. */
export function steps<Minute extends { readonly at: number }>(
  minutes: readonly Minute[],
  measure: (minute: Minute) => number | null,
): Point[] {
  return minutes.flatMap((minute, index): Point[] => {
    const value = measure(minute);
    const end = minute.at + MINUTE_MILLIS;
    const isGap = minutes[index + 1]?.at !== end;
    return [[minute.at, value], [end, value], ...(isGap ? [[end, null] as const] : [])];
  });
}

export function greatestOf(points: readonly Point[]): number {
  return points.reduce((most, [, value]) => Math.max(most, value ?? 0), 0);
}

function share(part: ZoneMinute['failed'], requests: number | null): number | null {
  return part === null || !requests ? null : Number(((100 * part) / requests).toPrecision(4));
}
