import type { Proportion } from '../../../../shared/decide/outlier/proportion.ts';

/**
 * Fisher's exact test in whole numbers of any size, from the definition: of all ways in which the failures can fall on the
 * requests, the share of those in which at least as many fall on `here`. Slow, and exact to the last digit.
 */
export function exactChance(here: Proportion, there: Proportion): number {
  const [ours, theirs, failed] = [BigInt(here.of), BigInt(there.of), BigInt(here.failed + there.failed)];
  let ways = choose(ours, BigInt(here.failed)) * choose(theirs, BigInt(there.failed));
  let sum = 0n;
  for (let x = BigInt(here.failed); x <= failed && x <= ours; x += 1n) {
    sum += ways;
    ways = (ways * (ours - x) * (failed - x)) / ((x + 1n) * (theirs - failed + x + 1n));
  }
  return quotient(sum, choose(ours + theirs, failed));
}

function choose(n: bigint, k: bigint): bigint {
  const few = k * 2n > n ? n - k : k;
  let ways = 1n;
  for (let i = 1n; i <= few; i += 1n) ways = (ways * (n - few + i)) / i;
  return ways;
}

/** To 20 significant digits, more than a double holds. */
function quotient(part: bigint, whole: bigint): number {
  const zeros = Math.max(0, whole.toString().length - part.toString().length + 20);
  const digits = ((part * 10n ** BigInt(zeros)) / whole).toString();
  return Number(`${digits}e-${zeros}`);
}
