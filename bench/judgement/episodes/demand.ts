import type { Random } from '../../../simulator/region/random.ts';
import type { RequestCurve } from '../real-traffic/request-curve.ts';

/** The requests of a minute, as a multiple of their mean. */
export type Demand = (minute: number) => number;

export const EVEN: Demand = () => 1;

/** The curve from any of its minutes on, and from the beginning again after its end. */
export function demandFrom(curve: RequestCurve | null, random: Random): Demand {
  if (curve === null) return EVEN;
  const start = Math.floor(random.uniform() * curve.length);
  return (minute) => curve[(start + minute) % curve.length] ?? 0;
}

/** The second by which as much demand has passed since `at` as in `lasts` seconds of mean demand. */
export function secondAfter(at: number, lasts: number, demand: Demand): number {
  if (demand === EVEN) return at + lasts;
  let [now, left] = [at, lasts];
  for (;;) {
    const minute = Math.floor(now / 60);
    const passing = demand(minute) * (60 * (minute + 1) - now);
    if (passing >= left) return now + left / demand(minute);
    left -= passing;
    now = 60 * (minute + 1);
  }
}
