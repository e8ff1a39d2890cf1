import type { AvailabilityZone, ManagedResource, Policy, ResourceArn } from '../domain/index.ts';
import { recordedZoneIds } from '../marks/record.ts';
import type { Clock, Writer } from '../ports.ts';
import { isInZone, isMarkedRestoring, isRehearsal, isShiftedAway } from '../situation/shifts.ts';
import type { Attempt } from './attempt.ts';
import { readUntil } from './read-until.ts';
import { sharedQuestion } from './shared-question.ts';

/** What tells, right before a removal, that it must not be made after all. */
export interface Guarded {
  readonly zone: AvailabilityZone;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly policy: Pick<Policy, 'autoScalingGroups'>;
  /** The application's first resource in the zone; null: there is none, and the groups themselves must tell. */
  readonly lock: ResourceArn | null;
}

/** Asked before each removal: why not; null: it may be made. Removals side by side share the question, and each has a fresh answer. */
export function stopBeforeRemoval(guarded: Guarded): () => Promise<Attempt | null> {
  const { lock } = guarded;
  if (lock !== null) return sharedQuestion<void, Attempt | null>(() => stopUnlessAway(lock, guarded));
  const askOnce = sharedQuestion<void, Attempt | null>(() => stopUnlessAlone(guarded));
  let isAlone = false;
  return async () => {
    const stop = isAlone ? null : await askOnce();
    isAlone ||= stop === null;
    return stop;
  };
}

/** Our shift, read once more: in force, and no restore has begun. */
async function stopUnlessAway(lock: ResourceArn, { zone, writer, clock }: Guarded): Promise<Attempt | null> {
  const resource = await readUntil(
    () => writer.shifts.managedResource(lock),
    ({ appliedWeights }) => isShiftedAway(zone, appliedWeights),
    clock,
  );
  if (!isInZone(zone, resource.appliedWeights)) return null;
  const away = shiftsAway(resource, zone);
  if (away.some(isMarkedRestoring)) {
    return { status: 'skipped', code: 'stopped', why: 'a restore has begun: its capacity stays' };
  }
  if (away.length > 0 && isShiftedAway(zone, resource.appliedWeights)) return null;
  const why = `${lock} is no longer shifted away from ${zone.zoneId}: its capacity stays`;
  return { status: 'failed', code: 'traffic-not-moved', why };
}

function shiftsAway({ shifts }: ManagedResource, zone: AvailabilityZone) {
  return shifts.filter((shift) => shift.awayFrom === zone.zoneId && !isRehearsal(shift));
}

/**
 * Of an application that shifts nothing the records are the lock. Each run has written its own before it looks for others': of
 * two runs for two zones at least one sees the other, and stops.
 */
async function stopUnlessAlone({ zone, writer, policy }: Guarded): Promise<Attempt | null> {
  const groups = await writer.groups.select(policy.autoScalingGroups);
  const other = groups.find(({ tags }) => recordedZoneIds(tags).some((zoneId) => zoneId !== zone.zoneId));
  if (other === undefined) return null;
  const why = `group ${other.name} has a record of another zone: that one is out`;
  return { status: 'failed', code: 'another-zone-out', why };
}
