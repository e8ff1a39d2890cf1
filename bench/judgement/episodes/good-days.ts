import type { Random } from '../../../simulator/region/random.ts';
import { LEAD_MINUTES, type Minute, ZONES } from './episode.ts';

/** How the failures of a good day come: one by one, by client, or in minutes that are bad by chance (CV 2). */
export type Coming = 'independent' | 'by client' | 'CV 2';

export interface GoodDay {
  readonly coming: Coming;
  readonly requestsPerMinute: number;
  readonly faultRate: number;
}

export const GOOD_DAYS: readonly GoodDay[] = (['independent', 'by client', 'CV 2'] as const).flatMap((coming) =>
  [500, 2000].flatMap((requestsPerMinute) => [2e-4, 1e-3].map((faultRate) => ({ coming, requestsPerMinute, faultRate }))),
);

export function describeGoodDay({ coming, requestsPerMinute, faultRate }: GoodDay): string {
  return `${coming}, ${requestsPerMinute} a minute, ${100 * faultRate} %`;
}

/** `hours` after a lead, in three zones. Slow responses are those of any day, and no subject here. */
export function drawGoodDay(day: GoodDay, hours: number, random: Random): Minute[] {
  const length = LEAD_MINUTES + 60 * hours;
  const zones = Array.from({ length: ZONES }, (_, zone) => failuresOf(day, length, random.fork(`zone ${zone}`)));
  return Array.from({ length }, (_, minute) =>
    zones.map((failures) => {
      const requests = random.poisson(day.requestsPerMinute * Math.max(0.5, 1 + 0.03 * random.normal()));
      return { requests, faults: Math.min(requests, failures[minute] ?? 0), slow: 0 };
    }),
  );
}

function failuresOf(day: GoodDay, length: number, random: Random): number[] {
  const mean = day.requestsPerMinute * day.faultRate;
  if (day.coming === 'by client') return byClient(mean, length, random);
  return Array.from({ length }, () => random.poisson(day.coming === 'CV 2' ? mean * gamma(0.25, random) * 4 : mean));
}

/**
 * Failures of one client: median 3, mean about 4.7, seldom fifty; it tries again every 2 to 20 seconds. Chosen so that the judgement of
 * before errs about as often as it was seen to err on real client sessions.
 */
const SIZE = { median: 3, sigma: 0.8, most: 200 };
const MEAN_SIZE = 4.7;

function byClient(mean: number, length: number, random: Random): number[] {
  const failures = Array.from({ length }, () => 0);
  for (let at = 0; at < 60 * length; at += (-60 * MEAN_SIZE * Math.log(1 - random.uniform())) / mean) {
    const size = Math.min(SIZE.most, Math.ceil(SIZE.median * Math.exp(SIZE.sigma * random.normal())));
    const pause = random.between(2, 20);
    for (let failure = 0; failure < size; failure += 1) {
      const minute = Math.floor((at + failure * pause) / 60);
      if (minute < length) failures[minute] = (failures[minute] ?? 0) + 1;
    }
  }
  return failures;
}

/** Mean `shape`, for shapes below 1 (Marsaglia and Tsang, 2000, with the power of a uniform). */
function gamma(shape: number, random: Random): number {
  const d = shape + 1 - 1 / 3;
  for (;;) {
    const x = random.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return d * v * random.uniform() ** (1 / shape);
    }
  }
}
