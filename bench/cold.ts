import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contest, confirmed, inPairs, launchOf } from './contest.ts';
import type { Goal, Part } from './goals.ts';
import { markdownTable } from './markdown.ts';
import { showProgress } from './progress.ts';
import { type ShiftSample, sampleUntilShift, sampleWholeRun } from './sample.ts';
import { type Comparison, compare, spreadOf } from './statistics.ts';

/** A cold start next to a bare process, over TLS: time, processor time, memory, and how much JavaScript is loaded. */
export async function measureCold(contest: Contest): Promise<Part> {
  showProgress(`cold: ${contest.samples} pairs of processes`);
  const launches = { bundle: launchOf(contest, 'launch-bundle.mjs'), bare: launchOf(contest, 'launch-bare.mjs') };
  const { bundle, bare } = await inPairs(contest.samples, {
    bundle: async () => confirmed(await sampleUntilShift(contest.region, launches.bundle, 0)),
    bare: () => sampleUntilShift(contest.region, launches.bare, 0),
  });
  const of = (measure: (sample: ShiftSample) => number | undefined) => comparisonOf(bundle.map(measure), bare.map(measure));
  showProgress('cold: the memory of a whole run');
  const whole = await inPairs(Math.ceil(contest.samples / 3), {
    bundle: () => sampleWholeRun(contest.region, launches.bundle),
    bare: () => sampleWholeRun(contest.region, launches.bare),
  });
  const [wall, processor, memory] = [
    of(({ startToShiftMillis }) => startToShiftMillis),
    of(({ processorMillis }) => processorMillis),
    of(({ peakKilobytes }) => peakKilobytes),
  ];
  const loaded = await measureLoaded(contest);
  const kilobytes = loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  return {
    title: 'Cold',
    text: describeCold([
      ['process start to StartZonalShift', 'ms', wall, 1],
      ['processor time until then, all threads', 'ms', processor, 1],
      ['peak memory at that moment', 'MiB', memory, 1024],
      ['peak memory of the whole run', 'MiB', compare(whole.bundle, whole.bare), 1024],
    ]).concat(
      `\n\n${initText(bundle)}\nLoaded before it, in kB: ${loaded.map(({ file, bytes }) => `${file} ${(bytes / 1000).toFixed(1)}`).join(', ')}.`,
    ),
    goals: goalsOf(processor?.ratio.median, memory?.ratio.median, kilobytes),
  };
}

function goalsOf(processor: number | undefined, memory: number | undefined, kilobytes: number): Goal[] {
  const times = { unit: ' times', digits: 2 } as const;
  return [
    {
      measure: 'cold: processor time to StartZonalShift, next to a bare process',
      before: '2.85 times',
      limit: 2.3,
      value: processor,
      ...times,
    },
    {
      measure: 'cold: peak memory at that moment, next to a bare process',
      before: '1.26 times',
      limit: 1.15,
      value: memory,
      ...times,
    },
    { measure: 'JavaScript loaded before it', before: '328 kB', limit: 290, unit: ' kB', digits: 0, value: kilobytes },
  ];
}

function comparisonOf(bundle: readonly (number | undefined)[], bare: readonly (number | undefined)[]): Comparison | undefined {
  const isComplete = (values: readonly (number | undefined)[]): values is readonly number[] => !values.includes(undefined);
  return isComplete(bundle) && isComplete(bare) ? compare(bundle, bare) : undefined;
}

type Measure = readonly [name: string, unit: string, comparison: Comparison | undefined, divisor: number];

function describeCold(measures: readonly Measure[]): string {
  const rows = measures.flatMap(([name, unit, comparison, divisor]) => {
    if (comparison === undefined) return [[`${name}, ${unit}`, '', '', 'not measured here']];
    const { bundle, bare, ratio } = comparison;
    const inUnit = (value: number) => (value / divisor).toFixed(divisor === 1 ? 0 : 1);
    const quartiles = `${ratio.lowerQuartile.toFixed(2)} to ${ratio.upperQuartile.toFixed(2)}`;
    return [[`${name}, ${unit}`, inUnit(bundle.median), inUnit(bare.median), `${ratio.median.toFixed(2)} (${quartiles})`]];
  });
  return markdownTable([['median', 'bundle', 'bare', 'ratio (quartiles of the pairs)'], ...rows]);
}

function initText(bundle: readonly ShiftSample[]): string {
  const inits = bundle.flatMap(({ init }) => init ?? []);
  const wall = spreadOf(inits.map(({ millis }) => millis)).median;
  const processor = spreadOf(inits.map(({ processorMillis }) => processorMillis)).median;
  const rest = spreadOf(bundle.map(({ startToShiftMillis, init }) => startToShiftMillis - (init?.millis ?? 0))).median;
  const work = spreadOf(
    bundle.map(({ processorMillis = Number.NaN, init }) => processorMillis - (init?.processorMillis ?? 0)),
  ).median;
  return (
    `Of the bundle, INIT (Node's own start and the import) takes ${wall.toFixed(0)} ms and ${processor.toFixed(0)} ms of processor ` +
    `time, the invocation up to StartZonalShift ${rest.toFixed(0)} ms and ${work.toFixed(0)} ms. Lambda gives INIT a whole processor.`
  );
}

/** The files of the bundle that V8 had parsed when StartZonalShift arrived, in order. */
async function measureLoaded(contest: Contest): Promise<{ readonly file: string; readonly bytes: number }[]> {
  const { args, ...rest } = launchOf(contest, 'launch-bundle.mjs');
  const reporting = ['--import', new URL(`file://${contest.launchers}/report-scripts.mjs`).href, ...args];
  const { scripts } = confirmed(await sampleUntilShift(contest.region, { args: reporting, ...rest }, 0));
  const directory = contest.bundleUrl.slice(0, contest.bundleUrl.lastIndexOf('/') + 1);
  const urls = [...new Set(scripts.map(({ url }) => url))].filter((url) => url.startsWith(directory));
  if (!urls.includes(contest.bundleUrl)) throw new Error('V8 did not report the bundle');
  return urls.map((url) => ({ file: basename(url), bytes: statSync(fileURLToPath(url)).size }));
}
