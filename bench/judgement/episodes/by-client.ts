import type { Random } from '../../../simulator/region/random.ts';
import type { Visit } from '../real-traffic/client-visits.ts';
import { type Demand, secondAfter } from './demand.ts';

/** Clients whose requests fail. */
export interface Clients {
  readonly meanSize: number;
  /** When the requests of one client fail, in seconds from its first. */
  readonly draw: (random: Random) => readonly number[];
}

/**
 * Failures of one client: median 3, mean about 4.7, seldom fifty; it tries again every 2 to 20 seconds. Chosen so that the judgement of
 * before errs about as often as it was seen to err on real client sessions.
 */
export const GENERATED_CLIENTS: Clients = {
  meanSize: 4.7,
  draw: (random) => {
    const size = Math.min(SIZE.most, Math.ceil(SIZE.median * Math.exp(SIZE.sigma * random.normal())));
    const pause = random.between(2, 20);
    return Array.from({ length: size }, (_, failure) => failure * pause);
  },
};
const SIZE = { median: 3, sigma: 0.8, most: 200 };

/** Those of an access log, each visit as likely as any other: all of its requests fail, or those that did fail. */
export function clientsOf(visits: readonly Visit[], which: keyof Visit): Clients {
  const failing = visits.map((visit) => visit[which]).filter(({ length }) => length > 0);
  if (failing.length === 0) throw new RangeError('no request of the log failed');
  return {
    meanSize: failing.reduce((sum, { length }) => sum + length, 0) / failing.length,
    draw: (random) => failing[Math.floor(random.uniform() * failing.length)] ?? [],
  };
}

interface Day {
  /** Failures a minute. */
  readonly mean: number;
  /** Minutes. */
  readonly length: number;
  readonly demand: Demand;
}

/** The failures of each minute. */
export function failByClient(clients: Clients, { mean, length, demand }: Day, random: Random): number[] {
  const failures = Array.from({ length }, () => 0);
  let at = 0;
  while (at < 60 * length) {
    for (const second of clients.draw(random)) {
      const minute = Math.floor((at + second) / 60);
      if (minute < length) failures[minute] = (failures[minute] ?? 0) + 1;
    }
    at = secondAfter(at, (-60 * clients.meanSize * Math.log(1 - random.uniform())) / mean, demand);
  }
  return failures;
}
