import { Random } from '../../simulator/region/random.ts';
import { LatencyHistogram, LatencySampler, SLOW_SECONDS } from '../../simulator/region/traffic/latency.ts';

const shape = { medianSeconds: 0.08, sigma: 0.5, addedSeconds: 0 };

function sampled(draws: { shape: typeof shape; count: number }[], seed = 1): LatencyHistogram {
  const histogram = new LatencyHistogram();
  const sampler = new LatencySampler();
  const random = new Random(seed);
  for (const draw of draws) sampler.sample({ ...draw, random }, histogram);
  return histogram;
}

describe('latency histogram', () => {
  it('contains every drawn response', () => {
    const histogram = sampled([{ shape, count: 12_345 }]);
    expect(histogram.count).toBe(12_345);
    expect(histogram.distribution().reduce((sum, [, count]) => sum + count, 0)).toBe(12_345);
  });

  it('has the percentiles of the lognormal to within a 10 % bucket', () => {
    const histogram = sampled([{ shape, count: 200_000 }]);
    expect((histogram.percentile(0.5) ?? 0) / 0.08).toBeCloseTo(1, 0);
    expect(histogram.percentile(0.5)).toBeGreaterThan(0.08 / 1.1);
    expect(histogram.percentile(0.5)).toBeLessThan(0.08 * 1.1);
    const p99 = 0.08 * Math.exp(0.5 * 2.3263);
    expect(histogram.percentile(0.99)).toBeGreaterThan(p99 / 1.1);
    expect(histogram.percentile(0.99)).toBeLessThan(p99 * 1.1);
  });

  it('has the mean of the lognormal', () => {
    const histogram = sampled([{ shape, count: 200_000 }]);
    const mean = 0.08 * Math.exp(0.125);
    expect(histogram.sumSeconds / histogram.count / mean).toBeGreaterThan(0.98);
    expect(histogram.sumSeconds / histogram.count / mean).toBeLessThan(1.02);
  });

  it('counts exactly the responses above half a second as slow', () => {
    const histogram = sampled([
      { shape, count: 900 },
      { shape: { ...shape, addedSeconds: 2 }, count: 100 },
    ]);
    const above = histogram.distribution().filter(([seconds]) => seconds > SLOW_SECONDS);
    expect(histogram.slow).toBe(above.reduce((sum, [, count]) => sum + count, 0));
    expect(histogram.slow).toBeGreaterThanOrEqual(100);
    expect(histogram.slow).toBeLessThan(105);
  });

  it('shows a slow tail of 5 % at p99, but not at the median', () => {
    const histogram = sampled([
      { shape, count: 9_500 },
      { shape: { ...shape, addedSeconds: 3 }, count: 500 },
    ]);
    expect(histogram.percentile(0.99)).toBeGreaterThan(2.8);
    expect(histogram.percentile(0.5)).toBeLessThan(0.1);
  });

  it('has no percentile without responses', () => {
    expect(new LatencyHistogram().percentile(0.99)).toBeUndefined();
  });

  it('is the same for the same seed, and different for another', () => {
    const draws = [{ shape, count: 5_000 }];
    expect(sampled(draws, 7).distribution()).toEqual(sampled(draws, 7).distribution());
    expect(sampled(draws, 7).distribution()).not.toEqual(sampled(draws, 8).distribution());
  });
});
