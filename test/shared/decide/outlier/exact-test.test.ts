import * as fc from 'fast-check';
import { chanceOfNoDifference } from '../../../../shared/decide/outlier/exact-test.ts';
import type { Proportion } from '../../../../shared/decide/outlier/proportion.ts';
import { exactChance } from './exactly.ts';

type Row = readonly [failed: number, of: number, failedThere: number, ofThere: number, chance: number];

const chance = ([failed, of, failedThere, ofThere]: Row) =>
  chanceOfNoDifference({ failed, of }, { failed: failedThere, of: ofThere });

/** Of `of` requests, at most `most` failed. */
function proportions(largest: number, most: number = largest): fc.Arbitrary<Proportion> {
  return fc
    .integer({ min: 0, max: largest })
    .chain((of) => fc.integer({ min: 0, max: Math.min(of, most) }).map((failed) => ({ failed, of })));
}

/** Relative difference. */
const isNear = (one: number, other: number, tolerance: number) => Math.abs(one - other) <= tolerance * Math.max(one, other);

describe('the exact test', () => {
  // The lady tasting tea (Fisher 1935: 17 of 70, 1 of 70), and tables small enough to be counted by hand.
  it.each<Row>([
    [4, 4, 0, 4, 1 / 70],
    [3, 4, 1, 4, 17 / 70],
    [2, 2, 0, 2, 1 / 6],
    [1, 1, 0, 1, 1 / 2],
    [5, 5, 0, 5, 1 / 252],
  ])('knows %d of %d against %d of %d', (...row) => {
    expect(chance(row)).toBeCloseTo(row[4], 14);
  });

  it('is that of the definition, for up to 300 requests', () => {
    fc.assert(
      fc.property(proportions(300), proportions(300), (here, there) => {
        const isMore = here.failed * there.of > there.failed * here.of;
        const expected = isMore ? exactChance(here, there) : 1;
        return isNear(chanceOfNoDifference(here, there), expected, 1e-11);
      }),
      { numRuns: 500 },
    );
  });

  it('is that of the definition, where failures are rare among up to 100,000 requests', () => {
    const rare = fc.tuple(fc.integer({ min: 10, max: 100_000 }), fc.integer({ min: 10, max: 100_000 }));
    const failures = fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(rare, failures, ([of, ofThere], [failed, failedThere]) => {
        fc.pre(failed * ofThere > failedThere * of);
        const row = { here: { failed, of }, there: { failed: failedThere, of: ofThere } };
        return isNear(chanceOfNoDifference(row.here, row.there), exactChance(row.here, row.there), 1e-10);
      }),
      { numRuns: 200 },
    );
  });

  // Sums of the hypergeometric terms with 60 digits (mpmath 1.3.0, loggamma), 15 of them given.
  it.each<Row>([
    [12, 2_500, 0, 2_500, 0.000240931810553312],
    [12, 2_500, 2, 2_500, 0.0064098613287667],
    [30, 1_000, 5, 1_000, 9.57778778571869e-6],
    [30, 300, 12, 3_000, 5.93412943529143e-23],
    [120, 100_000, 60, 100_000, 4.53076125290804e-6],
    [600, 1e6, 480, 1e6, 0.000144239957816137],
    [40, 1e9, 10, 1e9, 1.19306631925294e-5],
    [900, 1e9, 700, 1e9, 3.15971001910028e-7],
    [700, 1e8, 5_500, 1e9, 3.11018159737012e-9],
    [5, 1e9, 0, 1e3, 0.99999500001499],
    [60, 1e4, 2, 1e9, 1.58270579468573e-297],
    [900, 1e3, 500, 1e3, 2.56251425626377e-90],
    [1e9, 1e9, 1e9 - 5, 1e9, 0.03124999984375],
  ])('is sound up to 10^9 requests: %d of %d against %d of %d', (...row) => {
    expect(isNear(chance(row), row[4], 1e-11)).toBe(true);
  });

  it.each<Row>([
    [200, 400, 100, 1e5, 0],
    [1e9, 1e9, 0, 1e9, 0],
  ])('is 0 where no number is small enough: %d of %d against %d of %d', (...row) => {
    expect(chance(row)).toBe(0);
  });
});

