import { z } from 'zod';
import { AwsError, type Identity, type Operations, reads } from '../operations/operation.ts';
import { wireBoolean } from '../operations/operation-input.ts';
import { takePage } from '../operations/paging.ts';
import { partitionOf } from '../operations/partition.ts';
import { type FilterValues, matchesFilters } from './ec2-filters.ts';

export interface Zone {
  /** `use1-az1`: the same physical AZ in every account. */
  readonly zoneId: string;
  /** `us-east-1a`: this account's name for it. */
  readonly zoneName: string;
}

export type ZoneState = 'available' | 'impaired' | 'unavailable' | 'constrained';

export interface Subnet extends Zone {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly cidr: string;
}

export interface SubnetSpec {
  readonly subnetId: string;
  readonly zoneId: string;
  /** Default: `vpc-0a1b2c3d4e5f60718`. */
  readonly vpcId?: string;
  /** Default: 10.0.<n>.0/24. */
  readonly cidr?: string;
}

const filters = z.array(z.object({ Name: z.string(), Values: z.array(z.string()).default([]) })).default([]);
const dryRun = wireBoolean.default(false);

const subnetsInput = z.object({
  SubnetIds: z.array(z.string()).default([]),
  Filters: filters,
  MaxResults: z.coerce.number().int().min(5).max(1000).default(1000),
  NextToken: z.string().optional(),
  DryRun: dryRun,
});

const zonesInput = z.object({
  ZoneNames: z.array(z.string()).default([]),
  ZoneIds: z.array(z.string()).default([]),
  Filters: filters,
  DryRun: dryRun,
});

/** The Region's EC2: its AZs with both names, and the subnets. */
export class Ec2 {
  readonly #states = new Map<string, ZoneState>();
  readonly #subnets = new Map<string, Subnet>();
  readonly operations: Operations;

  constructor(
    readonly zones: readonly Zone[],
    private readonly identity: Identity,
  ) {
    this.operations = {
      DescribeSubnets: reads(subnetsInput, (input) => this.#describeSubnets(input)),
      DescribeAvailabilityZones: reads(zonesInput, (input) => this.#describeZones(input)),
    };
  }

  /** The AZ with this ID or name. */
  zone(idOrName: string): Zone | undefined {
    return this.zones.find(({ zoneId, zoneName }) => zoneId === idOrName || zoneName === idOrName);
  }

  /** Sets the state that EC2 reports for an AZ. Does not affect instances. */
  setZoneState(zoneId: string, state: ZoneState): void {
    this.#states.set(zoneId, state);
  }

  addSubnet({ subnetId, zoneId, vpcId = 'vpc-0a1b2c3d4e5f60718', cidr }: SubnetSpec): void {
    const zone = this.zones.find((known) => known.zoneId === zoneId);
    if (zone === undefined) throw new Error(`The Region has no Availability Zone ${zoneId}`);
    this.#subnets.set(subnetId, { ...zone, subnetId, vpcId, cidr: cidr ?? `10.0.${this.#subnets.size}.0/24` });
  }

  removeSubnet(subnetId: string): void {
    this.#subnets.delete(subnetId);
  }

  subnet(subnetId: string): Subnet | undefined {
    return this.#subnets.get(subnetId);
  }

  #describeSubnets(input: z.output<typeof subnetsInput>): Record<string, unknown> {
    refuseDryRun(input.DryRun);
    const unknown = input.SubnetIds.filter((subnetId) => !this.#subnets.has(subnetId));
    if (unknown.length > 0) throw subnetsNotFound(unknown);
    const { elements, nextToken } = takePage([...this.#subnets.values()], {
      matches: (subnet) =>
        (input.SubnetIds.length === 0 || input.SubnetIds.includes(subnet.subnetId)) &&
        matchesFilters(input.Filters, subnetFilterValues(subnet)),
      keyOf: ({ subnetId }) => subnetId,
      size: input.MaxResults,
      token: input.NextToken,
      refuse: () => new AwsError('InvalidNextToken', 'The specified nextToken is not valid.'),
    });
    return { Subnets: elements.map((subnet) => describeSubnet(subnet, this.identity)), NextToken: nextToken };
  }

  #describeZones(input: z.output<typeof zonesInput>): Record<string, unknown> {
    refuseDryRun(input.DryRun);
    const unknown = [
      ...input.ZoneNames.filter((name) => !this.zones.some(({ zoneName }) => zoneName === name)),
      ...input.ZoneIds.filter((id) => !this.zones.some(({ zoneId }) => zoneId === id)),
    ];
    if (unknown.length > 0) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${unknown.join(',')}]`);
    const described = this.zones
      .filter(({ zoneName }) => input.ZoneNames.length === 0 || input.ZoneNames.includes(zoneName))
      .filter(({ zoneId }) => input.ZoneIds.length === 0 || input.ZoneIds.includes(zoneId))
      .map((zone) => describeZone(zone, { state: this.#states.get(zone.zoneId) ?? 'available', region: this.identity.region }))
      .filter((zone) => matchesFilters(input.Filters, zoneFilterValues(zone)));
    return { AvailabilityZones: described };
  }
}

function refuseDryRun(dryRunAsked: boolean): void {
  if (!dryRunAsked) return;
  throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', { status: 412 });
}

function subnetsNotFound(subnetIds: readonly string[]): AwsError {
  const [ids, verb] = subnetIds.length === 1 ? ['ID', 'does'] : ['IDs', 'do'];
  return new AwsError('InvalidSubnetID.NotFound', `The subnet ${ids} '${subnetIds.join(', ')}' ${verb} not exist`);
}

function subnetFilterValues({ subnetId, vpcId, zoneId, zoneName, cidr }: Subnet): FilterValues {
  return {
    'subnet-id': subnetId,
    'vpc-id': vpcId,
    'availability-zone': zoneName,
    availabilityZone: zoneName,
    'availability-zone-id': zoneId,
    availabilityZoneId: zoneId,
    'cidr-block': cidr,
    state: 'available',
  };
}

function describeSubnet(subnet: Subnet, { region, account }: Identity): Record<string, unknown> {
  return {
    SubnetId: subnet.subnetId,
    SubnetArn: `arn:${partitionOf(region)}:ec2:${region}:${account}:subnet/${subnet.subnetId}`,
    VpcId: subnet.vpcId,
    OwnerId: account,
    State: 'available',
    CidrBlock: subnet.cidr,
    AvailabilityZone: subnet.zoneName,
    AvailabilityZoneId: subnet.zoneId,
    AvailableIpAddressCount: 251,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Tags: [],
  };
}

function describeZone({ zoneId, zoneName }: Zone, about: { state: ZoneState; region: string }) {
  const { state, region } = about;
  return {
    State: state,
    OptInStatus: 'opt-in-not-required',
    Messages: state === 'available' ? [] : [{ Message: `${zoneName} is ${state}.` }],
    RegionName: region,
    ZoneName: zoneName,
    ZoneId: zoneId,
    GroupName: `${region}-zg-1`,
    NetworkBorderGroup: region,
    ZoneType: 'availability-zone',
  };
}

function zoneFilterValues(zone: ReturnType<typeof describeZone>): FilterValues {
  return {
    'zone-name': zone.ZoneName,
    'zone-id': zone.ZoneId,
    'region-name': zone.RegionName,
    'zone-type': zone.ZoneType,
    'group-name': zone.GroupName,
    'opt-in-status': zone.OptInStatus,
    state: zone.State,
  };
}
