import type { Random } from '../../../simulator/region/random.ts';
import { GENERATED, type RealTraffic } from '../real-traffic/options.ts';
import { clientsOf, failByClient, GENERATED_CLIENTS } from './by-client.ts';
import { type Demand, demandFrom } from './demand.ts';
import { LEAD_MINUTES, type Minute, ZONES } from './episode.ts';

/**
 * How the failures of a good day come: one by one; all requests of a client; in minutes that are bad by chance (CV 2). With an access log
 * also: what failed of a client there; in the minutes in which it failed there, each zone its own.
 */
export type Coming = 'independent' | 'by client' | 'CV 2' | 'by client, as logged' | 'error minutes of the log';

export interface GoodDay {
  readonly coming: Coming;
  readonly requestsPerMinute: number;
  readonly faultRate: number;
}

export const GOOD_DAYS: readonly GoodDay[] = daysOf(['independent', 'by client', 'CV 2']);
const LOGGED_DAYS = daysOf(['by client, as logged', 'error minutes of the log']);

/** Those that can be drawn of what is there. */
export function goodDaysOf({ log }: RealTraffic): readonly GoodDay[] {
  return log === null || log.failures === null ? GOOD_DAYS : [...GOOD_DAYS, ...LOGGED_DAYS];
}

function daysOf(comings: readonly Coming[]): GoodDay[] {
  return comings.flatMap((coming) =>
    [500, 2000].flatMap((requestsPerMinute) => [2e-4, 1e-3].map((faultRate) => ({ coming, requestsPerMinute, faultRate }))),
  );
}

export function describeGoodDay({ coming, requestsPerMinute, faultRate }: GoodDay): string {
  return `${coming}, ${requestsPerMinute} a minute, ${100 * faultRate} %`;
}

/** `hours` after a lead, in three zones. Slow responses are those of any day, and no subject here. */
export function drawGoodDay(day: GoodDay & { readonly real?: RealTraffic | undefined }, hours: number, random: Random): Minute[] {
  const length = LEAD_MINUTES + 60 * hours;
  const { real = GENERATED } = day;
  const demand = demandFrom(real.curve, random.fork('curve'));
  const zones = Array.from({ length: ZONES }, (_, zone) =>
    failuresOf({ ...day, real }, { length, demand }, random.fork(`zone ${zone}`)),
  );
  return Array.from({ length }, (_, minute) =>
    zones.map((failures) => {
      const mean = day.requestsPerMinute * demand(minute);
      const requests = random.poisson(mean * Math.max(0.5, 1 + 0.03 * random.normal()));
      return { requests, faults: Math.min(requests, failures[minute] ?? 0), slow: 0 };
    }),
  );
}

interface Length {
  readonly length: number;
  readonly demand: Demand;
}

type Draw = (day: Length & { readonly mean: number; readonly real: RealTraffic }, random: Random) => number[];

const FAILURES: Readonly<Record<Coming, Draw>> = {
  independent: ({ mean, length, demand }, random) => Array.from({ length }, (_, minute) => random.poisson(mean * demand(minute))),
  'CV 2': ({ mean, length, demand }, random) =>
    Array.from({ length }, (_, minute) => random.poisson(mean * gamma(0.25, random) * 4 * demand(minute))),
  'by client': ({ real: { log }, ...day }, random) =>
    failByClient(log === null ? GENERATED_CLIENTS : clientsOf(log.visits, 'requests'), day, random),
  'by client, as logged': ({ real: { log }, ...day }, random) =>
    failByClient(clientsOf(log?.visits ?? [], 'failed'), day, random),
  'error minutes of the log': ({ real: { log }, mean, length, demand }, random) => {
    const errors = demandFrom(log?.failures ?? null, random);
    return Array.from({ length }, (_, minute) => random.poisson(mean * errors(minute) * demand(minute)));
  },
};

function failuresOf(day: GoodDay & { readonly real: RealTraffic }, of: Length, random: Random): number[] {
  const mean = day.requestsPerMinute * day.faultRate;
  return FAILURES[day.coming]({ ...of, mean, real: day.real }, random);
}

/** Mean `shape`, for shapes below 1 (Marsaglia and Tsang, 2000, with the power of a uniform). */
function gamma(shape: number, random: Random): number {
  const d = shape + 1 - 1 / 3;
  for (;;) {
    const x = random.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return d * v * random.uniform() ** (1 / shape);
    }
  }
}
