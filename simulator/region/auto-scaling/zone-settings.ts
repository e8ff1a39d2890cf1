import type { Ec2 } from '../ec2/ec2.ts';
import { validationError } from './refusals.ts';

/** The members of a request that say where a group may launch. */
export interface ZoneRequest {
  /** `subnet-0a1,subnet-0b2` */
  readonly VPCZoneIdentifier?: string | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly AvailabilityZoneIds?: readonly string[] | undefined;
}

export interface ZoneSettings {
  readonly subnetIds: readonly string[];
  readonly zoneIds: readonly string[];
}

const NOTHING_LEFT = 'At least one Availability Zone or VPC Subnet is required.';
const MISMATCH = 'The availability zones of the specified subnets and the AutoScalingGroup do not match';

/**
 * Where the group may launch after the request. Throws `ValidationError` for unknown subnets or AZs, and if none would remain.
 */
export function resolveZones(request: ZoneRequest, present: ZoneSettings, ec2: Ec2): ZoneSettings {
  const asked = askedZoneIds(request, ec2);
  const subnetIds = request.VPCZoneIdentifier === undefined ? present.subnetIds : subnetIdsOf(request.VPCZoneIdentifier, ec2);
  if (subnetIds.length === 0) return { subnetIds, zoneIds: asked ?? present.zoneIds };
  const zoneIds = request.VPCZoneIdentifier === undefined ? present.zoneIds : zoneIdsOf(subnetIds, ec2);
  if (asked !== undefined && !sameMembers(asked, zoneIds)) throw validationError(MISMATCH);
  return { subnetIds, zoneIds };
}

function subnetIdsOf(vpcZoneIdentifier: string, ec2: Ec2): string[] {
  const listed = vpcZoneIdentifier.split(',').map((subnetId) => subnetId.trim());
  const subnetIds = [...new Set(listed.filter((subnetId) => subnetId !== ''))];
  if (subnetIds.length === 0) throw validationError(NOTHING_LEFT);
  const unknown = subnetIds.find((subnetId) => ec2.subnet(subnetId) === undefined);
  if (unknown !== undefined) throw validationError(`The subnet ID '${unknown}' does not exist`);
  return subnetIds;
}

function zoneIdsOf(subnetIds: readonly string[], ec2: Ec2): string[] {
  return [...new Set(subnetIds.flatMap((subnetId) => ec2.subnet(subnetId)?.zoneId ?? []))];
}

function askedZoneIds({ AvailabilityZones, AvailabilityZoneIds }: ZoneRequest, ec2: Ec2): string[] | undefined {
  if (AvailabilityZones !== undefined && AvailabilityZoneIds !== undefined) {
    throw validationError('AvailabilityZones and AvailabilityZoneIds cannot both be specified in the same request.');
  }
  const asked = AvailabilityZones ?? AvailabilityZoneIds;
  if (asked === undefined) return undefined;
  if (asked.length === 0) throw validationError(NOTHING_LEFT);
  const form = AvailabilityZones === undefined ? 'zoneId' : 'zoneName';
  const zoneIds = asked.map((written) => {
    const zone = ec2.zones.find((known) => known[form] === written);
    if (zone === undefined) throw validationError(`Invalid Availability Zone: ${written}`);
    return zone.zoneId;
  });
  return [...new Set(zoneIds)];
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((member) => others.includes(member));
}
