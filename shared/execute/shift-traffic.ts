import type { AvailabilityZone, ObservedShift, ResourceArn, ResultCode, StartZonalShift } from '../domain/index.ts';
import { describeError } from '../errors.ts';
import type { ShiftWriter } from '../ports.ts';
import { isRehearsal } from '../situation/shifts.ts';
import { carryOut, type Executed, notDone, type Run } from './attempt.ts';
import { startZonalShift } from './start-zonal-shift.ts';

export interface Traffic {
  /** In sorted order of resource: every evacuation, of any zone, begins with the same one. */
  readonly steps: readonly StartZonalShift[];
  /** Resources of the application that need no step: not in this zone, or not opted in. Another run may be shifting them. */
  readonly others: readonly ResourceArn[];
  readonly zone: AvailabilityZone;
  readonly shifts: ShiftWriter;
}

/**
 * Mutual exclusion without a table: ARC allows one shift per resource, so the first resource is the lock of the
 * application. It is shifted alone; once it is away from this zone the others follow in parallel. Who finds a resource
 * away from another zone takes back what this run has shifted and stops: at most one zone is ever out.
 */
export async function shiftTraffic(traffic: Traffic, run: Run): Promise<Executed[]> {
  const { executed, stop, isLocked } = await takeLock(traffic, run);
  const rest = traffic.steps.slice(executed.length);
  if (stop !== null) {
    const all = [...executed, ...rest.map((step) => notDone(step, run, { code: 'stopped', why: `not attempted: ${stop.why}` }))];
    return stop.elsewhere ? takeBack(all, traffic.shifts) : all;
  }
  const read = traffic.shifts.managedResources(rest.map(({ resource }) => resource));
  const followers = await Promise.all(rest.map((step) => shiftOne(step, { ...traffic, read }, run)));
  const all = [...executed, ...followers];
  const isElsewhere = followers.some(isConflict) || (!isLocked && rest.length > 0 && (await findElsewhere(traffic))?.elsewhere);
  return isElsewhere ? takeBack(all, traffic.shifts) : all;
}

/**
 * So many resources are tried alone. If none of them can be shifted, the others follow together, and are read once more when all of
 * them have been: a read of all after each would make the work of a large fleet grow with its square.
 */
const ALONE_AT_MOST = 3;

/** Why nothing may follow. `elsewhere`: another zone is out, for certain; else it only could not be ruled out. */
interface Stop {
  readonly why: string;
  readonly elsewhere: boolean;
}

interface Lock {
  readonly executed: readonly Executed[];
  readonly stop: Stop | null;
  /** A resource of ours is away from our zone, and none from another. */
  readonly isLocked: boolean;
}

/** Followers are many, and read at once. */
type Shifting = Traffic & { readonly read?: ShiftWriter['managedResource'] };

/** Shifts one resource after another, alone, until one is away from our zone: then the lock is ours. */
async function takeLock(traffic: Traffic, run: Run): Promise<Lock> {
  const executed: Executed[] = [];
  for (const step of traffic.steps.slice(0, ALONE_AT_MOST)) {
    const attempt = await shiftOne(step, traffic, run);
    executed.push(attempt);
    if (isConflict(attempt)) return { executed, stop: { why: attempt.result.why, elsewhere: true }, isLocked: false };
    const isLocked = isAway(attempt);
    if (isLocked && executed.length === 1 && traffic.others.length === 0) return { executed, stop: null, isLocked };
    // Another run's first resource may be one that is not ours to shift, or that we could not: then only a fresh read of
    // all shows that no other zone is out. If both write first and read afterwards, at least one sees the other.
    const stop = await findElsewhere(traffic);
    if (stop !== null || isLocked) return { executed, stop, isLocked };
  }
  return { executed, stop: null, isLocked: false };
}

function shiftOne(step: StartZonalShift, { zone, shifts, read }: Shifting, run: Run): Promise<Executed> {
  return carryOut(step, run, () => startZonalShift({ step, zone, shifts, read, clock: run.clock }));
}

/** Null: a fresh read of each of our resources shows that none is away from another zone. */
async function findElsewhere({ steps, others, zone, shifts }: Traffic): Promise<Stop | null> {
  const resources = [...steps.map(({ resource }) => resource), ...others];
  const read = shifts.managedResources(resources);
  const found = await Promise.all(
    resources.map(async (resource): Promise<Stop | null> => {
      try {
        const { shifts: active } = await read(resource);
        const other = active.find((shift) => shift.awayFrom !== zone.zoneId && !isRehearsal(shift) && !isMasked(shift));
        return other === undefined ? null : { why: `${resource} is shifted away from ${other.awayFrom}`, elsewhere: true };
      } catch (error) {
        const why = `whether ${resource} is shifted away from another zone cannot be read: ${describeError(error)}`;
        return { why, elsewhere: false };
      }
    }),
  );
  const stops = found.filter((stop) => stop !== null);
  return stops.find(({ elsewhere }) => elsewhere) ?? stops[0] ?? null;
}

/** AWS's own shift, without effect because another has precedence: only that one counts. */
function isMasked({ type, applied }: ObservedShift): boolean {
  return type === 'ZONAL_AUTOSHIFT' && !applied;
}

/** Away from our zone now, no matter who shifted it and for how long. */
function isAway({ result: { status, code } }: Executed): boolean {
  return status === 'done' || status === 'already-done' || code === 'not-extended';
}

function isConflict({ result }: Executed): boolean {
  return result.code === 'conflicting-shift';
}

/** A start that ended so may have been carried out all the same. */
const MAY_HAVE_STARTED: readonly ResultCode[] = ['call-failed', 'out-of-time'];

/** Cancels the shifts that this very run started; the results say so, or say why one may still be in force. */
async function takeBack(executed: readonly Executed[], shifts: ShiftWriter): Promise<Executed[]> {
  return Promise.all(
    executed.map(async (entry): Promise<Executed> => {
      if (entry.startedShiftId === null && !MAY_HAVE_STARTED.includes(entry.result.code)) return entry;
      const why = await takeBackOne(entry, shifts).catch(
        (error: unknown) =>
          `another zone is out, and its shift, if it was started, could not be cancelled: ${describeError(error)}`,
      );
      if (why === null) return entry;
      return { ...entry, result: { ...entry.result, status: 'failed', code: 'stopped', why }, startedShiftId: null };
    }),
  );
}

/** A start whose answer was lost is found by its comment, which is this run's own. Null: nothing of this run is in force. */
async function takeBackOne({ step, startedShiftId }: Executed, shifts: ShiftWriter): Promise<string | null> {
  if (step.kind !== 'start-zonal-shift') return null;
  const id = startedShiftId ?? (await findOwn(step, shifts));
  if (id === null) return null;
  await shifts.cancel(id);
  return `started and cancelled again (${id}): another zone is out`;
}

async function findOwn({ resource, comment }: StartZonalShift, shifts: ShiftWriter): Promise<string | null> {
  const { shifts: active } = await shifts.managedResource(resource);
  return active.find((shift) => shift.comment === comment)?.zonalShiftId ?? null;
}
