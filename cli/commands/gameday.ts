import { Command } from 'commander';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { isSkipped } from '../../simulator/rehearsal/cast.ts';
import { scripts } from '../../simulator/scenarios/index.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { type GameDayOptions, type PlayedDay, playDay, type ShownDay } from '../game-day/play-day.ts';
import { dayNamed, type Stage, type StageOptions, stageFor } from '../game-day/stage.ts';
import { SUMMARY_HEAD, skippedLine, summaryOf, tellDay, tellList } from '../game-day/tell-days.ts';
import { writeDays } from '../game-day/write-days.ts';
import { isAnswerUnread, writeAnswer, writeJson, writeProgress } from '../streams.ts';
import { checkPageFile } from '../write-page.ts';

const MORE = `
With --config, your own application is rehearsed: a Region is made from what the
file names, and the responder runs with your limits. Scenarios that need what it
has not are skipped, with the reason.
Exit code: 0 the day went as the scenario expects; 2 the configuration cannot be
rehearsed; 5 it went otherwise.

Examples:
  gray-failure gameday --scenario full-circle --seed 2
  gray-failure gameday --all
  gray-failure gameday --config gray-failure.config.json --all --html days.html`;

interface GivenOptions extends StageOptions {
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
    .option('--scenario <name>', 'the scenario to play; --list shows them all', scripts[0]?.name)
    .option('--config <file>', 'rehearse this configuration (default: the application that is built in)')
    .option('--instances <n>', 'with --config: instances of each group in each zone', '4')
    .option('--requests <n>', 'with --config: requests a second at the peak (default: 25 for each instance)')
    .option('--weight <n>', 'with --config: units of capacity of an instance', '1')
    .option('--seed <n>', 'a whole number; the same seed gives the same day', '1')
    .option(
      '--dry-run',
      'run the responder in mode observe: show its verdict and its plan, and check that it changed nothing',
      false,
    )
    .option('--html <file>', 'also write the day, or all days, as a page with charts, complete in one file')
    .option('--all', 'play every scenario, and show one line for each', false)
    .option('--json', 'print the figures and the verdict as JSON, without the story', false)
    .option('--list', 'list the scenarios, with a summary of each', false)
    .addHelpText('after', MORE)
    .action(async (given: GivenOptions, command: Command) => {
      refuseContradictions(given, command);
      const stage = await stageFor(given);
      if (stage.about !== '') writeProgress(`${stage.about}\n`);
      if (given.list) return tellList(stage.days);
      const options = readOptions(given);
      const telling = { ...given, words: ['--seed', given.seed, ...stage.options] };
      process.exitCode = await (given.all
        ? playAll(stage, options, telling)
        : playOne(dayNamed(given.scenario, stage), options, telling));
    });
}

function refuseContradictions({ all, config }: GivenOptions, command: Command): void {
  const given = (name: string) => command.getOptionValueSource(name) === 'cli';
  if (all && given('scenario')) throw usageFailure('--all and --scenario were both given; accepted: one of them');
  const ofOwn = ['instances', 'requests', 'weight'].find(given);
  if (config === undefined && ofOwn !== undefined) throw usageFailure(`--${ofOwn} was given without --config; accepted: both`);
}

function readOptions({ seed, dryRun, html }: GivenOptions): GameDayOptions {
  if (!/^\d{1,9}$/.test(seed)) throw usageFailure(`--seed cannot be "${seed}"; accepted: a whole number from 0 to 999999999`);
  if (html !== undefined) checkPageFile(html);
  return { seed: Number(seed), dryRun };
}

/** How the days are told, and the words that play them again on the same stage. */
interface Telling extends Pick<GivenOptions, 'json' | 'html'> {
  readonly words: readonly string[];
}

async function playOne(scenario: Scenario, options: GameDayOptions, { json, html, words }: Telling): Promise<ExitCode> {
  const { day, incident } = await playDay(scenario, { ...options, isSilent: json });
  if (html !== undefined) await writeDays(html, [incident], ['--scenario', scenario.name, ...words]);
  if (json) writeJson(day);
  else tellDay(day);
  return exitCodeOf([day]);
}

/** One day after another: each has processes of its own. */
async function playAll({ days }: Stage, options: GameDayOptions, { json, html, words }: Telling): Promise<ExitCode> {
  const shown: ShownDay[] = [];
  const tell = json ? () => undefined : writeAnswer;
  tell(SUMMARY_HEAD);
  for (const one of days) {
    if (isAnswerUnread()) break;
    if (isSkipped(one)) {
      tell(skippedLine(one));
      continue;
    }
    const latest = await playDay(one, { ...options, isSilent: true });
    shown.push(latest);
    tell(summaryOf(latest.day));
  }
  const played = shown.map(({ day }) => day);
  const skipped = days.filter(isSkipped);
  const incidents = shown.map(({ incident }) => incident);
  if (html !== undefined) await writeDays(html, incidents, ['--all', ...words]);
  if (json) writeJson([...played, ...skipped.map(({ name, needs }) => ({ scenario: name, skipped: `it needs ${needs}` }))]);
  tell(`\n${tellCount(played)}${skipped.length === 0 ? '' : `, ${skipped.length} skipped`}`);
  return exitCodeOf(played);
}

function tellCount(played: readonly PlayedDay[]): string {
  return `${played.filter(({ asExpected }) => asExpected).length} of ${played.length} days went as expected`;
}

function exitCodeOf(days: readonly PlayedDay[]): ExitCode {
  return days.every(({ asExpected }) => asExpected) ? EXIT.done : EXIT.incomplete;
}
