import type { AzId, Policy } from '../../../shared/domain/index.ts';
import {
  decodeRecord,
  RECORD_PREFIX,
  recordedApplication,
  recordKeys,
  recordedZoneIds as zonesOnRecord,
} from '../../../shared/marks/record.ts';
import { bearsOurMarker } from '../../../shared/situation/shifts.ts';
import type { CallRecord } from '../../region/operations/api.ts';
import type { Region } from '../../region/region.ts';
import { type GroupState, type RegionState, stateOf } from '../region-state.ts';
import type { Invoked } from '../responder/responder-driver.ts';
import { watchDebts } from './debts.ts';
import { watchInvocation } from './invocation.ts';
import type { Step } from './step.ts';
import { unrecorded } from './unrecorded.ts';
import { capacityBeforeTraffic, lapses, onlyOursIsAsked } from './way-back-invariants.ts';

/** Watches what the responder does. */
export interface InvariantWatch {
  /** Descriptions of the violations, each once: `invariant 2 at 18:12:25 (UpdateAutoScalingGroup): ...`. */
  readonly violations: readonly string[];
  /** Runs what somebody other than the responder does. */
  asOther<Result>(act: () => Result): Result;
  /**
   * Call this at the start of an invocation, and the returned function at its end. `isOwn`: whether a call that is made at this moment
   * is its own, where several run at the same time.
   */
  startInvocation(event?: unknown, isOwn?: () => boolean): (invoked: Invoked) => void;
}

/** The calls that may remove something from a zone. */
const EVACUATING = new Set(['StartZonalShift', 'UpdateZonalShift', 'UpdateAutoScalingGroup']);

/**
 * Checks the invariants of docs/how-it-works.md: 1, 2, 3, 4 and 7 on the Region's own state after every call, 6, 8, 11
 * (nothing of ours is forgotten) and 12 (the work of a run) after every invocation, 9 (a ringing alarm is a debt) after every tick of upkeep, 10 (nothing is out without a record) after every call; and
 * of the way back, 13 (traffic returns to capacity only) after every call and 14 (no lapse) after every call and every minute. (5,
 * "ends in the same state", compares whole runs: the tests do.)
 */
export function watchInvariants(region: Region, policy: Policy): InvariantWatch {
  const violations = new Set<string>();
  let byOther = false;
  const initial = stateOf(region);
  let before = initial;
  const report = (invariant: number, what: string) => {
    violations.add(`invariant ${invariant} at ${region.clock.now.toISOString().slice(11, 19)}: ${what}`);
  };
  const debts = watchDebts(region, policy);
  const findLapses = lapses(region, policy);
  const findUnrecorded = unrecorded(region);
  const reportAll = (invariant: number, found: readonly string[]) => {
    for (const what of found) report(invariant, what);
  };
  const reportLapses = () => reportAll(14, findLapses());
  const reportUnrecorded = (step: Step) =>
    reportAll(
      10,
      findUnrecorded(step, { isOurs: !byOther }).map((what) => `${step.call.operation}: ${what}`),
    );
  region.clock.every({ periodMillis: 60_000, phaseMillis: 1 }, reportLapses);
  region.onCall((call) => {
    if (!call.mutates) return;
    const after = stateOf(region);
    const step = { call, before, after, initial, policy, region };
    before = after;
    reportLapses();
    reportUnrecorded(step);
    if (byOther || !call.applied) return;
    for (const [invariant, check] of CALL_CHECKS) for (const what of check(step)) report(invariant, `${call.operation}: ${what}`);
  });
  return {
    get violations() {
      return [...violations];
    },
    asOther(act) {
      byOther = true;
      try {
        return act();
      } finally {
        byOther = false;
        before = stateOf(region);
      }
    },
    startInvocation: (event, isOwn = () => !byOther) => watchInvocation(event, { region, policy, debts, reportAll, isOwn }),
  };
}

const CALL_CHECKS: readonly (readonly [number, (step: Step) => string[]])[] = [
  [1, atMostOneZone],
  [2, trafficBeforeCapacity],
  [3, enoughCapacityLeft],
  [4, recordBeforeRemoval],
  [7, onlyOurs],
  [7, onlyOursIsAsked],
  [13, capacityBeforeTraffic],
];

/** 1: the responder never takes out a second zone, whoever took out the first. */
function atMostOneZone({ call, after, initial, policy, region }: Step): string[] {
  if (!EVACUATING.has(call.operation)) return [];
  const shifted = [...policy.resources, ...after.groups.map(({ arn }) => arn)].flatMap((arn) => zonesShifted(arn, region, after));
  const removed = initial.groups.flatMap(({ name, zoneIds }) => {
    const left = after.groups.find((group) => group.name === name)?.zoneIds ?? zoneIds;
    return zoneIds.filter((zoneId) => !left.includes(zoneId));
  });
  const zoneIds = [...new Set([...shifted, ...removed])].sort();
  return zoneIds.length > 1 ? [`${zoneIds.join(' and ')} are out at the same time`] : [];
}

/** The zones that real shifts move the resource away from. A shift masked by another has no effect and does not count. */
function zonesShifted(arn: string, { arc }: Region, { shifts }: RegionState): string[] {
  const weights = arc.appliedWeights(arn);
  const real = shifts.filter((shift) => shift.active && shift.real && shift.resource === arn);
  return real.map(({ awayFrom }) => awayFrom).filter((zoneId) => weights[zoneId] === 0);
}

