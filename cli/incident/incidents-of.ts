import type { AvailabilityZone } from '../../shared/domain/index.ts';
import { alarmBands } from './alarm-bands.ts';
import { type Band, type Incident, MINUTE_MILLIS, type Observations, type Run } from './incident.ts';
import { keyTimesOf, usersOf } from './key-times.ts';
import { isIdle } from './notable-runs.ts';
import { shiftBands } from './shift-bands.ts';
import { capacityOf, minutesOf } from './zone-minutes.ts';

/** Runs that are so far apart, with nothing in between but quiet ticks, belong to different incidents. */
const APART_MILLIS = 60 * MINUTE_MILLIS;
/** What is shown before and after the runs. */
const MARGIN_MILLIS = 5 * MINUTE_MILLIS;

/** The incidents in some runs, oldest first: of each application in each place, what happened without an hour of quiet in between. */
export function incidentsOf(runs: readonly Run[]): Incident[] {
  const subjects = [...new Set(runs.map(subjectKey))];
  return subjects
    .flatMap((subject) => episodesOf(runs.filter((run) => subjectKey(run) === subject)))
    .map((episode) => incidentOf(episode, observationsOf(episode), settingOf(episode)))
    .sort((one, other) => one.from - other.from);
}

/** Two accounts may have an application of the same name. */
function subjectKey({ place, report }: Run): string {
  return JSON.stringify([place, report.application]);
}

/** The runs of each incident, with the quiet ones around them: those know the capacity. */
function episodesOf(runs: readonly Run[]): Run[][] {
  const times = runs.filter(({ report }) => !isIdle(report)).map(({ at }) => at);
  const isFar = (at: number, other: number | undefined) => other === undefined || at - other >= APART_MILLIS;
  const starts = times.filter((at, index) => isFar(at, times[index - 1]));
  const ends = times.filter((at, index) => isFar(times[index + 1] ?? Number.POSITIVE_INFINITY, at));
  return starts.map((from, index) => {
    const to = ends[index] ?? from;
    return runs.filter(({ at }) => at >= from - 2 * MARGIN_MILLIS && at <= to + MARGIN_MILLIS);
  });
}

/** All that the runs themselves show. */
export function observationsOf(runs: readonly Run[]): Observations {
  const zoneIds = zonesOf(runs).map(({ zoneId }) => zoneId as string);
  const bands = zoneIds.map((zoneId): [string, Band[]] => [zoneId, [...alarmBands(runs, zoneId), ...shiftBands(runs, zoneId)]]);
  return { minutes: minutesOf(runs), capacity: capacityOf(runs), bands: Object.fromEntries(bands) };
}

/** What the runs of an incident have in common. */
export type Setting = Pick<Incident, 'about' | 'application' | 'place' | 'mode'> & {
  readonly zones: readonly AvailabilityZone[];
};

/** As the latest run knew it. */
function settingOf(runs: readonly Run[]): Setting {
  const latest = runs.findLast(({ report }) => report.policy !== null)?.report ?? runs.at(-1)?.report;
  return {
    about: null,
    application: latest?.application ?? '',
    place: runs[0]?.place ?? null,
    mode: latest?.mode ?? null,
    zones: zonesOf(runs),
  };
}

/** Puts together one incident from its runs, oldest first, and what is known of its zones. Without runs the minutes are enough. */
export function incidentOf(runs: readonly Run[], observations: Observations, setting: Setting): Incident {
  const zone = zoneOf(runs);
  const keyTimes = keyTimesOf(runs, zone?.zoneId ?? '', observations);
  const window = windowOf(runs, observations);
  return {
    ...setting,
    ...window,
    zone,
    runs,
    zones: setting.zones.map((one) => ({
      zone: one,
      minutes: observations.minutes[one.zoneId] ?? [],
      capacity: observations.capacity[one.zoneId] ?? [],
      bands: observations.bands[one.zoneId] ?? [],
    })),
    keyTimes,
    users: usersOf(observations.minutes, keyTimes.firstSymptom?.at ?? keyTimes.alarm ?? window.from),
  };
}

function windowOf(runs: readonly Run[], { minutes, bands }: Observations): { from: number; to: number } {
  const known = Object.values(minutes).flat();
  const points = [...[...runs, ...known].map(({ at }) => at), ...known.map(({ at }) => at + MINUTE_MILLIS)];
  const shown = Object.values(bands).flatMap((all) => all.flatMap(({ from, to }) => [from, to]));
  const times = [...points, ...shown];
  const wholeMinute = (at: number, round: (minutes: number) => number) => round(at / MINUTE_MILLIS) * MINUTE_MILLIS;
  // An alarm may have been ringing for days.
  const from = Math.max(least(times), least(points) - APART_MILLIS);
  return { from: wholeMinute(from, Math.floor), to: wholeMinute(-least(times.map((at) => -at)), Math.ceil) };
}

/** Not by spreading: a month has more minutes than a call takes arguments. */
function least(times: readonly number[]): number {
  return times.reduce((one, other) => Math.min(one, other));
}

/** The zones of the latest configuration that a run knew, in its order. */
function zonesOf(runs: readonly Run[]): AvailabilityZone[] {
  const policy = runs.findLast(({ report }) => report.policy !== null)?.report.policy;
  return (policy?.zones ?? []).map(({ zoneId, zoneName }) => ({ zoneId, zoneName }));
}

/** The zone of most runs that were not quiet. */
function zoneOf(runs: readonly Run[]): AvailabilityZone | null {
  const named = runs.flatMap(({ report }) => (report.zone === null || isIdle(report) ? [] : [report.zone]));
  const count = (zoneId: string) => named.filter((zone) => zone.zoneId === zoneId).length;
  return named.reduce<AvailabilityZone | null>(
    (most, zone) => (most === null || count(zone.zoneId) > count(most.zoneId) ? zone : most),
    null,
  );
}
