import type { AzId, Instant, Policy } from '../domain/index.ts';
import type { RemovalRecord } from '../marks/record.ts';
import type { GroupSituation } from './groups.ts';
import { type ActiveShifts, type MarkedShift, sinceOf } from './shifts.ts';

/** An evacuation of ours that stands, worked out from shifts and records: there is no other state. */
export interface StandingEvacuation {
  readonly zoneId: AzId;
  /** When it began: the earliest time on a record or a shift of ours. */
  readonly since: Instant;
  /** A restore is under way: a record or a shift of ours says so. */
  readonly isRestoring: boolean;
  /** Present where nothing that is selected is out, only strays: there is nothing to keep up, and something to bring back. */
  readonly isStray?: true;
}

/** Our standing evacuations. */
export interface StandingEvacuations {
  /** Of configured zones, in their order: unless something went wrong, one at most. */
  readonly configured: readonly StandingEvacuation[];
  /** Of zones that the configuration does not name, or no longer: seen, but neither kept alive nor restored. */
  readonly unconfigured: readonly StandingEvacuation[];
}

interface Traces {
  readonly shifts: MarkedShift[];
  readonly records: RemovalRecord[];
}

export function standingEvacuations(
  { shifts, groups, strays }: { shifts: ActiveShifts; groups: readonly GroupSituation[]; strays: readonly GroupSituation[] },
  policy: Policy,
): StandingEvacuations {
  const traces = tracesByZone(shifts.marked, [...groups, ...strays]);
  const stray = new Set<MarkedShift>(shifts.strays);
  const selected = tracesByZone(
    shifts.marked.filter((shift) => !stray.has(shift)),
    groups,
  );
  const configured = policy.zones.map(({ zoneId }) => zoneId);
  const others = [...traces.keys()].filter((zoneId) => !configured.includes(zoneId));
  const standing = (zoneIds: readonly AzId[]) =>
    zoneIds.flatMap((zoneId) => {
      const found = standingOf(zoneId, traces.get(zoneId));
      if (found === null) return [];
      return [selected.has(zoneId) ? found : { ...found, isStray: true as const }];
    });
  return { configured: standing(configured), unconfigured: standing(others) };
}

function tracesByZone(marked: readonly MarkedShift[], groups: readonly GroupSituation[]): Map<AzId, Traces> {
  const traces = new Map<AzId, Traces>();
  const of = (zoneId: AzId): Traces => {
    const found = traces.get(zoneId) ?? { shifts: [], records: [] };
    traces.set(zoneId, found);
    return found;
  };
  for (const shift of marked) of(shift.awayFrom).shifts.push(shift);
  for (const { zoneId, found } of groups.flatMap(({ records }) => records)) {
    if (found.state === 'whole') of(zoneId).records.push(found.record);
  }
  return traces;
}

function standingOf(zoneId: AzId, { shifts, records }: Traces = { shifts: [], records: [] }): StandingEvacuation | null {
  if (shifts.length === 0 && records.length === 0) return null;
  const starts = [...shifts.map(sinceOf), ...records.map(({ at }) => at)].filter((at) => at !== null).sort();
  return {
    zoneId,
    since: starts[0] ?? ('1970-01-01T00:00:00.000Z' as Instant),
    // Shifts are marked first and called off first: where there are any, they know better than a record.
    isRestoring:
      shifts.length > 0 ? shifts.some(({ mark }) => mark.isRestoring) : records.some(({ phase }) => phase === 'restoring'),
  };
}
