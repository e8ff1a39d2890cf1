import { type Contest, confirmed, launchOf, USUAL_SIZE } from './contest.ts';
import type { Part } from './goals.ts';
import { markdownTable } from './markdown.ts';
import { showProgress } from './progress.ts';
import { roundTripsBeforeLast } from './round-trips.ts';
import { sampleUntilShift, sampleWarm, type WarmSample } from './sample.ts';
import { spreadOf } from './statistics.ts';

/** Ticks that an environment has had when the alarm comes: it is compiled, and its connections are open. */
const TICKS = 20;
const DELAYS_MILLIS = [0, 10, 100];
const MOST_SAMPLES = 5;

/** The alarm's event in an environment that has ticked for a while, which nearly every one has. */
export async function measureWarm(contest: Contest): Promise<Part> {
  const measured: Warm[] = [];
  for (const delayMillis of DELAYS_MILLIS) measured.push(await measureOne(contest, delayMillis));
  const head = [
    'answers after, ms',
    'event to StartZonalShift, ms',
    'limit: two round trips, ms',
    'times the limit',
    'processor time, ms',
  ];
  const [quick, slow] = [measured[0], measured.at(-1)];
  return {
    title: `Warm: the alarm after ${TICKS} quiet ticks`,
    text: markdownTable([head, ...measured.map(rowOf)]),
    goals: [
      { ...WARM_PROCESSOR, value: quick?.processorMillis },
      { ...WARM_WALL, value: slow && slow.millis / (ROUND_TRIPS * slow.delayMillis) },
    ],
  };
}

/** Medians. */
interface Warm {
  readonly delayMillis: number;
  readonly millis: number;
  readonly processorMillis: number | undefined;
}

async function measureOne(contest: Contest, delayMillis: number): Promise<Warm> {
  showProgress(`warm: after ${TICKS} ticks, answers after ${delayMillis} ms`);
  const launch = { ...launchOf(contest, 'launch-bundle.mjs'), ticks: TICKS };
  const samples: WarmSample[] = [];
  for (let count = 0; count < Math.min(contest.samples, MOST_SAMPLES); count += 1) {
    samples.push(confirmed(await sampleWarm(contest.region, launch, delayMillis)));
  }
  const times = samples.flatMap(({ processorMillis }) => processorMillis ?? []);
  return {
    delayMillis,
    millis: spreadOf(samples.map(({ millis }) => millis)).median,
    processorMillis: times.length === 0 ? undefined : spreadOf(times).median,
  };
}

function rowOf({ delayMillis, millis, processorMillis }: Warm): string[] {
  const limit = ROUND_TRIPS * delayMillis;
  const ratio = limit === 0 ? '' : (millis / limit).toFixed(2);
  return [`${delayMillis}`, millis.toFixed(0), `${limit}`, ratio, processorMillis?.toFixed(0) ?? 'not measured here'];
}

const ROUND_TRIPS = 2;
const WARM_PROCESSOR = {
  measure: 'warm, after 20 ticks: processor time from event to StartZonalShift',
  ...{ before: '77 to 84 ms', limit: 45, unit: ' ms', digits: 0 },
};
const WARM_WALL = {
  measure: 'warm: the same on the clock, answers after 100 ms, next to two round trips',
  ...{ before: '1.35 times', limit: 1.15, unit: ' times', digits: 2 },
};

const SIZES = [3, 6].flatMap((zones) =>
  [1, 3, 20].flatMap((resources) => [2, 60].map((groups) => ({ zones, resources, groups }))),
);
/** Long enough that the program's own work never looks like a round trip. */
const ANSWER_DELAY_MILLIS = 100;

/**
 * The number of sequential round trips before StartZonalShift, for each size. Takes the lower of two samples: a real dependency
 * shows in both, but an apparent one on a busy machine does not.
 */
export async function measureRoundTrips(contest: Contest): Promise<Part> {
  const rows: string[][] = [];
  let most = 0;
  for (const size of SIZES) {
    showProgress(`round trips: ${size.zones} zones, ${size.resources} load balancers, ${size.groups} groups`);
    const launch = launchOf(contest, 'launch-bundle.mjs', { ...USUAL_SIZE, ...size });
    const look = async () =>
      roundTripsBeforeLast(confirmed(await sampleUntilShift(contest.region, launch, ANSWER_DELAY_MILLIS)).requests);
    const [first, second] = [await look(), await look()];
    const { roundTrips, elapsedMillis } = first.roundTrips < second.roundTrips ? first : second;
    most = Math.max(most, roundTrips);
    rows.push([...Object.values(size), roundTrips, elapsedMillis.toFixed(0)].map(String));
  }
  const head = [
    'zones',
    'load balancers',
    'groups',
    'round trips',
    'cold: first request to StartZonalShift, ms, at 100 ms an answer',
  ];
  return {
    title: 'Round trips',
    text: markdownTable([head, ...rows]),
    goals: [{ measure: 'dependent round trips before StartZonalShift', before: '2', limit: 2, unit: '', digits: 0, value: most }],
  };
}
