import { type MetricProgress, MINUTE_MILLIS } from '../metrics/metric-store.ts';

type PointOf = (from: number, to: number) => number | undefined;

/** Maximum number of points to keep, more than any sliding evaluation range needs. */
const MAXIMUM_REMEMBERED = 2000;

interface Remembered {
  readonly compute: PointOf;
  readonly progress: () => MetricProgress;
  readonly periodMillis: number;
}

/**
 * Caches the points of one metric, because an alarm reads nearly the same periods each minute. Keeps the point of a period once
 * the metric has newer data, and drops all points when late data arrives. Periods begin at full minutes.
 */
export function rememberPoints({ compute, progress, periodMillis }: Remembered): PointOf {
  // Keys are minutes as 32-bit integers, which a Map handles fast. `null` is a period without data.
  const points = new Map<number, number | null>();
  let revision = 0;
  return (from, to) => {
    if (to - from !== periodMillis) return compute(from, to);
    const now = progress();
    if (now.revision !== revision || points.size > MAXIMUM_REMEMBERED) points.clear();
    revision = now.revision;
    const minute = (from / MINUTE_MILLIS) | 0;
    const known = points.get(minute);
    if (known !== undefined) return fromMemory(known);
    const value = compute(from, to);
    if (now.newestMinute * MINUTE_MILLIS >= to - MINUTE_MILLIS) points.set(minute, value ?? null);
    return value;
  };
}

function fromMemory(known: number | null): number | undefined {
  return known ?? undefined;
}
