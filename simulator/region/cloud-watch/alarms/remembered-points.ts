import { type MetricProgress, MINUTE_MILLIS } from '../metrics/metric-store.ts';

type PointOf = (from: number, to: number) => number | undefined;

/** Points kept at once: more than any evaluation range that slides minute by minute needs. */
const MAXIMUM_REMEMBERED = 2000;

interface Remembered {
  readonly compute: PointOf;
  readonly progress: () => MetricProgress;
  readonly periodMillis: number;
}

/**
 * Remembers the points of one metric: an alarm looks at nearly the same periods each minute. The point of a whole period is kept
 * once the metric has got past it, and all are forgotten when data for past minutes arrives late. Periods begin at full minutes.
 */
export function rememberPoints({ compute, progress, periodMillis }: Remembered): PointOf {
  // By minute, in 32-bit integers: what a Map is fast with. `null` is a period known to be without data.
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
