import { few } from '../../../shared/situation/few.ts';

describe('few', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a; b; c'],
    [['a', 'b', 'c', 'd'], 'a; b; c; and 1 more'],
    [Array.from({ length: 40 }, (_, index) => `${index}`), '0; 1; 2; and 37 more'],
  ])('says %j as %j', (texts, told) => {
    expect(few(texts)).toBe(told);
  });

  it('separates them as it is asked to', () => {
    expect(few(['a', 'b', 'c', 'd'], ', ')).toBe('a, b, c, and 1 more');
  });
});
