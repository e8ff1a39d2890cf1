import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { GAME_DAY_STARTS_AT, play } from '../../simulator/game-day/play.ts';
import { lambdaProcess } from '../../simulator/game-day/responder/lambda-process.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { tellStory } from '../../simulator/game-day/story/story.ts';
import { paintFor } from '../../simulator/game-day/story/terminal.ts';
import { type Figures, figuresOf } from '../../simulator/game-day/verdict/figures.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import type { Incident } from '../incident/incident.ts';
import { writePage } from '../write-page.ts';
import { gameDayIncident } from './game-day-incident.ts';

export interface GameDayOptions {
  readonly seed: number;
  readonly dryRun: boolean;
  readonly html?: string | undefined;
  /** What says on the command line that it is played on one's own configuration. */
  readonly stageOptions: readonly string[];
  /** Nothing is told on the way. */
  readonly isSilent?: boolean;
}

/** How a day went, for programs. */
export interface PlayedDay {
  readonly scenario: string;
  readonly seed: number;
  readonly dryRun: boolean;
  readonly asExpected: boolean;
  readonly differences: readonly string[];
  readonly figures: Figures;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Plays a scenario with the built responder, and once more without any. */
export async function playDay(scenario: Scenario, options: GameDayOptions): Promise<PlayedDay> {
  const { seed, dryRun, html, isSilent = false } = options;
  const paint = paintFor(process.stdout, process.env);
  const { zones } = scenario.region({ seed, startsAt: GAME_DAY_STARTS_AT });
  const tell = isSilent ? () => undefined : (text: string) => void process.stdout.write(text);
  const story = tellStory({ scenario, seed, zoneIds: zones.map(({ zoneId }) => zoneId), paint, write: tell });
  const played = await play(scenario, {
    seed,
    driver: lambdaProcess({ root, node: process.env.RESPONDER_NODE }),
    observer: (mark) => story.observe(mark),
    onStart: (driver) => story.begin(driver),
    ...(dryRun ? { configuration: { mode: 'observe' } } : {}),
  });
  const without = await play(scenario, { seed });
  if (html !== undefined) await writeDayPage(html, gameDayIncident(played, without), { scenario, ...options });
  const differences = dryRun ? differencesOfDryRun(played) : differencesOf(played);
  const asExpected = differences.length === 0;
  return { scenario: scenario.name, seed, dryRun, asExpected, differences, figures: figuresOf(played, without) };
}

async function writeDayPage(file: string, day: Incident, options: GameDayOptions & { scenario: Scenario }): Promise<void> {
  const { scenario, seed, stageOptions } = options;
  const command = ['gameday', '--scenario', scenario.name, '--seed', seed, ...stageOptions].join(' ');
  await writePage(file, [day], {
    about: `Game day ${scenario.name}, seed ${seed}: ${scenario.title}. Played in a simulated Region.`,
    source: `Made by gray-failure ${version}: ${command}.`,
  });
}
