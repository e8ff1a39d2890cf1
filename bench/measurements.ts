import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RegionProcess } from './region.ts';
import { roundTripsBeforeLast, type SeenRequest } from './round-trips.ts';
import { type Launch, type ShiftSample, sampleUntilShift, sampleWholeRun } from './sample.ts';
import type { StageSize } from './stage.ts';
import { type Comparison, compare } from './statistics.ts';

/** The two programs to compare, and their environment. */
export interface Contest {
  readonly region: RegionProcess;
  /** Path of the Node.js that runs both. */
  readonly node: string;
  readonly bundleUrl: string;
  /** Directory of the launchers. */
  readonly launchers: string;
  readonly samples: number;
}

export interface StartMeasurement {
  readonly startToShiftMillis: Comparison;
  /** This and the next are undefined on systems without /proc. */
  readonly peakKilobytesAtShift: Comparison | undefined;
  readonly processorMillisToShift: Comparison | undefined;
}

export interface LoadedFile {
  readonly file: string;
  readonly bytes: number;
}

export interface RoundTripMeasurement extends StageSize {
  readonly roundTrips: number;
  readonly elapsedMillis: number;
}

export const USUAL_SIZE: StageSize = { zones: 3, resources: 2, groups: 2 };
/** Long enough that the program's own work never looks like a round trip. */
export const ANSWER_DELAY_MILLIS = 100;
const WARM_UPS = 2;

/** A shift is "confirmed" if the program called all of these first. */
const CONFIRMATIONS = ['DescribeAlarms', 'GetManagedResource', 'ListZonalShifts', 'ListAutoshifts', 'DescribeAutoScalingGroups'];

function launchOf({ node, launchers, bundleUrl }: Contest, script: string, size = USUAL_SIZE): Launch {
  return { node, args: [`${launchers}/${script}`], bundleUrl, size };
}

/** Runs one process at a time, in pairs of alternating order. The first pairs only warm up the machine's file cache. */
async function inPairs<T>(samples: number, sample: { bundle: () => Promise<T>; bare: () => Promise<T> }) {
  const taken: { bundle: T[]; bare: T[] } = { bundle: [], bare: [] };
  for (let round = -WARM_UPS; round < samples; round += 1) {
    const order = round % 2 === 0 ? (['bundle', 'bare'] as const) : (['bare', 'bundle'] as const);
    for (const which of order) {
      const value = await sample[which]();
      if (round >= 0) taken[which].push(value);
    }
  }
  return taken;
}

/** Time and memory from process start to StartZonalShift. The Region answers immediately. */
export async function measureStart(contest: Contest): Promise<StartMeasurement> {
  const { bundle, bare } = await inPairs(contest.samples, {
    bundle: async () => confirmed(await sampleUntilShift(contest.region, launchOf(contest, 'launch-bundle.mjs'), 0)),
    bare: () => sampleUntilShift(contest.region, launchOf(contest, 'launch-bare.mjs'), 0),
  });
  const of = (measure: (sample: ShiftSample) => number | undefined) => {
    const values = { bundle: bundle.map(measure), bare: bare.map(measure) };
    return isComplete(values.bundle) && isComplete(values.bare) ? compare(values.bundle, values.bare) : undefined;
  };
  return {
    startToShiftMillis: compare(
      bundle.map(({ startToShiftMillis }) => startToShiftMillis),
      bare.map(({ startToShiftMillis }) => startToShiftMillis),
    ),
    peakKilobytesAtShift: of(({ peakKilobytes }) => peakKilobytes),
    processorMillisToShift: of(({ processorMillis }) => processorMillis),
  };
}

function isComplete(values: readonly (number | undefined)[]): values is readonly number[] {
  return values.every((value) => value !== undefined);
}

/** Peak resident memory over the whole run, including everything after the shift. */
export async function measureWholeRun(contest: Contest): Promise<Comparison> {
  const { bundle, bare } = await inPairs(contest.samples, {
    bundle: () => sampleWholeRun(contest.region, launchOf(contest, 'launch-bundle.mjs')),
    bare: () => sampleWholeRun(contest.region, launchOf(contest, 'launch-bare.mjs')),
  });
  return compare(bundle, bare);
}

/** The files of the bundle that V8 had parsed when StartZonalShift arrived, in order. */
export async function measureLoaded(contest: Contest): Promise<LoadedFile[]> {
  const { args, ...rest } = launchOf(contest, 'launch-bundle.mjs');
  const reporting = ['--import', new URL(`file://${contest.launchers}/report-scripts.mjs`).href, ...args];
  const { scripts } = confirmed(await sampleUntilShift(contest.region, { args: reporting, ...rest }, 0));
  const directory = contest.bundleUrl.slice(0, contest.bundleUrl.lastIndexOf('/') + 1);
  const urls = [...new Set(scripts.map(({ url }) => url))].filter((url) => url.startsWith(directory));
  if (!urls.includes(contest.bundleUrl)) throw new Error('V8 did not report the bundle');
  return urls.map((url) => ({ file: basename(url), bytes: statSync(fileURLToPath(url)).size }));
}

/**
 * The number of sequential round trips before StartZonalShift, for each size. Takes the lower of two samples: a real dependency
 * shows in both, but an apparent one on a busy machine does not.
 */
export async function measureRoundTrips(contest: Contest, sizes: readonly StageSize[]): Promise<RoundTripMeasurement[]> {
  const measured: RoundTripMeasurement[] = [];
  for (const size of sizes) {
    const [first, second] = [await lookAtRoundTrips(contest, size), await lookAtRoundTrips(contest, size)];
    measured.push({ ...size, ...(first.roundTrips < second.roundTrips ? first : second) });
  }
  return measured;
}

async function lookAtRoundTrips(contest: Contest, size: StageSize) {
  const launch = launchOf(contest, 'launch-bundle.mjs', size);
  return roundTripsBeforeLast(confirmed(await sampleUntilShift(contest.region, launch, ANSWER_DELAY_MILLIS)).requests);
}

function confirmed(sample: ShiftSample): ShiftSample {
  const asked = new Set(sample.requests.map(({ operation }: SeenRequest) => operation));
  const missing = CONFIRMATIONS.filter((operation) => !asked.has(operation));
  if (missing.length > 0) throw new Error(`the bundle shifted without calling ${missing.join(', ')}`);
  return sample;
}
