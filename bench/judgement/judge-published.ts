import type { ObservedSignal, Series } from '../../shared/domain/index.ts';
import type { PublishedMethod } from './published-methods.ts';
import type { Judgement } from './verdict.ts';

/**
 * An outlier alone causes no evacuation: its zone must also be impaired. Either more than 0.1 % of its requests fail (success
 * below 99.9 %: the workshop, and the README of cdk-multi-az-observability), or its p99 is above half a second, the limit for
 * slow here (more than 1 % of its responses are slower). Both sources also require failures of two or more instances, taken from
 * the application's logs. Load balancer metrics do not have these, so this bench skips that condition.
 */
export const IMPACT = { faults: 0.001, slow: 0.01 } as const;

/** Datapoints to alarm, out of the newest minutes: 3 of 5, or 2 of 3 in shorter windows (workshop, README). */
export function alarmWindow(minutes: number): { needed: number; newest: number } {
  return minutes < 5 ? { needed: 2, newest: 3 } : { needed: 3, newest: 5 };
}

/** The input of the methods: per minute, the count of each zone. */
export interface ZoneCounts {
  readonly requests: readonly (readonly number[])[];
  readonly faults: readonly (readonly number[])[];
  readonly slow: readonly (readonly number[])[];
}

export function countsOf({ zones }: ObservedSignal): ZoneCounts {
  const readings = Object.values(zones).map((zone) => (zone.known ? zone.value : null));
  const of = (measure: keyof ZoneCounts) => minuteByMinute(readings.map((zone) => zone?.[measure] ?? []));
  return { requests: of('requests'), faults: of('faults'), slow: of('slow') };
}

/**
 * The zones whose isolated-impact alarm would fire, for faults or for slow responses: outlier and impact, each M of N minutes.
 */
export function judgePublished({ flag }: PublishedMethod, counts: ZoneCounts): Judgement {
  const { requests } = counts;
  const fires = (['faults', 'slow'] as const).map((measure) => {
    const outlier = enough(counts[measure].map(flag));
    const impact = enough(
      counts[measure].map((minute, at) => minute.map((count, zone) => count > IMPACT[measure] * (requests[at]?.[zone] ?? 0))),
    );
    return (zone: number) => outlier(zone) && impact(zone);
  });
  const zones = (requests[0] ?? []).map((_, zone) => zone);
  return { evacuates: zones.filter((zone) => fires.some((ofMeasure) => ofMeasure(zone))), unsure: [] };
}

/** A missing count is 0. */
function minuteByMinute(zones: readonly Series[]): number[][] {
  const minutes = Math.max(0, ...zones.map(({ length }) => length));
  return Array.from({ length: minutes }, (_, minute) => zones.map((series) => series[minute] ?? 0));
}

function enough(minutes: readonly (readonly boolean[])[]): (zone: number) => boolean {
  const { needed, newest } = alarmWindow(minutes.length);
  return (zone) => minutes.slice(-newest).filter((flags) => flags[zone]).length >= needed;
}
