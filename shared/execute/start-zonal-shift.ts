import type { AvailabilityZone, ManagedResource, ObservedShift, Reading, StartZonalShift } from '../domain/index.ts';
import { asCallError, type CallError } from '../errors.ts';
import type { Clock, ShiftWriter } from '../ports.ts';
import {
  bearsMarkerOf,
  endsBefore,
  isInZone,
  isMarkedRestoring,
  isRehearsal,
  isShiftedAway,
  weightOf,
  whyNotRegistered,
} from '../situation/shifts.ts';
import { LONGEST_SHIFT_MINUTES } from '../situation/time.ts';
import { type Attempt, failed } from './attempt.ts';
import { readUntil } from './read-until.ts';

interface Shifting {
  readonly step: StartZonalShift;
  readonly zone: AvailabilityZone;
  readonly shifts: ShiftWriter;
  readonly clock: Clock;
  /** How the resource is read immediately before it is shifted. Left out: by itself. */
  readonly read?: ShiftWriter['managedResource'] | undefined;
}

/**
 * Shifts one resource away from the zone, or finds that it is away already. Reads the resource again immediately before
 * the write; a read that fails does not stop it, because ARC itself refuses a second shift of a resource.
 */
export async function startZonalShift(shifting: Shifting): Promise<Attempt> {
  const before = await readResource(shifting, shifting.read);
  if (before.known) {
    const settled = await settle(before.value, shifting);
    if (settled !== null) return settled;
  }
  return shifting.step.renews ? notRenewed(before) : start(shifting);
}

/** A stray that is no longer shifted has ended, by itself or with its resource. */
function notRenewed(before: Reading<ManagedResource>): Attempt {
  if (before.known) return { status: 'already-done', code: 'already-ended', why: 'its shift is not in force any more' };
  return { status: 'failed', code: 'not-extended', why: `its shift could not be read: ${before.why}` };
}

async function start(shifting: Shifting): Promise<Attempt> {
  try {
    const { zonalShiftId } = await shifting.shifts.start(shifting.step);
    return { ...(await verify(shifting)), startedShiftId: zonalShiftId };
  } catch (error) {
    return explainRefusal(asCallError(error), shifting);
  }
}

function readResource(
  { step, shifts }: Shifting,
  read: ShiftWriter['managedResource'] = shifts.managedResource,
): Promise<Reading<ManagedResource>> {
  return read(step.resource).then(
    (value) => ({ known: true, value }),
    (error: unknown) => ({ known: false, why: asCallError(error).message }),
  );
}

/** What the resource's present state already decides; null: the shift is to be started. */
async function settle(resource: ManagedResource, shifting: Shifting): Promise<Attempt | null> {
  const { step, zone } = shifting;
  if (step.renews && !resource.shifts.some((shift) => bearsMarkerOf(shift, step))) return null;
  if (!resource.registered) return notOptedIn(step);
  if (!isInZone(zone, resource.appliedWeights)) return notInZone(step);
  const real = resource.shifts.filter((shift) => !isRehearsal(shift));
  const ours = real.find((shift) => bearsMarkerOf(shift, step) && shift.awayFrom === step.awayFrom);
  const elsewhere = real.find((shift) => shift.awayFrom !== step.awayFrom && !isMasked(shift, ours));
  if (elsewhere !== undefined) return conflicting(elsewhere);
  if (ours !== undefined) return inForce(await keepOurs(ours, shifting), resource, shifting);
  const theirs = real[0];
  return theirs === undefined ? null : inForce(adopted(theirs), resource, shifting);
}

/** The finding, unless the shift is accepted and not applied: then the zone still gets requests. */
async function inForce(finding: Attempt, resource: ManagedResource, shifting: Shifting): Promise<Attempt> {
  const { zone } = shifting;
  if (isShiftedAway(zone, resource.appliedWeights)) return finding;
  const now = await readApplied(shifting);
  if (!now.known || isShiftedAway(zone, now.value.appliedWeights)) return finding;
  const why = `${finding.why}; but it is not applied: the weight is ${weightOf(zone, now.value.appliedWeights)}`;
  return { status: 'failed', code: 'shift-not-applied', why };
}

/** Read until the shift is applied. It takes effect at once (ARC Developer Guide, "How a zonal shift works"); a moment is allowed. */
function readApplied(shifting: Shifting): Promise<Reading<ManagedResource>> {
  const isApplied = (reading: Reading<ManagedResource>) =>
    !reading.known || isShiftedAway(shifting.zone, reading.value.appliedWeights);
  return readUntil(() => readResource(shifting), isApplied, shifting.clock);
}

