import { DEFAULT_THRESHOLDS } from './alarms.ts';
import { NOTHING_TO_EVACUATE, TO_EVACUATE } from './classes.ts';
import type { EpisodeClass } from './episode.ts';
import { GOOD_DAYS } from './good-days.ts';
import { type EpisodeTally, measureClass, measureGoodDay } from './measure-episodes.ts';
import { ourJudge } from './our-judge.ts';

/** What one setting of the judgement costs and brings. Shares in percent of the episodes, times in minutes from the first fault. */
export interface FrontierPoint {
  readonly overwhelmingShare: number;
  readonly lastingMinutes: number;
  /** Evacuations of good days with failures that come in clumps, in 1,000 zone-hours. */
  readonly wrongOnGoodDays: number;
  /** Evacuations for what passes, or comes to all zones, by the class's name. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Evacuations of a zone that fails for good, by the class's name. */
  readonly found: Readonly<Record<string, { readonly share: number; readonly minutes: number }>>;
}

export const PASSES = [
  'blip of 60 to 120 s, 2 to 18 % fail',
  'blip of 60 to 120 s, 20 to 50 % fail',
  'regional of 2 to 18 %, a zone 1 to 3 min ahead',
  'regional of 20 to 50 %, a zone 1 to 3 min ahead',
] as const;
export const STAYS = ['fails 2 % of 500 a minute', 'fails 5 % of 500 a minute', 'fails 20 % of 500 a minute'] as const;

/** The settings by `overwhelmingShare`, with their `lastingMinutes`. */
const SETTINGS: readonly (readonly [number, readonly number[]])[] = [
  [0.18, [1, 2, 3, 4, 5]],
  [0.3, [3, 4, 5]],
  [0.5, [3, 4, 5]],
  [1, [3, 4, 5]],
];

interface Size {
  readonly episodes: number;
  readonly zoneHours: number;
  readonly seed: number;
}

/** Every setting judges the same episodes, with the alarms that the stack makes for it. */
export function measureFrontier(size: Size): FrontierPoint[] {
  return SETTINGS.flatMap(([share, lasting]) => pointsOf(share, lasting, size));
}

function pointsOf(overwhelmingShare: number, lasting: readonly number[], size: Size): FrontierPoint[] {
  const settings = lasting.map((lastingMinutes) => ({ overwhelmingShare, lastingMinutes }));
  const judges = settings.map((setting) => ourJudge('', setting));
  const large = DEFAULT_THRESHOLDS.large && { ...DEFAULT_THRESHOLDS.large, percent: 100 * overwhelmingShare };
  const played = { ...size, thresholds: { ...DEFAULT_THRESHOLDS, large } };
  const days = GOOD_DAYS.filter(({ coming }) => coming !== 'independent').map((day) => measureGoodDay(day, judges, played));
  const wrong = PASSES.map((name) => [name, measureClass(named(name), judges, played)] as const);
  const found = STAYS.map((name) => [name, measureClass(named(name), judges, played)] as const);
  return settings.map((setting, index) => ({
    ...setting,
    wrongOnGoodDays: days.reduce((sum, counts) => sum + (counts[index] ?? 0), 0) / ((days.length * size.zoneHours) / 1_000),
    wrong: Object.fromEntries(wrong.map(([name, tallies]) => [name, (100 * (tallies[index]?.wrong ?? 0)) / size.episodes])),
    found: Object.fromEntries(found.map(([name, tallies]) => [name, foundOf(tallies[index])])),
  }));
}

function named(name: string): EpisodeClass {
  const found = [...NOTHING_TO_EVACUATE, ...TO_EVACUATE].find((of) => of.name === name);
  if (found === undefined) throw new RangeError(`there is no class of episodes "${name}"`);
  return found;
}

function foundOf(tally: EpisodeTally | undefined): { share: number; minutes: number } {
  const { episodes = 1, right = 0, minutes = [] } = tally ?? {};
  return { share: (100 * right) / episodes, minutes: minutes.reduce((sum, after) => sum + after, 0) / minutes.length };
}
