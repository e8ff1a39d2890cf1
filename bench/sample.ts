import { type Launch, type LoadedScript, Measured } from './measured.ts';
import type { RegionProcess } from './region.ts';
import type { SeenRequest } from './round-trips.ts';
import { alarmEvent } from './stage.ts';

/** Measurements of one process up to its StartZonalShift. Processor time is of all threads, and undefined where there is no /proc. */
export interface ShiftSample {
  /** From just before process start to the arrival of StartZonalShift. */
  readonly startToShiftMillis: number;
  readonly processorMillis: number | undefined;
  /** Of these, until the bundle was imported; undefined for the bare process. */
  readonly init: { readonly millis: number; readonly processorMillis: number } | undefined;
  /** VmHWM of /proc/PID/status, read while StartZonalShift waits for its answer. */
  readonly peakKilobytes: number | undefined;
  readonly requests: readonly SeenRequest[];
  readonly scripts: readonly LoadedScript[];
}

/** Starts a process and ends it as soon as its StartZonalShift arrives. */
export async function sampleUntilShift(region: RegionProcess, launch: Launch, delayMillis: number): Promise<ShiftSample> {
  await region.order({ kind: 'stage', size: launch.size, delayMillis, holdsShift: true });
  const shift = region.nextShift();
  const measured = new Measured(region, launch);
  try {
    const requests = await Promise.race([shift, measured.failure()]);
    const [peakKilobytes, processorMillis] = [measured.peakKilobytes(), measured.processorMillis()];
    const shiftAt = requests.at(-1)?.arrivedAt ?? Number.NaN;
    const invoked = measured.heard('invoked');
    return {
      startToShiftMillis: shiftAt - measured.startedAt,
      processorMillis,
      init: invoked && { millis: invoked.at - measured.startedAt, processorMillis: invoked.processorMillis },
      peakKilobytes,
      requests,
      scripts: measured.told.flatMap((told) => (told.kind === 'script' && told.parsedAt < shiftAt ? [told] : [])),
    };
  } finally {
    await measured.kill();
  }
}

/** Lets a process run to its end. Returns its peak resident memory, in kilobytes. */
export async function sampleWholeRun(region: RegionProcess, launch: Launch): Promise<number> {
  await region.order({ kind: 'stage', size: launch.size, delayMillis: 0, holdsShift: false });
  const measured = new Measured(region, launch);
  try {
    await measured.ended();
    const end = measured.heard('end');
    if (end?.outcome !== 'done') throw new Error(`${measured.name} ended as ${end?.outcome ?? 'a failure'}: ${measured.errors}`);
    return end.maxRssKilobytes;
  } finally {
    await measured.kill();
  }
}

/** From the event to the arrival of StartZonalShift, in a process that has had its ticks. */
export interface WarmSample {
  readonly millis: number;
  readonly processorMillis: number | undefined;
  readonly requests: readonly SeenRequest[];
}

/** What is left of the last tick, such as a collection of garbage, is not the event's. */
const SETTLES_MILLIS = 100;

/** Lets quiet ticks pass at once, then brings trouble and the alarm's event; answers take so long from then on. */
export async function sampleWarm(region: RegionProcess, launch: Launch, delayMillis: number): Promise<WarmSample> {
  await region.order({ kind: 'stage', size: launch.size, isAtRest: true, delayMillis: 0, holdsShift: true });
  const measured = new Measured(region, launch);
  try {
    await measured.until('ready');
    await new Promise((resolve) => setTimeout(resolve, SETTLES_MILLIS));
    await region.order({ kind: 'trouble', delayMillis, holdsShift: true });
    const before = measured.processorMillis();
    const shift = region.nextShift();
    measured.send(JSON.stringify(alarmEvent(new Date())));
    const requests = await Promise.race([shift, measured.failure()]);
    const after = measured.processorMillis();
    const [shiftAt, eventAt] = [requests.at(-1)?.arrivedAt ?? Number.NaN, measured.heard('invoked')?.at ?? Number.NaN];
    return {
      millis: shiftAt - eventAt,
      processorMillis: before === undefined || after === undefined ? undefined : after - before,
      requests,
    };
  } finally {
    await measured.kill();
  }
}
