import { writeFileSync } from 'node:fs';
import { millisToDecide } from './judgement/deciding-time.ts';
import { GRID, RISKIEST } from './judgement/grid.ts';
import { OptionError, type Options, readOptions } from './judgement/options.ts';
import { run } from './judgement/run.ts';
import { describeResult, toCsv } from './judgement/table.ts';

/**
 * Measures how often the responder judges labelled traffic of the simulated Region correctly, next to the published methods.
 * `npm run bench:judgement`; options after `--`: `--draws N` for the number of draws, `--seed N` for other draws, `--csv FILE`
 * for all counts. The same seed gives the same table. A claim that does not hold is a result, not a failure: the exit code is 0.
 */
async function main(options: Options): Promise<void> {
  // The run takes minutes, so check first that the file is writable.
  if (options.csv !== undefined) writeCsv(options.csv, '');
  const rows = await run([...GRID, ...RISKIEST], options);
  const [grid, riskiest] = [rows.slice(0, GRID.length), rows.slice(GRID.length)];
  if (options.csv !== undefined) writeCsv(options.csv, toCsv(grid));
  process.stdout.write(describeResult(grid, riskiest));
  process.stdout.write(describeDeciding());
}

/** In five new processes each. */
function describeDeciding(): string {
  const cases = [
    { earlierWindows: 0, isHeld: false },
    { earlierWindows: 24, isHeld: false },
    { earlierWindows: 24, isHeld: true },
  ];
  const lines = cases.map((decided) => {
    const { first, median } = millisToDecide(decided, 5);
    const answer = decided.isHeld ? 'held' : 'evacuated';
    const times = `${median.toFixed(3)} ms (median of 5,000 calls), the first call ${first.toFixed(1)} ms`;
    return `deciding (6 zones, 20 signals, ${decided.earlierWindows} earlier windows, every check, ${answer}): ${times}\n`;
  });
  return lines.join('');
}

function writeCsv(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new OptionError(`--csv cannot be "${file}": ${(cause as Error).message}; accepted: a writable file`, {
      cause,
    });
  }
}

async function start(args: readonly string[]): Promise<void> {
  try {
    await main(readOptions(args));
  } catch (error) {
    const isOption = error instanceof OptionError;
    process.stderr.write(`${isOption ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = isOption ? 2 : 1;
  }
}

await start(process.argv.slice(2));
