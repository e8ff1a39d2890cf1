import { judgePublished, type ZoneCounts } from '../judge-published.ts';
import { PUBLISHED_METHODS } from '../published-methods.ts';
import type { Minute, ZoneMinute } from './episode.ts';
import type { EpisodeJudge, View } from './play.ts';

const WINDOW = 5;
type Measure = 'faults' | 'slow';
const MEASURES: readonly Measure[] = ['faults', 'slow'];
/** Materially worse: the defaults of `outlier.excess`. */
const EXCESS = { faults: 0.003, slow: 0.02 };
/** Minutes before the alarm that may hold the failure. */
const YOUNG = 15;

/** The published methods, each asked as the responder is: by its alarm and at each tick. */
export const PUBLISHED_JUDGES: readonly EpisodeJudge[] = PUBLISHED_METHODS.map((method) => ({
  name: method.name,
  judge: ({ minutes }, zone) => judgePublished(method, countsIn(minutes.slice(-WINDOW))).evacuates.includes(zone),
}));

function countsIn(minutes: readonly Minute[]): ZoneCounts {
  const of = (measure: keyof ZoneMinute) => minutes.map((zones) => zones.map((zone) => zone[measure]));
  return { requests: of('requests'), faults: of('faults'), slow: of('slow') };
}

/**
 * Difference in differences: how much more the zone has risen over its past than the others have over theirs, in deviations of the
 * same difference in the earlier windows of two hours.
 */
export const DIFFERENCE_IN_DIFFERENCES: EpisodeJudge = {
  name: 'difference in differences',
  judge: (view, zone) => {
    return MEASURES.some((measure) => {
      const gaps = gapsOf(view, zone, measure);
      const now = gaps.at(-1) ?? 0;
      const { mean, deviation } = spreadOf(gaps.slice(0, -1 - Math.ceil((YOUNG + view.rungFor) / WINDOW)));
      return now - mean >= EXCESS[measure] && now - mean > DEVIATIONS * deviation;
    });
  },
};
const DEVIATIONS = 4;

/** The zone's rate less that of the others, window by window, oldest first. */
function gapsOf({ minutes }: View, zone: number, measure: Measure): number[] {
  return Array.from({ length: Math.floor(minutes.length / WINDOW) }, (_, back) => {
    const end = minutes.length - back * WINDOW;
    return gapIn(minutes.slice(end - WINDOW, end), zone, measure);
  }).reverse();
}

function gapIn(minutes: readonly Minute[], zone: number, measure: Measure): number {
  const all = minutes.flatMap((zones) => zones.map((counts, position) => ({ counts, isHere: position === zone })));
  const rate = (of: typeof all) => {
    const sum = (key: keyof ZoneMinute) => of.reduce((total, { counts }) => total + counts[key], 0);
    return sum('requests') === 0 ? 0 : sum(measure) / sum('requests');
  };
  return rate(all.filter(({ isHere }) => isHere)) - rate(all.filter(({ isHere }) => !isHere));
}

/**
 * CUSUM (Page, 1954) of the same gap, minute by minute: it adds up what exceeds the mean of the past by half of what matters, and
 * acts at eight deviations.
 */
export const CUSUM: EpisodeJudge = {
  name: 'CUSUM',
  judge: (view, zone) => {
    return MEASURES.some((measure) => {
      const gaps = view.minutes.map((minute) => gapIn([minute], zone, measure));
      const young = YOUNG + view.rungFor;
      const { mean, deviation } = spreadOf(gaps.slice(0, -young));
      const slack = mean + EXCESS[measure] / 2;
      const sum = gaps.slice(-young).reduce((total, gap) => Math.max(0, total + gap - slack), 0);
      return sum > THRESHOLD * Math.max(deviation, EXCESS[measure] / 4);
    });
  },
};
const THRESHOLD = 8;

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, deviation: Math.sqrt(square) };
}
