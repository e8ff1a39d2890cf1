import * as fc from 'fast-check';
import { boundsOf } from '../../../../shared/decide/outlier/exact-test.ts';

/** Standard normal quantile of 0.99. */
const QUANTILE = 2.326347874;

const counted = fc.integer({ min: 1, max: 1e9 }).chain((of) => fc.integer({ min: 0, max: of }).map((failed) => ({ failed, of })));

describe('the bounds on a share', () => {
  it('are where the share that was seen is just 2.33 standard errors away (Wilson 1927)', () => {
    fc.assert(
      fc.property(counted, ({ failed, of }) => {
        const isThere = (bound: number) =>
          Math.abs(Math.abs(failed / of - bound) - QUANTILE * Math.sqrt((bound * (1 - bound)) / of)) <= 1e-3 / Math.sqrt(of);
        const { lower, upper } = boundsOf({ failed, of });
        return isThere(lower) && isThere(upper);
      }),
    );
  });

  it('enclose the share that was seen, and lie between 0 and 1', () => {
    fc.assert(
      fc.property(counted, ({ failed, of }) => {
        const { lower, upper } = boundsOf({ failed, of });
        return lower >= 0 && lower <= failed / of + 1e-12 && upper >= failed / of - 1e-12 && upper <= 1;
      }),
    );
  });

  it('come closer with more requests', () => {
    const widths = [10, 1_000, 100_000, 1e9]
      .map((of) => boundsOf({ failed: of / 10, of }))
      .map(({ lower, upper }) => upper - lower);
    expect(widths).toEqual([...widths].sort((one, other) => other - one));
    expect(widths.at(-1)).toBeLessThan(1e-4);
  });

  it('leave everything open where nothing was seen', () => {
    expect(boundsOf({ failed: 0, of: 0 })).toEqual({ lower: 0, upper: 1 });
  });

  it('leave something open after a few requests without a failure, and hardly anything after many', () => {
    expect(boundsOf({ failed: 0, of: 10 }).upper).toBeGreaterThan(0.3);
    expect(boundsOf({ failed: 0, of: 10_000 }).upper).toBeLessThan(0.001);
  });
});
