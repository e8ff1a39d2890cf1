import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { version } from '../../package.json';
import { GAME_DAY_STARTS_AT, play } from '../../simulator/game-day/play.ts';
import { lambdaProcess } from '../../simulator/game-day/responder/lambda-process.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { tellStory } from '../../simulator/game-day/story/story.ts';
import { tellFigures, tellVerdict } from '../../simulator/game-day/story/story-end.ts';
import { count, duration, paintFor, paragraph } from '../../simulator/game-day/story/terminal.ts';
import { type Figures, figuresOf } from '../../simulator/game-day/verdict/figures.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { gameDayIncident } from '../game-day-incident.ts';
import type { Incident } from '../incident/incident.ts';
import { isAnswerUnread, writeAnswer, writeJson } from '../streams.ts';
import { checkPageFile, writePage } from '../write-page.ts';

interface GameDayOptions {
  readonly scenario: Scenario;
  readonly html?: string;
  readonly seed: number;
  readonly dryRun: boolean;
  /** Nothing is told on the way. */
  readonly isSilent?: boolean;
}

/** How a day went, for programs. */
interface PlayedDay {
  readonly scenario: string;
  readonly seed: number;
  readonly dryRun: boolean;
  readonly asExpected: boolean;
  readonly differences: readonly string[];
  readonly figures: Figures;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const write = (text: string) => void process.stdout.write(text);
const names = scenarios.map(({ name }) => name);

const MORE = `
Exit code: 0 the day went as the scenario expects; 5 it did not.

Examples:
  gray-failure gameday --scenario full-circle --seed 2
  gray-failure gameday --all`;

interface GivenOptions {
  readonly html?: string;
  readonly scenario: string;
  readonly seed: string;
  readonly dryRun: boolean;
  readonly list: boolean;
  readonly all: boolean;
  readonly json: boolean;
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
    .option('--all', 'play every scenario, and show one line for each', false)
    .option('--json', 'print the figures and the verdict as JSON, without the story', false)
    .option('--list', 'list the scenarios, with a summary of each', false)
    .addHelpText('after', MORE)
    .action(async (given: GivenOptions, command: Command) => {
      const options = readOptions(given);
      if (given.list) return listScenarios();
      const ofOneDay = ['scenario', 'html'].find((name) => command.getOptionValueSource(name) === 'cli');
      if (given.all && ofOneDay !== undefined) {
        throw usageFailure(`--all and --${ofOneDay} were both given; accepted: one of them`);
      }
      process.exitCode = await (given.all ? playAll(options, given) : playOne(options, given));
    });
}

function readOptions({ scenario: name, seed, dryRun, html }: GivenOptions): GameDayOptions {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw usageFailure(`--scenario cannot be "${name}"; accepted: ${names.join(', ')}`);
  if (!/^\d{1,9}$/.test(seed)) throw usageFailure(`--seed cannot be "${seed}"; accepted: a whole number from 0 to 999999999`);
  if (html !== undefined) checkPageFile(html);
  return { scenario, seed: Number(seed), dryRun, ...(html === undefined ? {} : { html }) };
}

async function playOne(options: GameDayOptions, { json }: Pick<GivenOptions, 'json'>): Promise<ExitCode> {
  const day = await playGameDay({ ...options, isSilent: json });
  if (json) writeJson(day);
  else tellEnd(day);
  return exitCodeOf([day]);
}

/** One day after another: each has processes of its own. */
async function playAll(options: GameDayOptions, { json }: Pick<GivenOptions, 'json'>): Promise<ExitCode> {
  const days: PlayedDay[] = [];
  if (!json) writeAnswer(SUMMARY_HEAD);
  for (const scenario of scenarios) {
    if (isAnswerUnread()) break;
    const day = await playGameDay({ ...options, scenario, isSilent: true });
    days.push(day);
    if (!json) writeAnswer(summaryOf(day).join('\n'));
  }
  const count = days.filter(({ asExpected }) => asExpected).length;
  if (json) writeJson(days);
  else writeAnswer(`\n${count} of ${days.length} days went as expected`);
  return exitCodeOf(days);
}

function exitCodeOf(days: readonly PlayedDay[]): ExitCode {
  return days.every(({ asExpected }) => asExpected) ? EXIT.done : EXIT.incomplete;
}

async function playGameDay({ scenario, seed, dryRun, html, isSilent = false }: GameDayOptions): Promise<PlayedDay> {
  const paint = paintFor(process.stdout, process.env);
  const { zones } = scenario.region({ seed, startsAt: GAME_DAY_STARTS_AT });
  const tell = isSilent ? () => undefined : write;
  const story = tellStory({ scenario, seed, zoneIds: zones.map(({ zoneId }) => zoneId), paint, write: tell });
  const played = await play(scenario, {
    seed,
    driver: lambdaProcess({ root, node: process.env.RESPONDER_NODE }),
    observer: (mark) => story.observe(mark),
    onStart: (driver) => story.begin(driver),
    ...(dryRun ? { configuration: { mode: 'observe' } } : {}),
  });
  const without = await play(scenario, { seed });
  if (html !== undefined) await writeGameDayPage(html, gameDayIncident(played, without), { scenario, seed });
  const differences = dryRun ? differencesOfDryRun(played) : differencesOf(played);
  const asExpected = differences.length === 0;
  return { scenario: scenario.name, seed, dryRun, asExpected, differences, figures: figuresOf(played, without) };
}

function tellEnd({ figures, dryRun, asExpected, differences }: PlayedDay): void {
  const paint = paintFor(process.stdout, process.env);
  write(`\n${tellFigures(figures, paint)}\n\n`);
  if (dryRun && asExpected) write('Nothing was changed: the responder made only read calls.\n');
  write(`${tellVerdict(differences, paint)}\n`);
}

const NAME_WIDTH = Math.max(...names.map((name) => name.length));
const SUMMARY_HEAD = `${'scenario'.padEnd(NAME_WIDTH)}  went          shifted   failed  without`;

/** `gray-errors   as expected     0.9 s    5,111   48,694`: how long from the alarm to the last shift, and what failed. */
function summaryOf({ scenario, asExpected, differences, figures: { alarmToLastShift, users } }: PlayedDay): string[] {
  const shifted = alarmToLastShift === undefined ? '-' : duration(alarmToLastShift);
  const failed = [users.withResponder.failed, users.without.failed].map((number) => count(number).padStart(9));
  const went = asExpected ? 'as expected' : 'NOT so';
  return [
    `${scenario.padEnd(NAME_WIDTH)}  ${went.padEnd(11)}  ${shifted.padStart(8)}${failed.join('')}`,
    ...differences.map((difference) => `    ${difference}`),
  ];
}

async function writeGameDayPage(file: string, day: Incident, { scenario, seed }: { scenario: Scenario; seed: number }) {
  const about = `Game day ${scenario.name}, seed ${seed}: ${scenario.title}. Played in a simulated Region.`;
  await writePage(file, [day], {
    about,
    source: `Made by gray-failure ${version}: gameday --scenario ${scenario.name} --seed ${seed}.`,
  });
}

function listScenarios(): void {
  for (const { name, title, summary } of scenarios)
    write(`${name.padEnd(NAME_WIDTH)}  ${title}\n${paragraph(summary, '    ')}\n`);
}
