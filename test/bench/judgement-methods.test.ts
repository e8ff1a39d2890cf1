import {
  flagChiSquared,
  flagInterquartileRange,
  flagMedianDeviation,
  flagShare,
  flagZScore,
  PUBLISHED_METHODS,
} from '../../bench/judgement/published-methods.ts';

describe('the static share', () => {
  it('flags a zone at the share: 66 of 100 are 66 %', () => {
    expect(flagShare([66, 20, 14], 0.66)).toEqual([true, false, false]);
    expect(flagShare([65, 20, 15], 0.66)).toEqual([false, false, false]);
  });

  it('flags nothing without failures', () => {
    expect(flagShare([0, 0, 0], 0.66)).toEqual([false, false, false]);
  });
});

describe('chi-squared', () => {
  // Expected 10 each: (36 + 9 + 9) / 10 = 5.4, below 5.991; one more failure moved makes it 7.4.
  it('flags the farthest zone if the statistic exceeds the critical value for two degrees of freedom', () => {
    expect(flagChiSquared([16, 7, 7])).toEqual([false, false, false]);
    expect(flagChiSquared([17, 7, 6])).toEqual([true, false, false]);
  });

  // Expected 10: (0 + 0 + 81) / 10 for the counts 14.5, 14.5, 1 would be 12.15.
  it('also flags an unusually quiet zone', () => {
    expect(flagChiSquared([14.5, 14.5, 1])).toEqual([false, false, true]);
  });

  // Two zones are equally far from the mean: 10 and 0 give (25 + 25) / 5 = 10, above 3.841.
  it('flags the worse of two zones', () => {
    expect(flagChiSquared([0, 10])).toEqual([false, true]);
  });

  it('flags nothing without failures', () => {
    expect(flagChiSquared([0, 0, 0, 0])).toEqual([false, false, false, false]);
  });

  it('throws for a number of zones without a critical value', () => {
    expect(() => flagChiSquared([1, 2, 3, 4, 5, 6, 7])).toThrow('2 to 6 zones, not 7');
  });
});

describe('the z-score', () => {
  // Nine zeros and one hundred: mean 10, population variance (9 * 100 + 8100) / 10 = 900, z = 90 / 30 = 3.
  it('flags a zone at three population standard deviations', () => {
    expect(flagZScore([0, 0, 0, 0, 0, 0, 0, 0, 0, 100], 3)[9]).toBe(true);
  });

  // The most that one of n can reach is sqrt(n - 1): 2.24 of six zones.
  it('cannot flag any of six zones', () => {
    expect(flagZScore([0, 0, 0, 0, 0, 1e6], 3)).not.toContain(true);
    expect(flagZScore([0, 0, 0, 0, 0, 1e6], 2.23)[5]).toBe(true);
  });

  it('flags nothing if all are equal', () => {
    expect(flagZScore([7, 7, 7], 3)).toEqual([false, false, false]);
  });
});

describe('the interquartile range', () => {
  // Sorted 1 2 3 4 20: quartiles 2 and 4, fence 4 + 1.5 * 2 = 7.
  it('flags a zone above the fence', () => {
    expect(flagInterquartileRange([1, 20, 2, 3, 4], 1.5)).toEqual([false, true, false, false, false]);
    expect(flagInterquartileRange([1, 7, 2, 3, 4], 1.5)).toEqual([false, false, false, false, false]);
  });

  // Sorted 0 0 100: quartiles 0 and 50, fence 125.
  it('cannot flag one of three zones', () => {
    expect(flagInterquartileRange([100, 0, 0], 1.5)).toEqual([false, false, false]);
  });
});

describe('the median absolute deviation', () => {
  // Median 3, deviations 2 1 0 1 97: their median 1, bound 6.
  it('flags a zone at the bound or above', () => {
    expect(flagMedianDeviation([1, 2, 3, 4, 100], 3)).toEqual([false, false, false, false, true]);
    expect(flagMedianDeviation([1, 2, 3, 4, 6], 3)).toEqual([false, false, false, false, true]);
    expect(flagMedianDeviation([1, 2, 3, 4, 5.9], 3)).toEqual([false, false, false, false, false]);
  });

  it('flags all zones if all are equal', () => {
    expect(flagMedianDeviation([0, 0, 0], 3)).toEqual([true, true, true]);
  });
});

describe('the published methods', () => {
  it('agree on a zone with all failures, except those for which three zones are too few', () => {
    const flagged = PUBLISHED_METHODS.filter(({ flag }) => flag([500, 0, 0])[0]).map(({ name }) => name);
    expect(flagged).toEqual(['static 66 %', 'static 70 %', 'chi-squared', 'MAD 3']);
  });
});
