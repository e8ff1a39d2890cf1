import { columns } from './columns.ts';
import type { LoadedFile, RoundTripMeasurement, StartMeasurement } from './measurements.ts';
import type { Comparison } from './statistics.ts';

/** All measurements of one run. */
export interface BenchResult extends StartMeasurement {
  readonly node: string;
  readonly samples: number;
  readonly peakKilobytesOfWholeRun: Comparison;
  readonly loaded: readonly LoadedFile[];
  readonly roundTrips: readonly RoundTripMeasurement[];
}

/** One line of the verdict. `value` is undefined if this machine cannot measure it. */
export interface Verdict {
  readonly measure: string;
  readonly unit: 'times' | 'kB' | 'round trips';
  readonly goal: number;
  readonly value: number | undefined;
  readonly met: boolean;
}

export const GOALS = { startRatio: 1.6, memoryRatio: 1.25, loadedKilobytes: 300, roundTrips: 2 } as const;

export function judge(result: BenchResult): Verdict[] {
  const loaded = result.loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  const roundTrips = Math.max(...result.roundTrips.map((size) => size.roundTrips));
  const lines: Omit<Verdict, 'met'>[] = [
    {
      measure: 'process start to StartZonalShift',
      unit: 'times',
      goal: GOALS.startRatio,
      value: result.startToShiftMillis.ratio.median,
    },
    {
      measure: 'peak memory at StartZonalShift',
      unit: 'times',
      goal: GOALS.memoryRatio,
      value: result.peakKilobytesAtShift?.ratio.median,
    },
    { measure: 'JavaScript loaded before it', unit: 'kB', goal: GOALS.loadedKilobytes, value: loaded },
    { measure: 'dependent round trips before it', unit: 'round trips', goal: GOALS.roundTrips, value: roundTrips },
  ];
  return lines.map((line) => ({ ...line, met: line.value !== undefined && line.value <= line.goal }));
}

/** Formats the result as a table for people. Ends with a line feed. */
export function describeResult(result: BenchResult): string {
  const rows = judge(result).map((verdict) => [
    verdict.measure,
    measuredText(verdict),
    spreadText(verdict, result),
    ending(verdict),
  ]);
  const time = result.startToShiftMillis;
  const { peakKilobytesAtShift: atShift, peakKilobytesOfWholeRun: whole, processorMillisToShift: processor } = result;
  return [
    `The bundle, compared with a bare Node.js process that signs and sends one POST. Node.js ${result.node}, ${result.samples} pairs of samples.`,
    'Ratios of the medians, with the quartiles of the ratios of the pairs in brackets.',
    '',
    ...columns([['measure', 'measured', '', 'goal'], ...rows]),
    '',
    `time      bundle ${time.bundle.median.toFixed(0)} ms, bare ${time.bare.median.toFixed(0)} ms (medians of this machine, today)`,
    ...(processor === undefined ? [] : [`          processor time of the main thread: ${ofProcessor(processor)}`]),
    ...(atShift === undefined ? [] : [`memory    at StartZonalShift (VmHWM): ${megabytes(atShift)}`]),
    `          over the whole run (maxRSS, including capacity step and log): ${megabytes(whole)}, ${whole.ratio.median.toFixed(2)} times`,
    `loaded    ${result.loaded.map(({ file, bytes }) => `${file} ${(bytes / 1000).toFixed(1)}`).join(', ')} (kB, as reported by V8)`,
    '',
    ...columns([
      ['zones', 'resources', 'groups', 'round trips', 'first request to StartZonalShift, with 100 ms per answer'],
      ...result.roundTrips.map(({ zones, resources, groups, roundTrips, elapsedMillis }) => {
        return [zones, resources, groups, roundTrips, `${elapsedMillis.toFixed(0)} ms`].map(String);
      }),
    ]),
    '',
  ].join('\n');
}

function measuredText({ value, unit }: Verdict): string {
  if (value === undefined) return 'not measured (no /proc)';
  if (unit === 'times') return `${value.toFixed(2)} times`;
  return `${value.toFixed(unit === 'kB' ? 1 : 0)} ${unit}`;
}

function spreadText({ measure }: Verdict, result: BenchResult): string {
  if (measure.startsWith('process start')) return quartiles(result.startToShiftMillis);
  if (measure.startsWith('peak memory')) return quartiles(result.peakKilobytesAtShift);
  return '';
}

function quartiles(comparison: Comparison | undefined): string {
  if (comparison === undefined) return '';
  const { lowerQuartile, upperQuartile } = comparison.ratio;
  return `(${lowerQuartile.toFixed(2)} to ${upperQuartile.toFixed(2)})`;
}

function ending({ value, goal, met, unit }: Verdict): string {
  if (value === undefined) return `${goal}`;
  return met ? `${goal}: met` : `${goal}: missed by ${(value - goal).toFixed(unit === 'times' ? 2 : 0)}`;
}

function ofProcessor({ bundle, bare, ratio }: Comparison): string {
  return `bundle ${bundle.median.toFixed(0)} ms, bare ${bare.median.toFixed(0)} ms, ${ratio.median.toFixed(2)} times`;
}

function megabytes({ bundle, bare }: Comparison): string {
  return `bundle ${(bundle.median / 1024).toFixed(1)} MiB, bare ${(bare.median / 1024).toFixed(1)} MiB`;
}
