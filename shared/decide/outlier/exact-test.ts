import type { Proportion } from './proportion.ts';

/** From this expected count in each cell on, the normal curve is near enough: within a fifth of the exact sum down to 0.001. */
const LARGE_SAMPLE = 1_000;
/** Terms below this part of the sum no longer change it. */
const NEGLIGIBLE = 1e-15;

/**
 * Fisher's exact test, one-sided: the chance that at least so many of the failures fall on `here` if both fail alike. The
 * smaller, the surer it is that `here` is worse. Whole numbers. Sound from a handful to 10^9 requests: probabilities by Loader's
 * saddle-point expansion ("Fast and Accurate Computation of Binomial Probabilities", 2000), never by factorials.
 */
export function chanceOfNoDifference(here: Proportion, there: Proportion): number {
  const failed = here.failed + there.failed;
  const all = here.of + there.of;
  if (failed === 0 || failed === all) return 1;
  const expected = (failed * here.of) / all;
  if (here.failed <= expected) return 1;
  const leastCell = Math.min(expected, failed - expected, here.of - expected, there.of - (failed - expected));
  return leastCell >= LARGE_SAMPLE ? normalTail(here, there) : hypergeometricTail(here, there);
}

function hypergeometricTail(here: Proportion, there: Proportion): number {
  const failed = here.failed + there.failed;
  const share = failed / (here.of + there.of);
  const log = (part: Proportion) => logBinomial(part, share);
  const all = { failed, of: here.of + there.of };
  let term = Math.exp(log(here) + log(there) - log(all));
  let sum = 0;
  for (let x = here.failed; x <= Math.min(failed, here.of) && term > sum * NEGLIGIBLE; x += 1) {
    sum += term;
    term *= ((failed - x) / (x + 1)) * ((here.of - x) / (there.of - failed + x + 1));
  }
  return Math.min(1, sum);
}

/** The hypergeometric's own mean and variance, with the half that corrects for whole numbers. */
function normalTail(here: Proportion, there: Proportion): number {
  const failed = here.failed + there.failed;
  const all = here.of + there.of;
  const expected = (failed * here.of) / all;
  const variance = (expected * (there.of / all) * (all - failed)) / (all - 1);
  return 0.5 * complementaryError((here.failed - 0.5 - expected) / Math.sqrt(2 * variance));
}

/** The logarithm of the binomial probability of `failed` in `of` with the chance `share`, strictly between 0 and 1. */
function logBinomial({ failed, of }: Proportion, share: number): number {
  const well = of - failed;
  if (failed === 0) return of * Math.log1p(-share);
  if (well === 0) return of * Math.log(share);
  const deviance = halfDeviance(failed, of * share) + halfDeviance(well, of * (1 - share));
  const correction = stirlingError(of) - stirlingError(failed) - stirlingError(well);
  return correction - deviance + 0.5 * Math.log(of / (2 * Math.PI * failed * well));
}

/** ln n! less Stirling's formula; 15 values suffice before the series is exact to the last digit. */
const STIRLING_ERRORS = Array.from({ length: 16 }, (_, n) => {
  const logFactorial = Array.from({ length: n }, (_unused, k) => Math.log(k + 1)).reduce((sum, value) => sum + value, 0);
  return n === 0 ? 0 : logFactorial - 0.5 * Math.log(2 * Math.PI * n) - n * Math.log(n) + n;
});

function stirlingError(n: number): number {
  const tabled = STIRLING_ERRORS[n];
  if (tabled !== undefined) return tabled;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / n;
}

/** x ln(x/m) + m - x, without the loss of digits where x and m are close. */
function halfDeviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let k = 1; ; k += 1) {
    power *= v * v;
    const next = sum + power / (2 * k + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/** erfc(x) for x >= 0, to a relative error of about 10^-7 (rational Chebyshev fit, Numerical Recipes section 6.2). */
function complementaryError(x: number): number {
  if (x < 0) return 2 - complementaryError(-x);
  const t = 1 / (1 + 0.5 * x);
  const coefficients = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
  ];
  const exponent = coefficients.reduce((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-x * x + exponent);
}

/** 99 of 100 times the true share lies on the inner side of a bound. */
const BOUND_QUANTILE = 2.326;

/** Bounds on the share that these failures show (Wilson's score interval): how much a few requests leave open. */
export function boundsOf({ failed, of }: Proportion): { lower: number; upper: number } {
  if (of === 0) return { lower: 0, upper: 1 };
  const share = failed / of;
  const square = BOUND_QUANTILE ** 2;
  const centre = share + square / (2 * of);
  const spread = BOUND_QUANTILE * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  const scale = 1 + square / of;
  return { lower: Math.max(0, (centre - spread) / scale), upper: Math.min(1, (centre + spread) / scale) };
}
