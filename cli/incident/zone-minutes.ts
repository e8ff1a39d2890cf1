import type { ObservedSignal, ObservedSignals, Series } from '../../shared/domain/index.ts';
import { type CapacityPoint, MINUTE_MILLIS, type Run, type ZoneMinute } from './incident.ts';

type ByZone<T> = Readonly<Record<string, readonly T[]>>;

/** What the signals of all runs show, minute by minute. A later run knows more of a minute than an earlier one. */
export function minutesOf(runs: readonly Run[]): ByZone<ZoneMinute> {
  const known = new Map<string, Map<number, ZoneMinute>>();
  for (const { report } of runs) {
    if (!('signals' in report.evidence) || !report.evidence.signals.known) continue;
    for (const [zoneId, minutes] of Object.entries(minutesIn(report.evidence.signals.value))) {
      const ofZone = known.get(zoneId) ?? new Map<number, ZoneMinute>();
      for (const minute of minutes) ofZone.set(minute.at, minute);
      known.set(zoneId, ofZone);
    }
  }
  return Object.fromEntries([...known].map(([zoneId, minutes]) => [zoneId, [...minutes.values()].sort(byTime)]));
}

/** Each of them counts every request. The first kind that is configured is taken: together they would count a request twice. */
const COUNTING_KINDS = ['application-load-balancer', 'network-load-balancer', 'custom'] as const;

/** No run looks at more than this. A damaged time in a report must not make minutes without end. */
const LONGEST_WINDOW_MINUTES = 24 * 60;

function minutesIn({ from, to, signals }: ObservedSignals): Record<string, ZoneMinute[]> {
  const kind = COUNTING_KINDS.find((candidate) => signals.some((signal) => signal.kind === candidate));
  const counted = signals.filter((signal) => signal.kind === kind);
  const start = Date.parse(from);
  const length = Math.min(Math.round((Date.parse(to) - start) / MINUTE_MILLIS), LONGEST_WINDOW_MINUTES);
  const zoneIds = [...new Set(counted.flatMap(({ zones }) => Object.keys(zones)))];
  const ofZone = (zoneId: string) =>
    Array.from({ length }, (_, index) => minuteAt({ at: start + index * MINUTE_MILLIS, index }, counted, zoneId));
  return Object.fromEntries(zoneIds.map((zoneId) => [zoneId, ofZone(zoneId)]));
}

/** A minute is known only if every load balancer could be read: a part would look like a drop. */
function minuteAt({ at, index }: { at: number; index: number }, signals: readonly ObservedSignal[], zoneId: string): ZoneMinute {
  const zones = signals.flatMap(({ zones: { [zoneId]: zone } }) => (zone?.known ? [zone.value] : []));
  const isWhole = zones.length === signals.length;
  const sum = (series: readonly (Series | null)[]): number | null => {
    const measured = series.filter((one) => one !== null);
    return isWhole && measured.length > 0 ? measured.reduce((total, one) => total + (one[index] ?? 0), 0) : null;
  };
  return {
    at,
    requests: sum(zones.map(({ requests }) => requests)),
    failed: sum(zones.map(({ faults }) => faults)),
    slow: sum(zones.map(({ slow }) => slow)),
    p99Seconds: null,
  };
}

/** Healthy instances of each zone, as the runs counted them. A run that could not read every group says nothing. */
export function capacityOf(runs: readonly Run[]): ByZone<CapacityPoint> {
  const points: Record<string, CapacityPoint[]> = {};
  for (const { at, report } of runs) {
    const groups = 'groups' in report.evidence ? Object.values(report.evidence.groups) : [];
    const counts = groups.flatMap((group) => (group.known ? [group.value.capacity] : []));
    if (counts.length === 0 || counts.length < groups.length) continue;
    for (const { zoneId, zoneName } of report.policy?.zones ?? []) {
      const here = counts.flat().filter((zone) => zone.zoneName === zoneName);
      const healthy = here.reduce((sum, zone) => sum + zone.healthy, 0);
      points[zoneId] = [...(points[zoneId] ?? []), { at, healthy }];
    }
  }
  return points;
}

const byTime = (one: { readonly at: number }, other: { readonly at: number }) => one.at - other.at;
