import { leastWrong } from '../../bench/judgement/limit.ts';

describe('the least share of wrong evacuations', () => {
  // One request a zone: "here fails, there does not" has the chances 1/2 and 1/4, and so has "neither fails".
  const coin = { requests: 1, one: [0.5, 0], both: [0.5, 0.5] } as const;

  it('is the cost of the most telling sights, for either zone', () => {
    expect(leastWrong(0.5, coin)).toBeCloseTo(0.5, 10);
    expect(leastWrong(0.25, coin)).toBeCloseTo(0.25, 10);
    expect(leastWrong(0, coin)).toBe(0);
  });

  it('ignores sights that are impossible when one zone is bad', () => {
    // Here 1/2 and there nothing; 1/5 and nothing: a failure here costs 1/5 for its 1/2, and comes first.
    expect(leastWrong(0.1, { requests: 1, one: [0.5, 0], both: [0.2, 0] })).toBeCloseTo(2 * 0.1 * (0.2 / 0.5), 10);
  });

  it('is at most 1', () => {
    expect(leastWrong(1, { requests: 2_500, one: [0.01, 0.0002], both: [0.005, 0.005] })).toBeLessThanOrEqual(1);
  });

  it('matches an independent calculation for the bench’s own dilemma', () => {
    const limit = (recognised: number) => {
      return leastWrong(recognised, { requests: 2_500, one: [0.010198, 0.0002], both: [0.005199, 0.005199] });
    };
    // Python, with exact binomials in rational numbers.
    expect(1e6 * limit(0.99)).toBeCloseTo(82.297, 2);
    expect(1e6 * limit(0.996)).toBeCloseTo(199.914, 2);
  });

  it.each([
    [{ requests: 20_000, one: [0.01, 0], both: [0, 0] }, '20000 requests at a rate of 0.01'],
    [{ requests: 10, one: [0, 1], both: [0, 0] }, '10 requests at a rate of 1'],
    [{ requests: 10, one: [0, 0], both: [0, Number.NaN] }, 'a rate of NaN'],
  ] as const)('is not told of %j', (dilemma, why) => {
    expect(() => leastWrong(0.9, dilemma)).toThrow(RangeError);
    expect(() => leastWrong(0.9, dilemma)).toThrow(why);
  });

  it('is 1 if nothing differs', () => {
    expect(leastWrong(0.3, { requests: 10, one: [0.2, 0.2], both: [0.2, 0.2] })).toBeCloseTo(0.6, 6);
  });

  it('decreases with more requests', () => {
    const of = (requests: number) => leastWrong(0.99, { requests, one: [0.01, 0.0002], both: [0.005, 0.005] });
    expect(of(500)).toBeGreaterThan(10 * of(2_500));
    expect(of(2_500)).toBeGreaterThan(10 * of(5_000));
  });

  it('is not beaten by a simple threshold rule', () => {
    // Worked out by hand for 2 requests a zone: both fail here and none there.
    const dilemma = { requests: 2, one: [0.5, 0.1], both: [0.4, 0.4] } as const;
    const [recognised, wrong] = [0.5 ** 2 * 0.9 ** 2, 2 * 0.4 ** 2 * 0.6 ** 2];
    expect(leastWrong(recognised, dilemma)).toBeLessThanOrEqual(wrong + 1e-12);
  });
});