/** The group that the call changes, before and after. Undefined for any other call. */
function groupChange({ call, before, after }: Step): { was: GroupState; is: GroupState; removedZoneIds: string[] } | undefined {
  const { AutoScalingGroupName: name } = call.input as { AutoScalingGroupName?: string };
  const was = before.groups.find((group) => group.name === name);
  const is = after.groups.find((group) => group.name === name);
  if (call.operation !== 'UpdateAutoScalingGroup' || was === undefined || is === undefined) return undefined;
  return { was, is, removedZoneIds: was.zoneIds.filter((zoneId) => !is.zoneIds.includes(zoneId)) };
}

/** 2: no capacity is removed, or recorded for removal, while a load balancer still sends requests there. */
function trafficBeforeCapacity(step: Step): string[] {
  const { region, policy, call } = step;
  const zoneIds = groupChange(step)?.removedZoneIds ?? recordedZoneIds(call);
  return zoneIds.flatMap((zoneId) =>
    policy.resources
      .filter((arn) => isIn(arn, { zoneId, region }) && region.arc.appliedWeights(arn)[zoneId] !== 0)
      .map((arn) => `capacity leaves ${zoneId} while ${arn} still sends traffic there`),
  );
}

function recordedZoneIds({ operation, input }: CallRecord): string[] {
  if (operation !== 'CreateOrUpdateTags') return [];
  const { Tags = [] } = input as { Tags?: { Key: string; Value?: string }[] };
  const ours = Tags.filter(({ Key }) => Key.startsWith(RECORD_PREFIX));
  // A record with a later phase (restoring or latched) announces no removal, whatever it names.
  if (ours.some(({ Value = '' }) => / phase=(restoring|latched) /.test(Value))) return [];
  return [...new Set(ours.map(({ Key }) => Key.slice(RECORD_PREFIX.length).split(':')[0] ?? ''))];
}

function isIn(arn: string, { zoneId, region }: { zoneId: string; region: Region }): boolean {
  const isLoadBalancer = arn.includes(':loadbalancer/');
  return region.loadBalancers.find((known) => known.arn === arn)?.spec.zoneIds.includes(zoneId) ?? !isLoadBalancer;
}

/** 3: a group keeps a zone, and in what remains the policy's share of the healthy instances that serve now. */
function enoughCapacityLeft(step: Step): string[] {
  const change = groupChange(step);
  if (change === undefined) return [];
  const { is, removedZoneIds } = change;
  if (is.zoneIds.length === 0) return [`group ${is.name} is left without a zone`];
  if (removedZoneIds.length === 0) return [];
  const left = is.healthyZoneIds.filter((zoneId) => is.zoneIds.includes(zoneId)).length;
  const needed = Math.floor(is.healthyZoneIds.length * step.policy.capacity.minimumHealthyShare);
  return left < needed ? [`group ${is.name} is left with ${left} healthy instances (minimum ${needed})`] : [];
}

/** 4: each removed member is on record, with its position. */
function recordBeforeRemoval(step: Step): string[] {
  const change = groupChange(step);
  if (change === undefined) return [];
  const { was, is } = change;
  const removed = was.members
    .map((member, position) => ({ member, position }))
    .filter(({ member }) => !is.members.includes(member));
  const recorded = step.region.zones.flatMap(({ zoneId }) => decodeRecord(was.tags, zoneId as AzId)?.members ?? []);
  return removed
    .filter(({ member, position }) => !recorded.some((entry) => entry.member === member && entry.position === position))
    .map(({ member, position }) => `${member} (position ${position}) left group ${was.name} without a record`);
}

/** 7: shifts without our marker, tags without our prefix, records of others, and everything else about a group stay unchanged. */
function onlyOurs({ before, after, policy }: Step): string[] {
  const shifts = before.shifts.filter(({ id, real, comment, fingerprint }) => {
    const isForeign = real && !bearsOurMarker({ comment }, policy.application);
    return isForeign && after.shifts.find((shift) => shift.id === id)?.fingerprint !== fingerprint;
  });
  // No call of the responder deletes a group: one that is gone has ended by itself.
  const groups = before.groups.filter(({ arn, fingerprint }) => {
    const is = after.groups.find((group) => group.arn === arn);
    return is !== undefined && is.fingerprint !== fingerprint;
  });
  return [
    ...shifts.map(({ id, resource }) => `shift ${id} of ${resource}, which is not ours, was changed`),
    ...groups.map(({ name }) => `group ${name} changed in more than its zones and our tags`),
    ...before.groups.flatMap((group) => changedRecords(group, { after, policy })),
  ];
}

/** Records of other applications that the call has touched. */
function changedRecords({ name, tags }: GroupState, { after, policy }: Pick<Step, 'after' | 'policy'>): string[] {
  const is = after.groups.find((group) => group.name === name)?.tags ?? {};
  return zonesOnRecord(tags).flatMap((zoneId) => {
    const application = recordedApplication(tags, zoneId) ?? policy.application;
    const isChanged = recordKeys(tags, zoneId).some((key) => is[key] !== tags[key]);
    return isChanged && application !== policy.application ? [`the record of ${application} on group ${name} was changed`] : [];
  });
}
