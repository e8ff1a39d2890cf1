import type { Minute, ZoneMinute } from './episode.ts';

/** The thresholds of the project's own alarms (docs/alarms.md), for failures and for slow responses. */
const PERCENT = { faults: 0.5, slow: 1 } as const;
/** `leastRequests` and `outlierLeastBad` of the alarms, a minute. */
export interface AlarmThresholds {
  readonly leastRequests: number;
  readonly leastBad: number;
  /** `largeFaultPercent` and `largeLeastBad`; null: there is no second tier, as before ADR 11. */
  readonly large: { readonly percent: number; readonly leastBad: number } | null;
}

export const DEFAULT_THRESHOLDS: AlarmThresholds = { leastRequests: 100, leastBad: 10, large: { percent: 18, leastBad: 60 } };
const OUTLIER_RATIO = 1.5;
/** Two minutes of three. */
const MINUTES = { bad: 2, lookedAt: 3 };

type Measure = keyof typeof PERCENT;
const MEASURES: readonly Measure[] = ['faults', 'slow'];

/** The zone whose isolated-impact alarm rings at the end of this minute; null: none. While two are hit, only the regional one rings. */
export function ringingZone(
  minutes: readonly Minute[],
  now: number,
  thresholds: AlarmThresholds = DEFAULT_THRESHOLDS,
): number | null {
  const looked = minutes.slice(Math.max(0, now - MINUTES.lookedAt + 1), now + 1);
  const zones = (minutes[now] ?? []).map((_, zone) => zone);
  const isLarge = (zone: number) => failsLargely(minutes[now] ?? [], zone, thresholds);
  const hit = zones.filter((zone) => isLarge(zone) || MEASURES.some((measure) => isHit(looked, { zone, measure, thresholds })));
  const [zone] = hit;
  if (zone === undefined || hit.length > 1) return null;
  if (isLarge(zone)) return zone;
  return MEASURES.some(
    (measure) => isHit(looked, { zone, measure, thresholds }) && standsOut(looked, { zone, measure, thresholds }),
  )
    ? zone
    : null;
}

interface Place {
  readonly zone: number;
  readonly measure: Measure;
  readonly thresholds: AlarmThresholds;
}

function isHit(looked: readonly Minute[], { zone, measure, thresholds }: Place): boolean {
  return enough(looked, (minute) => {
    const { requests = 0, [measure]: bad = 0 } = minute[zone] ?? {};
    return requests >= thresholds.leastRequests && 100 * bad > PERCENT[measure] * requests;
  });
}

function standsOut(looked: readonly Minute[], { zone, measure, thresholds }: Place): boolean {
  const { leastRequests, leastBad } = thresholds;
  return enough(looked, (minute) => {
    const { here, others, count } = sidesOf(minute, zone);
    if (here.requests < leastRequests || others.requests < leastRequests || here[measure] < leastBad) return false;
    const ratio = OUTLIER_RATIO * count;
    return (100 * here[measure]) / here.requests - (ratio * 100 * others[measure]) / others.requests > PERCENT[measure] / 2;
  });
}

/** One minute is enough, and no other zone fails. That more than one target does is taken for granted: episodes have no targets. */
function failsLargely(minute: Minute, zone: number, { leastRequests, large }: AlarmThresholds): boolean {
  if (large === null) return false;
  const { here, others, count } = sidesOf(minute, zone);
  if (here.requests < leastRequests || others.requests < leastRequests || here.faults < large.leastBad) return false;
  return 100 * here.faults > large.percent * here.requests && 100 * count * others.faults <= PERCENT.faults * others.requests;
}

/** The zone, and the others together. */
function sidesOf(minute: Minute, zone: number): { here: ZoneMinute; others: ZoneMinute; count: number } {
  const others = minute.filter((_, other) => other !== zone);
  const sum = (of: keyof ZoneMinute) => others.reduce((total, other) => total + other[of], 0);
  return {
    here: minute[zone] ?? { requests: 0, faults: 0, slow: 0 },
    others: { requests: sum('requests'), faults: sum('faults'), slow: sum('slow') },
    count: others.length,
  };
}

function enough(looked: readonly Minute[], isBad: (minute: Minute) => boolean): boolean {
  return looked.filter(isBad).length >= MINUTES.bad;
}