/** AWS's own shift, without effect because ours has precedence. Ours is kept; upkeep decides whether it yields. */
function isMasked(shift: ObservedShift, ours: ObservedShift | undefined): boolean {
  return ours !== undefined && shift.type === 'ZONAL_AUTOSHIFT' && !shift.applied;
}

async function keepOurs(ours: ObservedShift, { step, shifts, clock }: Shifting): Promise<Attempt> {
  const id = ours.zonalShiftId ?? '';
  const wanted = Math.ceil((Date.parse(step.extendTo) - clock.now().getTime()) / 60_000);
  const isCalledOff = step.callsOff === true && isMarkedRestoring(ours);
  const comment = isCalledOff ? { comment: step.comment } : {};
  const isLongEnough = !endsBefore(ours, step.until) || wanted < 1;
  if (isLongEnough && isCalledOff) {
    await shifts.update({ zonalShiftId: id, ...comment });
    return { status: 'done', code: 'marked', why: `our shift ${id} no longer says that a restore is under way` };
  }
  if (isLongEnough) {
    return { status: 'already-done', code: 'already-shifted', why: `our shift ${id} is in force until ${ours.expiresAt}` };
  }
  const minutes = Math.min(wanted, LONGEST_SHIFT_MINUTES);
  return shifts.update({ zonalShiftId: id, expiresIn: `${minutes}m`, ...comment }).then(
    () => ({
      status: 'done',
      code: 'extended',
      why: `our shift ${id} would end at ${ours.expiresAt}: now in ${minutes} minutes`,
    }),
    (error: unknown) => ({
      status: 'failed',
      code: 'not-extended',
      why: `our shift ${id} is in force until ${ours.expiresAt}, and could not be extended: ${asCallError(error).message}`,
    }),
  );
}

function adopted({ type, zonalShiftId, expiresAt }: ObservedShift): Attempt {
  const whose =
    type === 'ZONAL_AUTOSHIFT' ? "AWS's own autoshift" : `somebody else's shift ${zonalShiftId}, which ends ${expiresAt}`;
  return { status: 'already-done', code: 'adopted', why: `away already: ${whose}; left as it is` };
}

function conflicting({ type, zonalShiftId, awayFrom }: ObservedShift): Attempt {
  return {
    status: 'failed',
    code: 'conflicting-shift',
    why: `it is shifted away from ${awayFrom} (${type} ${zonalShiftId ?? ''}): stopped`,
  };
}

function notOptedIn({ resource }: StartZonalShift): Attempt {
  return { status: 'skipped', code: 'not-opted-in', why: whyNotRegistered(resource) };
}

function notInZone({ awayFrom }: StartZonalShift): Attempt {
  return { status: 'skipped', code: 'not-in-zone', why: `it is not in ${awayFrom}` };
}

/** ARC's refusals carry what they mean (API StartZonalShift, errors); after anything ambiguous the resource is asked. */
async function explainRefusal(error: CallError, shifting: Shifting): Promise<Attempt> {
  if (error.kind === 'not-found') return notOptedIn(shifting.step);
  if (error.kind === 'invalid' && ['InvalidAz', 'UnsupportedAz'].includes(error.reason ?? '')) return notInZone(shifting.step);
  if (error.kind === 'denied' || error.kind === 'invalid') return failed(error);
  const now = await readResource(shifting);
  if (!now.known) return failed(error);
  const settled = await settle(now.value, shifting);
  if (settled === null || settled.code === 'conflicting-shift') return settled ?? failed(error);
  return takeover(now.value, settled, shifting);
}

/** A start whose answer was lost shows as a shift with this run's own comment: it is this run's, to be verified and kept. */
async function takeover(resource: ManagedResource, settled: Attempt, shifting: Shifting): Promise<Attempt> {
  const own = resource.shifts.find(({ comment }) => comment === shifting.step.comment);
  if (own?.zonalShiftId == null || !['already-shifted', 'shift-not-applied'].includes(settled.code)) return settled;
  return { ...(await verify(shifting)), startedShiftId: own.zonalShiftId };
}

/** On fresh reads: the zone's weight is 0. An accepted shift that cannot be verified counts as done, and says so. */
async function verify(shifting: Shifting): Promise<Attempt> {
  const accepted = 'accepted by ARC';
  const after = await readApplied(shifting);
  if (!after.known) return { status: 'done', code: 'shifted', why: `${accepted}; not verified: ${after.why}` };
  const weight = weightOf(shifting.zone, after.value.appliedWeights);
  if (weight === undefined) return { status: 'done', code: 'shifted', why: `${accepted}; ARC shows no weight to verify it by` };
  if (weight === 0) return { status: 'done', code: 'shifted', why: `${accepted} and verified: weight 0` };
  return { status: 'failed', code: 'shift-not-applied', why: `${accepted}, but the weight is ${weight}` };
}
