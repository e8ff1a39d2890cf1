import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GAME_DAY_STARTS_AT, play } from '../simulator/game-day/play.ts';
import { lambdaProcess } from '../simulator/game-day/responder/lambda-process.ts';
import type { Scenario } from '../simulator/game-day/scenario.ts';
import { tellStory } from '../simulator/game-day/story/story.ts';
import { tellFigures, tellVerdict } from '../simulator/game-day/story/story-end.ts';
import { paintFor, paragraph } from '../simulator/game-day/story/terminal.ts';
import { figuresOf } from '../simulator/game-day/verdict/figures.ts';
import { differencesOf, differencesOfDryRun } from '../simulator/game-day/verdict/judge.ts';
import { scenarios } from '../simulator/scenarios/index.ts';

interface GameDayOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly dryRun: boolean;
}

/** The command line is not valid. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const root = fileURLToPath(new URL('..', import.meta.url));
const write = (text: string) => void process.stdout.write(text);
const names = scenarios.map(({ name }) => name);

const usage = `Usage: npm run gameday -- [--scenario NAME] [--seed N] [--dry-run]

Plays a game day: something goes wrong in a simulated Region, and the built responder reacts to it.
Exit code: 0 the day went as the scenario expects; 1 it did not; 2 wrong usage.

  --scenario NAME   the scenario to play (default ${names[0]}); --list shows them all
  --seed N          a whole number; the same seed gives the same day (default 1)
  --dry-run         run the responder in mode observe: show its verdict and its plan, and check that it changed nothing
  --list            list the scenarios, with a summary of each
  --help            show this text
`;

function readOptions(args: string[]): GameDayOptions | 'help' | 'list' {
  const { scenario: name = names[0], seed = '1', ...flags } = parseOptions(args);
  if (flags.help) return 'help';
  if (flags.list) return 'list';
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new UsageError(`--scenario cannot be "${name}"; accepted: ${names.join(', ')}`);
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed cannot be "${seed}"; accepted: a whole number from 0 to 999999999`);
  return { scenario, seed: Number(seed), dryRun: flags['dry-run'] ?? false };
}

function parseOptions(args: string[]) {
  const options = {
    scenario: { type: 'string' },
    seed: { type: 'string' },
    'dry-run': { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Returns the exit code. */
async function playGameDay({ scenario, seed, dryRun }: GameDayOptions): Promise<0 | 1> {
  const paint = paintFor(process.stdout, process.env);
  const { zones } = scenario.region({ seed, startsAt: GAME_DAY_STARTS_AT });
  const story = tellStory({ scenario, seed, zoneIds: zones.map(({ zoneId }) => zoneId), paint, write });
  const played = await play(scenario, {
    seed,
    driver: lambdaProcess({ root, node: process.env.RESPONDER_NODE }),
    observer: (mark) => story.observe(mark),
    onStart: (driver) => story.begin(driver),
    ...(dryRun ? { configuration: { mode: 'observe' } } : {}),
  });
  const without = await play(scenario, { seed });
  const differences = dryRun ? differencesOfDryRun(played) : differencesOf(played);
  write(`\n${tellFigures(figuresOf(played, without), paint)}\n\n`);
  if (dryRun && differences.length === 0) write('Nothing was changed: the responder made only read calls.\n');
  write(`${tellVerdict(differences, paint)}\n`);
  return differences.length === 0 ? 0 : 1;
}

function listScenarios(): void {
  const width = Math.max(...names.map((name) => name.length));
  for (const { name, title, summary } of scenarios) write(`${name.padEnd(width)}  ${title}\n${paragraph(summary, '    ')}\n`);
}

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options === 'help') write(usage);
  else if (options === 'list') listScenarios();
  else process.exitCode = await playGameDay(options);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${isUsage ? `\n${usage}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
});
