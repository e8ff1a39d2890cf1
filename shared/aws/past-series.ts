import type { PastSeries, Series, ZoneSeries } from '../domain/index.ts';

/** Minutes of the past as sums over so many windows of one length, oldest first. A window without any datapoint is null. */
export function pastSeries({ requests, faults, slow, drops }: ZoneSeries, windows: number): PastSeries {
  const sums = (series: Series | null) => (series === null ? null : sumsOf(series, windows));
  return { requests: sums(requests), faults: sums(faults), slow: sums(slow), drops: sums(drops) };
}

function sumsOf(series: Series, windows: number): Series {
  const minutes = series.length / windows;
  return Array.from({ length: windows }, (_, window) => {
    const shown = series.slice(window * minutes, (window + 1) * minutes).flatMap((count) => count ?? []);
    return shown.length === 0 ? null : shown.reduce((sum, count) => sum + count, 0);
  });
}
