import { DescribeAvailabilityZonesCommand, DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import { awsError } from './aws-errors.ts';
import { Interference } from './interference.ts';

/** EC2: subnets and their zones. At most 200 values a filter, as EC2 has it. */
export class FakeEc2 {
  readonly interference = new Interference();
  readonly zoneIdOfSubnet: Record<string, string> = {
    'subnet-0a1': ZONE_1.zoneId,
    'subnet-0b2': ZONE_2.zoneId,
    'subnet-0c3': ZONE_4.zoneId,
  };

  /** EC2's own word on each zone, by AZ ID. */
  readonly stateOfZone: Record<string, string> = Object.fromEntries(
    [ZONE_1, ZONE_2, ZONE_4].map(({ zoneId }) => [zoneId, 'available']),
  );

  describeZones({ ZoneIds: zoneIds = [] }: { ZoneIds?: string[] }) {
    const unknown = zoneIds.find((zoneId) => this.stateOfZone[zoneId] === undefined);
    if (unknown !== undefined) throw awsError('InvalidParameterValue', `Invalid availability zone-id: [${unknown}]`);
    return { AvailabilityZones: zoneIds.map((ZoneId) => ({ ZoneId, State: this.stateOfZone[ZoneId] })) };
  }

  describe({ Filters: filters = [] }: { Filters?: { Name: string; Values: string[] }[] }) {
    if (filters.some(({ Values }) => Values.length > 200)) {
      throw awsError('FilterLimitExceeded', 'The maximum number of filter values specified in a single request is 200');
    }
    const ids = filters.find(({ Name }) => Name === 'subnet-id')?.Values;
    const selected = Object.entries(this.zoneIdOfSubnet).filter(([subnetId]) => ids === undefined || ids.includes(subnetId));
    return { Subnets: selected.map(([SubnetId, AvailabilityZoneId]) => ({ SubnetId, AvailabilityZoneId })) };
  }
}

/** Stands behind every EC2 client until the next fake takes its place. */
export function fakeEc2(): FakeEc2 {
  const ec2 = new FakeEc2();
  mockClient(EC2Client)
    .on(DescribeAvailabilityZonesCommand)
    .callsFake((input) => ec2.interference.carry('DescribeAvailabilityZones', input, () => ec2.describeZones(input)))
    .on(DescribeSubnetsCommand)
    .callsFake((input) => ec2.interference.carry('DescribeSubnets', input, () => ec2.describe(input)));
  return ec2;
}
