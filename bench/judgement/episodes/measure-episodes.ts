import { Random } from '../../../simulator/region/random.ts';
import type { RealTraffic } from '../real-traffic/options.ts';
import type { AlarmThresholds } from './alarms.ts';
import { drawEpisode, type EpisodeClass, LEAD_MINUTES, type Minute, ZONES } from './episode.ts';
import { describeGoodDay, drawGoodDay, type GoodDay } from './good-days.ts';
import { type Ending, type EpisodeJudge, play } from './play.ts';

/** What one judge did in the episodes of one class. */
export interface EpisodeTally {
  readonly episodes: number;
  readonly right: number;
  readonly wrong: number;
  /** From the first fault to the judgement that evacuates the culprit, in minutes. */
  readonly minutes: readonly number[];
}

/** The alarm and the responder's start take so long after a minute is over. */
const DELAY_MINUTES = 20 / 60;
/** A bad zone has to be found within so many minutes. */
const WITHIN = 30;

/** How episodes are drawn and played. */
interface Measured {
  readonly seed: number;
  readonly thresholds?: AlarmThresholds;
  readonly real?: RealTraffic;
}

/** Every judge sees the same episodes. The same seed gives the same ones. */
export function measureClass(
  of: EpisodeClass,
  judges: readonly EpisodeJudge[],
  { episodes, seed, thresholds, real }: Measured & { readonly episodes: number },
): EpisodeTally[] {
  const tallies = judges.map((): Counted => ({ episodes, right: 0, wrong: 0, minutes: [] }));
  const random = new Random(seed).fork(of.name);
  for (let episode = 0; episode < episodes; episode += 1) {
    const { minutes, begins, groups } = drawEpisode(of, random.fork(`:${episode}`), real);
    for (const [index, judge] of judges.entries())
      count(of, { ending: play(minutes, judge, { thresholds, groups }), begins }, tallies[index]);
  }
  return tallies;
}

type Counted = { -readonly [Key in keyof EpisodeTally]: EpisodeTally[Key] };

function count(
  of: EpisodeClass,
  { ending, begins }: { ending: Ending | null; begins: number },
  tally: Counted | undefined,
): void {
  if (ending === null || tally === undefined) return;
  const after = ending.minute + 1 - LEAD_MINUTES - begins / 60 + DELAY_MINUTES;
  if (ending.zone !== of.culprit || (after < 0 && begins > 0)) tally.wrong += 1;
  else if (after <= WITHIN) {
    tally.right += 1;
    tally.minutes = [...tally.minutes, after];
  }
}

/** A wrongly evacuated zone is out for hours: then the day begins anew. */
const OUT_MINUTES = 60;

/** Wrong evacuations of each judge in so many zone-hours. */
export function measureGoodDay(
  day: GoodDay,
  judges: readonly EpisodeJudge[],
  { zoneHours, seed, thresholds, real }: Measured & { readonly zoneHours: number },
): number[] {
  const random = new Random(seed).fork(describeGoodDay(day));
  const wrong = judges.map(() => 0);
  const hoursAtOnce = 100;
  for (let hours = 0; ZONES * hours < zoneHours; hours += hoursAtOnce) {
    const left = Math.ceil(zoneHours / ZONES) - hours;
    const minutes = drawGoodDay({ ...day, real }, Math.min(hoursAtOnce, left), random.fork(`:${hours}`));
    for (const [index, judge] of judges.entries()) wrong[index] = (wrong[index] ?? 0) + wrongIn(minutes, judge, thresholds);
  }
  return wrong;
}

function wrongIn(minutes: readonly Minute[], judge: EpisodeJudge, thresholds: AlarmThresholds | undefined): number {
  let [wrong, from] = [0, LEAD_MINUTES];
  for (;;) {
    const ending = play(minutes, judge, { from, thresholds });
    if (ending === null) return wrong;
    wrong += 1;
    from = ending.minute + OUT_MINUTES;
  }
}
