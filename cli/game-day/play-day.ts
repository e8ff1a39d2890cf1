import { fileURLToPath } from 'node:url';
import { GAME_DAY_STARTS_AT, play } from '../../simulator/game-day/play.ts';
import { lambdaProcess } from '../../simulator/game-day/responder/lambda-process.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { tellStory } from '../../simulator/game-day/story/story.ts';
import { paintFor } from '../../simulator/game-day/story/terminal.ts';
import { type Figures, figuresOf } from '../../simulator/game-day/verdict/figures.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import type { Incident } from '../incident/incident.ts';
import { gameDayIncident } from './game-day-incident.ts';

export interface GameDayOptions {
  readonly seed: number;
  readonly dryRun: boolean;
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

/** How a day went, for programs and for a page. */
export interface ShownDay {
  readonly day: PlayedDay;
  readonly incident: Incident;
}

/** Plays a scenario with the built responder, and once more without any. */
export async function playDay(scenario: Scenario, options: GameDayOptions): Promise<ShownDay> {
  const { seed, dryRun, isSilent = false } = options;
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
  const differences = dryRun ? differencesOfDryRun(played) : differencesOf(played);
  const asExpected = differences.length === 0;
  return {
    day: { scenario: scenario.name, seed, dryRun, asExpected, differences, figures: figuresOf(played, without) },
    incident: gameDayIncident(played, without, aboutDay(scenario, seed, differences)),
  };
}

function aboutDay({ name, title }: Scenario, seed: number, differences: readonly string[]): string {
  const otherwise = differences.length === 0 ? '' : ` Not as expected: ${differences.join('; ')}.`;
  return `Game day ${name}, seed ${seed}: ${title}. Played in a simulated Region.${otherwise}`;
}
