import type { Policy } from '../../shared/domain/index.ts';
import { type KeyTimes, MINUTE_MILLIS, type Observations, type Run, type Users, type ZoneMinute } from './incident.ts';

/** Users are as well off as before if at most so much more of their requests are failed or slow: the alarms' own threshold. */
const RECOVERED_SHARE = 0.005;
/** Where no configuration says how much worse a zone must be than the others. */
const DEFAULT_EXCESS = 0.005;

type Minutes = Observations['minutes'];

/** The moments of an incident in one zone, from its runs in order of time and from what is known of its zones. */
export function keyTimesOf(runs: readonly Run[], zoneId: string, { minutes, bands }: Observations): KeyTimes {
  const changes = runs.flatMap(({ report }) => (report.zone?.zoneId === zoneId ? report.results : []));
  const timesOf = (wanted: string) =>
    changes.flatMap(({ code, startedAt, tookMs }) => (code === wanted ? [Date.parse(startedAt) + tookMs] : []));
  const cancelled = timesOf('cancelled');
  const shifts = timesOf('shifted').filter((at) => at < (cancelled[0] ?? Number.POSITIVE_INFINITY));
  const alarm = (bands[zoneId] ?? []).find(({ kind }) => kind === 'alarm')?.from ?? null;
  const firstSymptom = firstSymptomOf(minutes, zoneId, excessOf(runs));
  const lastShift = latest(shifts);
  return {
    firstSymptom,
    alarm,
    firstShift: shifts.length === 0 ? null : Math.min(...shifts),
    lastShift,
    recovered: lastShift === null ? null : recoveredAt(minutes, firstSymptom?.at ?? lastShift, lastShift),
    restored: isRestored(runs, zoneId) ? latest(cancelled) : null,
  };
}

function latest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times);
}

function isRestored(runs: readonly Run[], zoneId: string): boolean {
  return runs.some(
    ({ report }) => report.zone?.zoneId === zoneId && report.decision.verdict === 'restore' && report.outcome === 'done',
  );
}

function excessOf(runs: readonly Run[]): Pick<Policy['outlier']['excess'], 'faults' | 'slow'> {
  return (
    runs.find(({ report }) => report.policy !== null)?.report.policy?.outlier.excess ?? {
      faults: DEFAULT_EXCESS,
      slow: DEFAULT_EXCESS,
    }
  );
}

/** The first minute in which the zone is worse than each other by what the configuration calls material. */
function firstSymptomOf(minutes: Minutes, zoneId: string, excess: { faults: number; slow: number }): KeyTimes['firstSymptom'] {
  const [here = [], others] = [minutes[zoneId], Object.entries(minutes).filter(([other]) => other !== zoneId)];
  const isWorse = (minute: ZoneMinute) => {
    const there = others.map(([, series]) => series.find(({ at }) => at === minute.at));
    const exceeds = (of: (one: ZoneMinute) => number | null, by: number) => {
      const share = shareOf(minute, of);
      return share !== null && there.every((other) => share - ((other && shareOf(other, of)) ?? 0) >= by);
    };
    return exceeds(({ failed }) => failed, excess.faults) || exceeds(({ slow }) => slow, excess.slow);
  };
  const index = here.findIndex(isWorse);
  const found = here[index];
  return found === undefined ? null : { at: found.at, isOrEarlier: index === 0 };
}

function shareOf(minute: ZoneMinute, of: (one: ZoneMinute) => number | null): number | null {
  const part = of(minute);
  return part === null || minute.requests === null || minute.requests === 0 ? null : part / minute.requests;
}

/** The first whole minute after the last shift in which, over all zones, users are as well off as before the first symptom. */
function recoveredAt(minutes: Minutes, before: number, lastShift: number): number | null {
  const totals = totalsOf(minutes);
  const usual = troubledShare(totals.filter(({ at }) => at < before));
  const isWell = (total: Total) => total.requests > 0 && troubledShare([total]) <= usual + RECOVERED_SHARE;
  return totals.find((total) => total.at >= lastShift && isWell(total))?.at ?? null;
}

interface Total {
  readonly at: number;
  readonly requests: number;
  readonly failed: number;
  readonly slow: number;
}

/** All zones together. */
export function totalsOf(minutes: Minutes): Total[] {
  const totals = new Map<number, Total>();
  for (const { at, requests, failed, slow } of Object.values(minutes).flat()) {
    const sum = totals.get(at) ?? { at, requests: 0, failed: 0, slow: 0 };
    totals.set(at, {
      at,
      requests: sum.requests + (requests ?? 0),
      failed: sum.failed + (failed ?? 0),
      slow: sum.slow + (slow ?? 0),
    });
  }
  return [...totals.values()].sort((one, other) => one.at - other.at);
}

function troubledShare(totals: readonly Total[]): number {
  const sum = (of: (total: Total) => number) => totals.reduce((all, total) => all + of(total), 0);
  const requests = sum((total) => total.requests);
  return requests === 0 ? 0 : sum(({ failed, slow }) => failed + slow) / requests;
}

/** What users experienced from a time on; null: no signal says. */
export function usersOf(minutes: Minutes, since: number): Users | null {
  const totals = totalsOf(minutes).filter(({ at }) => at >= since);
  const last = totals.at(-1);
  if (last === undefined) return null;
  const sum = (of: (total: Total) => number) => totals.reduce((all, total) => all + of(total), 0);
  return {
    since,
    until: last.at + MINUTE_MILLIS,
    requests: sum(({ requests }) => requests),
    failed: sum(({ failed }) => failed),
    without: null,
  };
}
