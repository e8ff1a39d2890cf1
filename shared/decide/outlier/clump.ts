import type { Measure, OutlierLimits } from '../../domain/index.ts';
import type { CountsReading } from './counts.ts';
import { isOverwhelming, overwhelmingIn } from './lasting.ts';
import type { Past } from './past.ts';
import { rateOf } from './proportion.ts';
import { scatterOf } from './scatter.ts';

/** What the zones show in one measure, now and before. */
interface Shown {
  readonly measure: Measure;
  readonly here: CountsReading;
  readonly others: readonly { readonly there: CountsReading; readonly past: Past | null }[];
  readonly past: Past | null;
}

/** How many failures count as one: 1 without a past; more than `limits.clump` only where they are few enough to come in clumps. */
export function clumpOf({ measure, here, past, others }: Shown, limits: OutlierLimits): number {
  if (past === null) return 1;
  const rateThere = Math.max(0, ...others.map(({ there }) => (there.known ? rateOf(there.value.whole) : 0)));
  const minutes = here.known ? here.value.minutes : [];
  if (isOverwhelming(minutes, { rateThere, overwhelmingShare: overwhelmingIn(measure, limits) })) return limits.clump;
  return scatterOf([past, ...others.map((other) => other.past ?? [])], limits.clump);
}
