import type {
  ActiveTrigger,
  AvailabilityZone,
  Evidence,
  Instant,
  ObservedAlarm,
  Policy,
  Reading,
  ResourceArn,
} from '../domain/index.ts';
import { InvalidEventError, show } from '../errors.ts';
import type { Reader } from '../ports.ts';
import { shiftsGroups } from '../situation/capacity.ts';
import { inShiftOrder, successorOf } from '../situation/shifts.ts';
import { gatherChanges } from './gather-changes.ts';
import { gatherAllGroups, gatherSelectedGroups } from './gather-groups.ts';
import { reading } from './reading.ts';

const NOT_READ = { known: false, why: 'not read: nothing has asked for it' } as const;

/** Evidence before anything has been read. */
export function emptyEvidence(trigger: ActiveTrigger, now: Date): Evidence {
  return {
    now: now.toISOString() as Instant,
    trigger,
    zone: null,
    alarms: NOT_READ,
    resources: {},
    shifts: NOT_READ,
    autoshifts: NOT_READ,
    groups: {},
    signals: NOT_READ,
    launches: {},
    groupSelection: null,
    subnetZones: NOT_READ,
    subnetZoneIds: {},
    zoneStates: NOT_READ,
    pastShifts: NOT_READ,
    putBack: {},
  };
}

/** What gathering may use. `now` becomes part of the evidence. */
export interface Sources {
  readonly reader: Reader;
  readonly policy: Policy;
  readonly now: Date;
}

/**
 * Reads everything that the decision and the traffic steps rest on, in one parallel round. A source that cannot be read
 * becomes `unknown` with why. Throws InvalidEventError only for an alarm that turns out to be another application's.
 */
export async function gatherEvidence(trigger: ActiveTrigger, { reader, policy, now }: Sources): Promise<Evidence> {
  const isEvacuation = trigger.action === 'evacuate';
  const [alarms, resources, shifts, autoshifts, groups, signals, pastShifts, changes] = await Promise.all([
    reading(reader.alarms.read(policy)),
    isEvacuation ? gatherResources(reader, policy) : gatherResources(reader, policy).then((seen) => withSuccessors(seen, reader)),
    reading(reader.shifts.activeShifts()),
    reading(reader.shifts.activeAutoshifts()),
    isEvacuation ? gatherSelectedGroups({ reader, policy }) : gatherAllGroups({ reader, policy }),
    isEvacuation ? gatherSignals(reader, policy, now) : NOT_READ,
    isEvacuation ? gatherPastShifts(reader, policy) : NOT_READ,
    isEvacuation ? gatherChanges({ reader, policy, now }) : {},
  ]);
  return {
    ...emptyEvidence(trigger, now),
    zone: trigger.zone ?? zoneOfTrigger(trigger, alarms, policy),
    alarms,
    resources,
    shifts,
    autoshifts,
    ...groups,
    ...changes,
    signals,
    pastShifts,
  };
}

const MINUTE_MILLIS = 60_000;

/** Over whole minutes that are over: the one under way is incomplete, in each zone to another degree. */
export async function gatherSignals(reader: Reader, policy: Policy, now: Date): Promise<Evidence['signals']> {
  const end = Math.floor(now.getTime() / MINUTE_MILLIS) * MINUTE_MILLIS;
  const from = new Date(end - policy.outlier.windowMinutes * MINUTE_MILLIS).toISOString() as Instant;
  const window = { from, to: new Date(end).toISOString() as Instant };
  if (policy.signals.length === 0) return { known: true, value: { ...window, signals: [] } };
  return reading(reader.signals.read(policy, window));
}

/** Every evacuation shifts the same resource first, so its history has them all. */
async function gatherPastShifts(reader: Reader, policy: Policy): Promise<Evidence['pastShifts']> {
  const [lock] = inShiftOrder(policy.resources);
  if (lock === undefined && !shiftsGroups(policy)) return { known: true, value: [] };
  return reading(reader.shifts.endedShifts(lock ?? null));
}

async function gatherResources(reader: Reader, policy: Policy): Promise<Evidence['resources']> {
  const read = reader.shifts.managedResources(policy.resources);
  const entries = policy.resources.map(async (arn) => [arn, await reading(read(arn))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * ARC answers alike for a load balancer that has not opted in and for one that is gone. Its list shows one that was recreated: it has
 * the same name. An evacuation does not wait for that.
 */
export async function withSuccessors(
  resources: Evidence['resources'],
  reader: Pick<Reader, 'shifts'>,
): Promise<Evidence['resources']> {
  const unknown = Object.entries(resources).filter(([, found]) => found.known && !found.value.registered);
  if (unknown.length === 0) return resources;
  const all = await reading(reader.shifts.allManagedResources());
  const found = unknown.flatMap(([arn, resource]) => {
    const successor = all.known ? successorOf(arn as ResourceArn, all.value) : null;
    return resource.known && successor !== null ? [[arn, { known: true, value: { ...resource.value, successor } }] as const] : [];
  });
  return { ...resources, ...Object.fromEntries(found) };
}

/** The zone that the alarm's description or name gives, or a contributor of it that is in ALARM, now that they have been read. */
function zoneOfTrigger(
  trigger: ActiveTrigger,
  alarms: Reading<readonly ObservedAlarm[]>,
  policy: Policy,
): AvailabilityZone | null {
  if (trigger.kind !== 'alarm' || !alarms.known) return null;
  const { name } = trigger.alarm;
  const { contributorAlarm } = policy;
  const zoneId = alarms.value.find((alarm) => alarm.name === name && speaksForZone(alarm, contributorAlarm))?.zoneId ?? null;
  const zone = policy.zones.find((candidate) => candidate.zoneId === zoneId);
  if (zone !== undefined) return { zoneId: zone.zoneId, zoneName: zone.zoneName };
  if (name === contributorAlarm) return null;
  throw new InvalidEventError(
    `alarm ${show(name)} names no zone of application ${policy.application}: neither its description nor its name does; ` +
      `accepted: ${policy.zones.map(({ zoneId: id }) => id).join(', ')}`,
  );
}

/** Of an alarm with contributors, only a zone of which one is in ALARM; if there are several zones, `single-zone` says so. */
function speaksForZone({ name, state, zoneId, unread }: ObservedAlarm, contributorAlarm: string | undefined): boolean {
  return name !== contributorAlarm || (zoneId !== null && state === 'ALARM' && unread === undefined);
}
