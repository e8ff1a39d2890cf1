import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { version } from '../../package.json';
import { GAME_DAY_STARTS_AT, play } from '../../simulator/game-day/play.ts';
import { lambdaProcess } from '../../simulator/game-day/responder/lambda-process.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { tellStory } from '../../simulator/game-day/story/story.ts';
import { tellFigures, tellVerdict } from '../../simulator/game-day/story/story-end.ts';
import { paintFor, paragraph } from '../../simulator/game-day/story/terminal.ts';
import { figuresOf } from '../../simulator/game-day/verdict/figures.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { gameDayIncident } from '../game-day-incident.ts';
import type { Incident } from '../incident/incident.ts';
import { checkPageFile, writePage } from '../write-page.ts';

interface GameDayOptions {
  readonly scenario: Scenario;
  readonly html?: string;
  readonly seed: number;
  readonly dryRun: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const write = (text: string) => void process.stdout.write(text);
const names = scenarios.map(({ name }) => name);

const MORE = `
Exit code: 0 the day went as the scenario expects; 5 it did not.

Example:
  gray-failure gameday --scenario full-circle --seed 2`;

interface GivenOptions {
  readonly html?: string;
  readonly scenario: string;
  readonly seed: string;
  readonly dryRun: boolean;
  readonly list: boolean;
}

/** Something goes wrong in a simulated Region, and the built responder reacts to it. */
export function gamedayCommand(): Command {
  return new Command('gameday')
    .description('Plays a game day: something goes wrong in a simulated Region, and the built responder reacts to it.')
    .option('--scenario <name>', 'the scenario to play; --list shows them all', names[0])
    .option('--seed <n>', 'a whole number; the same seed gives the same day', '1')
    .option(
      '--dry-run',
      'run the responder in mode observe: show its verdict and its plan, and check that it changed nothing',
      false,
    )
    .option('--html <file>', 'also write the day as a page with charts, complete in one file')
    .option('--list', 'list the scenarios, with a summary of each', false)
    .addHelpText('after', MORE)
    .action(async (given: GivenOptions) => {
      const options = readOptions(given);
      if (given.list) listScenarios();
      else process.exitCode = await playGameDay(options);
    });
}

function readOptions({ scenario: name, seed, dryRun, html }: GivenOptions): GameDayOptions {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw usageFailure(`--scenario cannot be "${name}"; accepted: ${names.join(', ')}`);
  if (!/^\d{1,9}$/.test(seed)) throw usageFailure(`--seed cannot be "${seed}"; accepted: a whole number from 0 to 999999999`);
  if (html !== undefined) checkPageFile(html);
  return { scenario, seed: Number(seed), dryRun, ...(html === undefined ? {} : { html }) };
}

async function playGameDay({ scenario, seed, dryRun, html }: GameDayOptions): Promise<ExitCode> {
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
  if (html !== undefined) await writeGameDayPage(html, gameDayIncident(played, without), { scenario, seed });
  return differences.length === 0 ? EXIT.done : EXIT.incomplete;
}

async function writeGameDayPage(file: string, day: Incident, { scenario, seed }: { scenario: Scenario; seed: number }) {
  const about = `Game day ${scenario.name}, seed ${seed}: ${scenario.title}. Played in a simulated Region.`;
  await writePage(file, [day], {
    about,
    source: `Made by gray-failure ${version}: gameday --scenario ${scenario.name} --seed ${seed}.`,
  });
}

function listScenarios(): void {
  const width = Math.max(...names.map((name) => name.length));
  for (const { name, title, summary } of scenarios) write(`${name.padEnd(width)}  ${title}\n${paragraph(summary, '    ')}\n`);
}
