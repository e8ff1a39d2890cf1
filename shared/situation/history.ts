import type { AzId, Instant } from '../domain/index.ts';
import { type MarkedShift, sinceOf } from './shifts.ts';
import { minutesBetween } from './time.ts';

/** An evacuation that is over, from ARC's list of shifts: there is no other history. */
export interface PastEvacuation {
  readonly zoneId: AzId;
  readonly since: Instant;
  /** When a restore of it began; null: its shifts expired, or somebody else ended them, at a time that nothing records. */
  readonly restoredAt: Instant | null;
  readonly isByAlarm: boolean;
}

/** Shifts of one evacuation begin within minutes; the next evacuation follows after the cooldown at the earliest. */
export const SAME_EVACUATION_MINUTES = 5;

/** The evacuations that these shifts, all over, belong to, oldest first. Several shifts belong to one. */
export function pastEvacuations(ended: readonly MarkedShift[]): PastEvacuation[] {
  const evacuations = ended
    .flatMap((shift) => pastEvacuation(shift) ?? [])
    .sort((one, other) => (one.since < other.since ? -1 : 1));
  const merged: PastEvacuation[] = [];
  for (const next of evacuations) addTo(merged, next);
  return merged;
}

function pastEvacuation(shift: MarkedShift): PastEvacuation | null {
  const since = sinceOf(shift);
  const { restoredAt, isByAlarm } = shift.mark;
  return since === null ? null : { zoneId: shift.awayFrom, since, restoredAt, isByAlarm };
}

function addTo(merged: PastEvacuation[], next: PastEvacuation): void {
  const last = merged.at(-1);
  const isSame =
    last !== undefined && last.zoneId === next.zoneId && minutesBetween(last.since, next.since) <= SAME_EVACUATION_MINUTES;
  if (!isSame) merged.push(next);
  else {
    const restoredAt = last.restoredAt ?? next.restoredAt;
    merged[merged.length - 1] = { ...last, restoredAt, isByAlarm: last.isByAlarm || next.isByAlarm };
  }
}
