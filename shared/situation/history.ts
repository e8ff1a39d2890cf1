import type { AzId, Instant, ObservedShift } from '../domain/index.ts';
import { restoredAtOf, sinceOf, wasByAlarm } from './evacuation.ts';
import { isOurs } from './rules.ts';

/** An evacuation that is over, as ARC's list of shifts tells it: there is no other history. */
export interface PastEvacuation {
  readonly zoneId: AzId;
  readonly since: Instant;
  /** When a restore of it began; null: its shifts expired, or were ended by somebody else, and when is not told. */
  readonly restoredAt: Instant | null;
  readonly isByAlarm: boolean;
}

/** Shifts of one evacuation begin within minutes; an evacuation follows another after the cooldown at the earliest. */
export const SAME_EVACUATION_MINUTES = 5;

/** Our evacuations among the shifts that are over, oldest first. Several shifts belong to one. */
export function pastEvacuations(ended: readonly ObservedShift[]): PastEvacuation[] {
  const evacuations = ended
    .filter(isOurs)
    .flatMap((shift): PastEvacuation[] => {
      const since = sinceOf(shift);
      if (since === null) return [];
      return [{ zoneId: shift.awayFrom, since, restoredAt: restoredAtOf(shift), isByAlarm: wasByAlarm(shift) }];
    })
    .sort((one, other) => (one.since < other.since ? -1 : 1));
  return evacuations.reduce<PastEvacuation[]>(addTo, []);
}

function addTo(found: PastEvacuation[], next: PastEvacuation): PastEvacuation[] {
  const last = found.at(-1);
  const isSame = last !== undefined && last.zoneId === next.zoneId && minutes(last.since, next.since) <= SAME_EVACUATION_MINUTES;
  if (!isSame) return [...found, next];
  const restoredAt = last.restoredAt ?? next.restoredAt;
  return [...found.slice(0, -1), { ...last, restoredAt, isByAlarm: last.isByAlarm || next.isByAlarm }];
}

function minutes(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}
