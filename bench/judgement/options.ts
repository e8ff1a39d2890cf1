import { parseArgs } from 'node:util';

/** `npm run bench:judgement -- --draws 10000 --seed 1 --csv judgement.csv` */
export interface Options {
  /** Draws per label, shared by its rows. A row close to 99 % gets all of them, the riskiest cells four times as many. */
  readonly draws: number;
  readonly seed: number;
  readonly csv: string | undefined;
}

export class OptionError extends Error {
  override readonly name = 'OptionError';
}

const ACCEPTED = '--draws N, --seed N, --csv FILE';

/** Throws OptionError with the value and what is accepted. */
export function readOptions(args: readonly string[]): Options {
  const { draws = '10000', seed = '1', csv } = parse(args);
  if (csv === '') throw new OptionError('--csv cannot be ""; accepted: a file name');
  return {
    draws: wholeNumber('--draws', draws, { least: 1, most: 1_000_000 }),
    seed: wholeNumber('--seed', seed, { least: 0, most: 2 ** 32 - 1 }),
    csv,
  };
}

function parse(args: readonly string[]) {
  const options = { draws: { type: 'string' }, seed: { type: 'string' }, csv: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw new OptionError(`${(cause as Error).message}; accepted: ${ACCEPTED}`, { cause });
  }
}

function wholeNumber(option: string, text: string, { least, most }: { least: number; most: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new OptionError(`${option} cannot be "${text}"; accepted: a whole number from ${least} to ${most}`);
}
