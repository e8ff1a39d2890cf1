import { RECORD_PREFIX } from '../../shared/marks/record.ts';
import type { ShiftView } from '../region/arc/shift.ts';
import type { GroupView } from '../region/auto-scaling/group.ts';
import type { Region } from '../region/region.ts';

export interface ShiftState {
  readonly id: string;
  readonly resource: string;
  readonly awayFrom: string;
  readonly comment: string;
  readonly active: boolean;
  /** Started by a person, a program or AWS, and not a rehearsal. */
  readonly real: boolean;
  /** Everything that a caller can change. Expiry is not a change. */
  readonly fingerprint: string;
}

export interface GroupState {
  readonly name: string;
  readonly arn: string;
  /** Subnet IDs, or AZ names for a group without subnets, in order. */
  readonly members: readonly string[];
  readonly zoneIds: readonly string[];
  /** In units: an instance counts for `weight`. */
  readonly desired: number;
  readonly weight: number;
  /** The zone of each instance that is healthy and in service. */
  readonly healthyZoneIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Everything that the responder must not change. */
  readonly fingerprint: string;
}

/** What a restore must bring back: the state, and the weights of all load balancers by ARN and AZ ID. */
export interface Baseline extends RegionState {
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What an evacuation may change, at one instant. */
export interface RegionState {
  readonly shifts: readonly ShiftState[];
  readonly groups: readonly GroupState[];
}

export function stateOf(region: Region): RegionState {
  const zoneNames = new Map(region.zones.map(({ zoneId, zoneName }) => [zoneId, zoneName]));
  const groups = region.autoScaling.groups().map((group) => groupState(group, zoneNames));
  return { shifts: region.arc.shifts().map(shiftState), groups };
}

export function baselineOf(region: Region): Baseline {
  const weights = region.loadBalancers.map(({ arn }) => [arn, region.arc.appliedWeights(arn)]);
  return { ...stateOf(region), weights: Object.fromEntries(weights) };
}

function shiftState(shift: ShiftView): ShiftState {
  const { zonalShiftId: id, resourceIdentifier: resource, awayFrom, comment, status, shiftType, expiryTime } = shift;
  const fingerprint = JSON.stringify([comment, expiryTime, status === 'CANCELED']);
  const real = shiftType === 'ZONAL_SHIFT' || shiftType === 'ZONAL_AUTOSHIFT';
  return { id, resource, awayFrom, comment, active: status === 'ACTIVE', real, fingerprint };
}

function groupState(group: GroupView, zoneNames: ReadonlyMap<string, string>): GroupState {
  const { name, arn, subnetIds, zoneIds, desired, weight, min, max } = group;
  const tags = Object.fromEntries([...group.tags].map(([key, { value }]) => [key, value]));
  const foreignTags = Object.entries(tags).filter(([key]) => !key.startsWith(RECORD_PREFIX));
  const healthy = [...group.instances.values()].filter(
    ({ lifecycleState, healthStatus }) => lifecycleState === 'InService' && healthStatus === 'Healthy',
  );
  return {
    name,
    arn,
    members: subnetIds.length > 0 ? [...subnetIds] : zoneIds.map((zoneId) => zoneNames.get(zoneId) ?? zoneId),
    zoneIds: [...zoneIds],
    desired,
    weight,
    healthyZoneIds: healthy.map(({ zoneId }) => zoneId),
    tags,
    fingerprint: JSON.stringify([desired, min, max, group.healthCheckType, [...group.suspended], foreignTags.sort()]),
  };
}
