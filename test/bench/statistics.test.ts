import { compare, spreadOf } from '../../bench/statistics.ts';

describe('spread', () => {
  it('is the median and the quartiles of values in any order', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4 });
  });

  it('interpolates between two values', () => {
    expect(spreadOf([1, 2])).toEqual({ median: 1.5, lowerQuartile: 1.25, upperQuartile: 1.75 });
  });

  it('refuses an empty sample', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('comparison', () => {
  it('is the ratio of the medians, with the quartiles of the ratios of the pairs', () => {
    expect(compare([20, 40, 90], [10, 10, 30]).ratio).toEqual({ median: 4, lowerQuartile: 2.5, upperQuartile: 3.5 });
  });

  it('refuses samples of different sizes', () => {
    expect(() => compare([1, 2], [1])).toThrow(RangeError);
  });
});
