import type { Random } from '../../../simulator/region/random.ts';
import { GENERATED, type RealTraffic } from '../real-traffic/options.ts';
import { clientsOf, failByClient } from './by-client.ts';
import { type Demand, demandFrom } from './demand.ts';
import type { ShownGroups } from './groups.ts';

/** What one zone shows in one minute. */
export interface ZoneMinute {
  readonly requests: number;
  readonly faults: number;
  readonly slow: number;
}

/** The zones in one minute, by position. */
export type Minute = readonly ZoneMinute[];

/** Minutes before the one from which an episode is judged: a past of two hours, and a window. */
export const LEAD_MINUTES = 125;
export const ZONES = 3;

/** The chance of a request to fail and to be slow, in one zone and one minute; `weight` multiplies its requests. */
export interface Chances {
  readonly faults?: number;
  readonly slow?: number;
  readonly weight?: number;
}

/** What is peculiar to one episode. Seconds are counted from the end of the lead, so that those of the past are negative. */
export type Script = (random: Random) => {
  /** The first fault. */
  readonly begins: number;
  /** What each zone adds to a good day. */
  readonly chances: (zone: number, span: Span) => Chances;
  /** Absent: nothing is to be seen of the groups. */
  readonly groups?: ShownGroups;
};

/** One kind of episode. */
export interface EpisodeClass {
  readonly name: string;
  readonly requestsPerMinute: number;
  /** How many minutes are judged after the lead. */
  readonly minutes: number;
  /** The zone to evacuate, by position; null: none. */
  readonly culprit: 0 | null;
  readonly script: Script;
}

/** Seconds, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What every zone shows on a good day: 0.02 % fail and 0.3 % are slow. */
const GOOD_DAY = { faults: 2e-4, slow: 3e-3 };
/** Deviation of a zone's requests from minute to minute. */
const NOISE = 0.03;

export interface Episode {
  readonly minutes: readonly Minute[];
  /** Seconds from the end of the lead to the first fault. */
  readonly begins: number;
  readonly groups: ShownGroups | null;
}

/** With an access log, the failures of a good day come by its clients, else one by one. */
export function drawEpisode(of: EpisodeClass, random: Random, real: RealTraffic = GENERATED): Episode {
  const { begins, chances, groups = null } = of.script(random.fork('script'));
  const traffic = random.fork('traffic');
  const length = LEAD_MINUTES + of.minutes;
  const demand = demandFrom(real.curve, random.fork('curve'));
  const loggedIn = loggedFailures(real, { demand, length, mean: GOOD_DAY.faults * of.requestsPerMinute }, random);
  const minutes = Array.from({ length }, (_, minute) => {
    const from = 60 * (minute - LEAD_MINUTES);
    return Array.from({ length: ZONES }, (_unused, zone) => {
      const logged = loggedIn?.[zone]?.[minute] ?? null;
      return drawMinute({ mean: of.requestsPerMinute * demand(minute), logged }, chances(zone, { from, to: from + 60 }), traffic);
    });
  });
  return { minutes, begins, groups };
}

/** By zone and minute; null: there is no log. */
function loggedFailures(
  { log }: RealTraffic,
  day: { readonly demand: Demand; readonly length: number; readonly mean: number },
  random: Random,
): number[][] | null {
  if (log === null) return null;
  const clients = clientsOf(log.visits, 'requests');
  return Array.from({ length: ZONES }, (_, zone) => failByClient(clients, day, random.fork(`zone ${zone}`)));
}

interface Usual {
  readonly mean: number;
  /** Failures of a good day; null: they are drawn one by one. */
  readonly logged: number | null;
}

function drawMinute({ mean, logged }: Usual, { faults = 0, slow = 0, weight = 1 }: Chances, random: Random): ZoneMinute {
  const requests = random.poisson(mean * weight * Math.max(0.5, 1 + NOISE * random.normal()));
  const failed = random.binomial(requests, Math.min(1, (logged === null ? GOOD_DAY.faults : 0) + faults));
  return {
    requests,
    faults: Math.min(requests, failed + (logged ?? 0)),
    slow: random.binomial(requests, Math.min(1, GOOD_DAY.slow + slow)),
  };
}

/** Which part of the span something fills that lasts from `begins` for `lasts` seconds. */
export function overlap({ from, to }: Span, begins: number, lasts = Number.POSITIVE_INFINITY): number {
  return Math.max(0, Math.min(to, begins + lasts) - Math.max(from, begins)) / (to - from);
}

/** As likely between 1 and 2 % as between 10 and 20 %. */
export function logUniform(random: Random, low: number, high: number): number {
  return low * (high / low) ** random.uniform();
}
