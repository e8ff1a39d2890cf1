import type { AzId, Comparison } from '../../domain/index.ts';
import { few } from '../../situation/few.ts';
import type { CountsReading } from './counts.ts';
import { rateOf } from './proportion.ts';
import type { Result } from './tried.ts';

/** The numbers of a result, as the report has them: one comparison for each other zone. */
export function comparisonsOf({ tried, compared }: Result, zoneId: AzId): Comparison[] {
  const whole = (counts: CountsReading): [number, number] =>
    counts.known ? [counts.value.whole.failed, counts.value.whole.of] : [0, 0];
  const now = (counts: CountsReading) => (counts.known ? threeDigits(rateOf(counts.value.newest)) : null);
  return tried.others.map(({ zoneId: other, there }, index) => {
    const { status = 'unknown', why = '', pValue = null } = compared[index] ?? {};
    return {
      signal: tried.signal.name,
      measure: tried.measure,
      zone: zoneId,
      other,
      here: whole(tried.here),
      there: whole(there),
      rateNow: now(tried.here),
      otherRateNow: now(there),
      pValue: pValue === null ? null : threeDigits(pValue),
      status,
      why,
    };
  });
}

/** What a person reads; and the last digits of a logarithm are not the same on every machine. */
function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** Each comparison in a line, the same one once. */
export function describe(comparisons: readonly Comparison[]): string {
  return few([...new Set(comparisons.map(describeOne))]);
}

function describeOne({ signal, measure, other, here, there, pValue, why }: Comparison): string {
  const [failed, of] = here;
  const [otherFailed, otherOf] = there;
  if (of === 0 || otherOf === 0) return `${signal}, ${measure}: ${why}`;
  // Smaller than any number that JSON holds: not nothing.
  const told = pValue === 0 ? 'p < 1e-300' : `p = ${pValue}`;
  const chance = pValue === null ? '' : `, ${told}`;
  return `${signal}, ${measure}: ${failed} of ${of} against ${otherFailed} of ${otherOf} in ${other}${chance}: ${why}`;
}

export function percent(rate: number): string {
  return `${Number((100 * rate).toPrecision(3))} %`;
}
