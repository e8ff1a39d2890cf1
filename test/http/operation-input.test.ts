import { z } from 'zod';
import { wireBoolean, wireDate } from '../../simulator/region/operations/operation-input.ts';

describe('wireBoolean', () => {
  it.each([
    ['true', true],
    ['False', false],
    [true, true],
  ])('reads %p as %p', (wire, value) => {
    expect(wireBoolean.parse(wire)).toBe(value);
  });

  it.each(['', 'yes', 1, null])('refuses %p', (wire) => {
    expect(wireBoolean.safeParse(wire).success).toBe(false);
  });

  it('may be omitted if optional', () => {
    expect(z.object({ Flag: wireBoolean.optional() }).parse({})).toEqual({});
  });
});

describe('wireDate', () => {
  const noon = new Date('2026-01-01T12:00:00.500Z');

  it.each([[noon], [noon.getTime() / 1000], ['2026-01-01T12:00:00.500Z'], ['2026-01-01T13:00:00.500+01:00']])(
    'reads %p as an instant',
    (wire) => {
      expect(wireDate.parse(wire)).toEqual(noon);
    },
  );

  it.each(['yesterday', Number.NaN, true])('refuses %p', (wire) => {
    expect(wireDate.safeParse(wire).success).toBe(false);
  });
});
