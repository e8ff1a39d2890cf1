import type { ObservedSignal, OutlierLimits } from '../../domain/index.ts';
import { few } from '../../situation/few.ts';
import type { Counts } from './counts.ts';
import { boundsOf } from './exact-test.ts';
import { type Proportion, rateOf } from './proportion.ts';
import { percent } from './told.ts';
import type { Suspicion, Tried } from './tried.ts';

/** Another zone whose rate is not healthy: for certain, or perhaps because it has too few requests to be sure. */
export interface Unwell {
  readonly why: string;
  readonly isSure: boolean;
}

export function findUnwell({ signal, measure, others }: Tried, limits: OutlierLimits): Unwell[] {
  const healthy = limits.healthy[measure];
  return others.flatMap(({ zoneId, there }) => {
    const bad = there.known ? unwellIn(there.value, healthy) : null;
    if (bad === null) return [];
    const why = `${zoneId} has ${percent(rateOf(bad.seen))} ${measure} in ${signal.name} (healthy: up to ${percent(healthy)})`;
    return [{ why, isSure: bad.isSure }];
  });
}

/** The newest minutes are few: they count only where they leave no doubt. */
function unwellIn({ whole, newest }: Counts, healthy: number): { seen: Proportion; isSure: boolean } | null {
  const isSure = (seen: Proportion) => rateOf(seen) > healthy && boundsOf(seen).lower > healthy;
  if (isSure(newest)) return { seen: newest, isSure: true };
  return rateOf(whole) > healthy ? { seen: whole, isSure: isSure(whole) } : null;
}

/** The zone itself is well, as far as it shows, and another surely is not. Null: nothing of the kind. */
export function contradictionOf(tried: readonly Tried[], unwell: readonly Unwell[], { zone, limits }: Suspicion): string | null {
  const surely = unwell.filter(({ isSure }) => isSure).map(({ why }) => why);
  const isShown = tried.some(({ here }) => here.known);
  if (surely.length === 0 || !isShown || tried.some((one) => mayBeUnwell(one, limits))) return null;
  return `${zone.zoneId} is well, and another zone is not: ${few(surely)}`;
}

function mayBeUnwell({ here, measure }: Tried, limits: OutlierLimits): boolean {
  return here.known ? unwellIn(here.value, limits.healthy[measure]) !== null : !here.isIdle;
}

/** Bad data in any signal, of any zone. That a signal had nothing to count (an idle load balancer) is no bad data. */
export function findUnreadable(signals: readonly ObservedSignal[], tried: readonly Tried[]): string[] {
  const counts = tried.flatMap(({ here, others }) => [here, ...others.map(({ there }) => there)]);
  const bad = counts.flatMap((reading) => (reading.known || reading.isIdle ? [] : [reading.why]));
  const unread = signals.filter(
    ({ kind, zones }) => kind !== 'contributor-insights' && Object.values(zones).every(({ known }) => !known),
  );
  return [...new Set([...bad, ...unread.map(({ name }) => `${name} could not be read in any zone`)])];
}