describe('the large-sample form', () => {
  /** Of one in a hundred to one in ten; so many that a thousand failures are expected at least on the smaller side. */
  const large = fc
    .record({
      of: fc.integer({ min: 100_000, max: 200_000 }),
      times: fc.integer({ min: 1, max: 10 }),
      share: fc.double({ min: 0.0105, max: 0.02, noNaN: true }),
      deviations: fc.double({ min: 0.5, max: 3, noNaN: true }),
    })
    .map(({ of, times, share, deviations }) => ({
      here: { failed: Math.round(of * share + deviations * Math.sqrt(of * share)), of },
      there: { failed: Math.round(of * times * share), of: of * times },
    }));

  it('gives the exact answer within a fifth, near the switch and where a decision turns on it', () => {
    fc.assert(
      fc.property(large, ({ here, there }) => isNear(chanceOfNoDifference(here, there), exactChance(here, there), 0.2)),
      { numRuns: 15 },
    );
  });

  // As above, with 60 digits.
  it.each<Row>([
    [1_200, 1e6, 1_000, 1e6, 1.07955139643484e-5],
    [1_060, 1e5, 950, 1e5, 0.00726175829638817],
    [5_300, 1e9, 5_000, 1e9, 0.00160787039948042],
    [1_000_200, 1e9, 997_000, 1e9, 0.0117639775344316],
    [1_060, 1e6, 940, 1e6, 0.00387320962313042],
  ])('is within 2 % where both sides are alike: %d of %d against %d of %d', (...row) => {
    expect(isNear(chance(row), row[4], 0.02)).toBe(true);
  });

  it('goes over into the exact one without a jump', () => {
    // Without difference, 999.5 and 1,000.5 failures would be expected on each side.
    const below = chanceOfNoDifference({ failed: 1_060, of: 1_000_000 }, { failed: 939, of: 1_000_000 });
    const above = chanceOfNoDifference({ failed: 1_061, of: 1_000_000 }, { failed: 940, of: 1_000_000 });
    expect(isNear(below, above, 0.01)).toBe(true);
  });

  it('ends in 0, and in no error, for differences beyond all chance', () => {
    expect(chanceOfNoDifference({ failed: 6e8, of: 1e9 }, { failed: 4e8, of: 1e9 })).toBe(0);
  });
});

describe('the chance that both fail alike', () => {
  const anything = proportions(1e9);

  it('is a probability, for whatever numbers up to 10^9', () => {
    fc.assert(
      fc.property(anything, anything, (here, there) => {
        const answer = chanceOfNoDifference(here, there);
        return answer >= 0 && answer <= 1;
      }),
      { numRuns: 1_000 },
    );
  });

  it('is a probability also where almost nothing, or almost everything, fails', () => {
    const edges = proportions(1e9, 3).chain(({ failed, of }) => fc.constantFrom({ failed, of }, { failed: of - failed, of }));
    fc.assert(
      fc.property(edges, edges, (here, there) => {
        const answer = chanceOfNoDifference(here, there);
        return answer >= 0 && answer <= 1;
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['nothing failed', { failed: 0, of: 1_000 }, { failed: 0, of: 900 }],
    ['everything failed', { failed: 1_000, of: 1_000 }, { failed: 900, of: 900 }],
    ['both fail alike', { failed: 10, of: 1_000 }, { failed: 10, of: 1_000 }],
    ['the other fails more', { failed: 10, of: 1_000 }, { failed: 11, of: 1_000 }],
    ['there was no request here', { failed: 0, of: 0 }, { failed: 10, of: 1_000 }],
    ['there was none elsewhere', { failed: 10, of: 1_000 }, { failed: 0, of: 0 }],
    ['there was none at all', { failed: 0, of: 0 }, { failed: 0, of: 0 }],
  ])('is 1 where %s', (_what, here, there) => {
    expect(chanceOfNoDifference(here, there)).toBe(1);
  });

  it('does not rise with one more failure here', () => {
    fc.assert(
      fc.property(proportions(1e9, 800), proportions(1e9, 800), (here, there) => {
        const more = { ...here, failed: Math.min(here.of, here.failed + 1) };
        return chanceOfNoDifference(more, there) <= chanceOfNoDifference(here, there) * (1 + 1e-9);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not fall with one more failure elsewhere', () => {
    fc.assert(
      fc.property(proportions(1e9, 800), proportions(1e9, 800), (here, there) => {
        const more = { ...there, failed: Math.min(there.of, there.failed + 1) };
        return chanceOfNoDifference(here, more) >= chanceOfNoDifference(here, there) * (1 - 1e-9);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same told from the other side: the requests there succeed more often', () => {
    fc.assert(
      fc.property(proportions(10_000), proportions(10_000), (here, there) => {
        const served = ({ failed, of }: Proportion) => ({ failed: of - failed, of });
        return isNear(chanceOfNoDifference(here, there), chanceOfNoDifference(served(there), served(here)), 1e-9);
      }),
    );
  });

  it('is the same with rows and columns exchanged: more of the failures than of the successes are here', () => {
    fc.assert(
      fc.property(proportions(10_000), proportions(10_000), (here, there) => {
        const failures = { failed: here.failed, of: here.failed + there.failed };
        const successes = { failed: here.of - here.failed, of: here.of - here.failed + there.of - there.failed };
        return isNear(chanceOfNoDifference(here, there), chanceOfNoDifference(failures, successes), 1e-9);
      }),
    );
  });
});
