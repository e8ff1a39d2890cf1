import { AwsError } from '../../operations/operation.ts';
import { distributionOf, type MinuteDatum } from './metric-store.ts';

/** Computes one number from the data of a period. Returns `undefined` if it needs a distribution and there is none. */
export type Statistic = (minutes: readonly MinuteDatum[]) => number | undefined;

type Weighted = readonly [value: number, count: number];

/** Bounds of a range statistic, `TM(2%:98%)` or `PR(:0.5)`: exclusive below, inclusive above (CloudWatch statistics definitions). */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly unit: 'percent' | 'value';
}

const total = (minutes: readonly MinuteDatum[], of: (minute: MinuteDatum) => number) =>
  minutes.reduce((sum, minute) => sum + of(minute), 0);

const SIMPLE = new Map<string, Statistic>([
  ['SampleCount', (minutes) => total(minutes, (minute) => minute.count)],
  ['Sum', (minutes) => total(minutes, (minute) => minute.sum)],
  [
    'Average',
    (minutes) =>
      quotient(
        total(minutes, (minute) => minute.sum),
        total(minutes, (minute) => minute.count),
      ),
  ],
  ['Minimum', (minutes) => minutes.reduce((least, minute) => Math.min(least, minute.minimum), Number.POSITIVE_INFINITY)],
  ['Maximum', (minutes) => minutes.reduce((most, minute) => Math.max(most, minute.maximum), Number.NEGATIVE_INFINITY)],
  ['IQM', (minutes) => ranged('TM', { low: 25, high: 75, unit: 'percent' })(minutes)],
]);

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;
const TRIMMED_BELOW = /^(tm|tc|ts)(\d{1,2}(?:\.\d{1,10})?)$/;
const RANGE = /^(TM|TC|TS|PR)\((-?[\d.]+%?)?:(-?[\d.]+%?)?\)$/;

const parsed = new Map<string, Statistic>();

/**
 * Parses a statistic: `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount`, `p99.9`, `PR(:0.5)` (a percentage), `TM`, `TC` and
 * `TS` with bounds, `tm90`, `IQM`. Throws ValidationError for anything else.
 */
export function parseStatistic(text: string): Statistic {
  const known = parsed.get(text) ?? SIMPLE.get(text) ?? parseExtended(text);
  if (known === undefined)
    throw new AwsError('ValidationError', `The value ${text} for parameter Stat is not a valid statistic.`);
  parsed.set(text, known);
  return known;
}

/** The `99.9` of `p99.9`, or `undefined` if the statistic is not a percentile. */
export function percentileOf(text: string): number | undefined {
  const digits = PERCENTILE.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function parseExtended(text: string): Statistic | undefined {
  const percent = percentileOf(text);
  if (percent !== undefined) return (minutes) => percentile(samplesOf(minutes), percent);
  const trimmed = TRIMMED_BELOW.exec(text);
  if (trimmed !== null) return ranged(`${trimmed[1]}`.toUpperCase(), { low: 0, high: Number(trimmed[2]), unit: 'percent' });
  const range = RANGE.exec(text);
  const bounds = range === null ? undefined : boundsOf(range[2], range[3]);
  if (bounds === undefined || (range?.[1] === 'PR' && bounds.unit === 'percent')) return undefined;
  return ranged(`${range?.[1]}`, bounds);
}

/** Both bounds are percentages, or both are values. One of them may be missing. */
function boundsOf(low: string | undefined, high: string | undefined): Bounds | undefined {
  const given = [low, high].filter((bound) => bound !== undefined);
  const percentages = given.filter((bound) => bound.endsWith('%')).length;
  if (given.length === 0 || (percentages !== 0 && percentages !== given.length)) return undefined;
  const unit = percentages === 0 ? 'value' : 'percent';
  const [least, most] = unit === 'percent' ? [0, 100] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bounds = { low: numberOr(low, least), high: numberOr(high, most), unit } as const;
  return bounds.low <= bounds.high ? bounds : undefined;
}

function numberOr(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : Number(text.replace('%', ''));
}

function ranged(kind: string, bounds: Bounds): Statistic {
  return (minutes) => {
    const all = samplesOf(minutes);
    if (all === undefined) return undefined;
    const { count, sum } = tally(all, bounds);
    if (kind === 'PR') return quotient(100 * count, counted(all));
    if (kind === 'TC') return count;
    return kind === 'TS' ? sum : quotient(sum, count);
  };
}

/** Count and sum of the samples inside the bounds. */
function tally(all: readonly Weighted[], bounds: Bounds): { count: number; sum: number } {
  const inside = bounds.unit === 'value' ? insideValues(bounds) : insidePercents(bounds, counted(all));
  let before = 0;
  let count = 0;
  let sum = 0;
  for (const [value, weight] of all) {
    const within = inside({ value, weight, before });
    before += weight;
    count += within;
    sum += within * value;
  }
  return { count, sum };
}

/** The part of a value's count inside the bounds, given the number of samples below it. */
type Inside = (sample: { value: number; weight: number; before: number }) => number;

function insideValues({ low, high }: Bounds): Inside {
  return ({ value, weight }) => (value > low && value <= high ? weight : 0);
}

/** Cuts the ordered samples at the two percentages. A value at a cut keeps the part of its count inside. */
function insidePercents({ low, high }: Bounds, samples: number): Inside {
  return ({ weight, before }) => {
    return Math.max(0, Math.min(before + weight, (samples * high) / 100) - Math.max(before, (samples * low) / 100));
  };
}

function percentile(all: readonly Weighted[] | undefined, percent: number): number | undefined {
  if (all === undefined) return undefined;
  const wanted = (counted(all) * percent) / 100;
  let seen = 0;
  for (const [value, weight] of all) {
    seen += weight;
    if (weight > 0 && seen >= wanted) return value;
  }
  return undefined;
}

function counted(all: readonly Weighted[]): number {
  return all.reduce((sum, [, weight]) => sum + weight, 0);
}

/** All samples in ascending order, or `undefined` if a minute has no distribution. */
function samplesOf(minutes: readonly MinuteDatum[]): readonly Weighted[] | undefined {
  const samples: Weighted[] = [];
  for (const minute of minutes) {
    const flat = distributionOf(minute);
    if (flat === undefined) return undefined;
    for (let index = 0; index < flat.length; index += 2) samples.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
  }
  return samples.sort(([one], [other]) => one - other);
}

function quotient(dividend: number, divisor: number): number | undefined {
  return divisor === 0 ? undefined : dividend / divisor;
}
