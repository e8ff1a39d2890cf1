import { describeGoals, type Goal, isMet } from '../../bench/goals.ts';

const aGoal = (value: Goal['value']): Goal => ({
  ...{ measure: 'all shifted', before: 'held', limit: 8, unit: ' s', digits: 1 },
  value,
});

describe('the goals of the bench', () => {
  it.each([
    [7.96, true, '8.0 s | '],
    [8, true, '8.0 s | '],
    [9.5, false, '9.5 s | 1.5 s'],
    [null, false, 'never | all of it'],
    [undefined, false, 'not measured here | '],
  ])('say of %p whether it is met, and by how much it is missed', (value, met, cells) => {
    expect(isMet(aGoal(value))).toBe(met);
    expect(
      describeGoals([aGoal(value)])
        .split('\n')
        .at(-1),
    ).toBe(`| all shifted | held | 8 s | ${cells} |`);
  });
});
