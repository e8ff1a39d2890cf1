import { OptionError, readOptions } from '../../bench/judgement/options.ts';

describe('the options of the judgement bench', () => {
  it('have defaults', () => {
    expect(readOptions([])).toEqual({ draws: 10_000, seed: 1, csv: undefined });
  });

  it('are read', () => {
    expect(readOptions(['--draws', '50', '--seed=7', '--csv', 'out.csv'])).toEqual({ draws: 50, seed: 7, csv: 'out.csv' });
  });

  it.each([
    [['--draws', '0'], '--draws cannot be "0"; accepted: a whole number from 1 to 1000000'],
    [['--draws', '1.5'], '--draws cannot be "1.5"'],
    [['--draws', 'many'], '--draws cannot be "many"'],
    [['--seed', '4294967296'], '--seed cannot be "4294967296"; accepted: a whole number from 0 to 4294967295'],
    [['--csv', ''], '--csv cannot be ""'],
    [['--fast'], 'accepted: --draws N, --seed N, --csv FILE'],
    [['7'], 'accepted: --draws N, --seed N, --csv FILE'],
  ])('%j is refused, with what is accepted', (args, message) => {
    expect(() => readOptions(args)).toThrow(OptionError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
