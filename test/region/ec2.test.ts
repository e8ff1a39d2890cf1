import { Ec2 } from '../../simulator/region/ec2/ec2.ts';
import { IDENTITY, SUBNETS, ZONES } from './auto-scaling-setup.ts';
import { call, refusal } from './call.ts';

function anEc2() {
  const ec2 = new Ec2(ZONES, IDENTITY);
  ec2.addSubnet({ subnetId: 'subnet-0a1', zoneId: 'use1-az1', vpcId: 'vpc-1', cidr: '10.1.0.0/20' });
  ec2.addSubnet({ subnetId: 'subnet-0b2', zoneId: 'use1-az2', vpcId: 'vpc-1' });
  ec2.addSubnet({ subnetId: 'subnet-0c3', zoneId: 'use1-az4', vpcId: 'vpc-2' });
  const describeSubnets = (input: unknown = {}) => call(ec2.operations, 'DescribeSubnets', input);
  const describeZones = (input: unknown = {}) => call(ec2.operations, 'DescribeAvailabilityZones', input).AvailabilityZones;
  const subnetIds = (input: unknown) => describeSubnets(input).Subnets.map(({ SubnetId }: { SubnetId: string }) => SubnetId);
  const zoneIds = (input: unknown) => describeZones(input).map(({ ZoneId }: { ZoneId: string }) => ZoneId);
  return { ec2, describeSubnets, describeZones, subnetIds, zoneIds };
}

const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

describe('DescribeSubnets', () => {
  it('has both the name and the ID of a subnet’s AZ', () => {
    const { describeSubnets } = anEc2();
    expect(describeSubnets({ SubnetIds: ['subnet-0a1'] }).Subnets).toMatchObject([
      {
        SubnetId: 'subnet-0a1',
        SubnetArn: 'arn:aws:ec2:us-east-1:111122223333:subnet/subnet-0a1',
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az1',
        VpcId: 'vpc-1',
        CidrBlock: '10.1.0.0/20',
        State: 'available',
      },
    ]);
  });

  it('filters, with wildcards', () => {
    const { ec2, subnetIds } = anEc2();
    expect(subnetIds({})).toEqual(SUBNETS);
    expect(subnetIds(filter('vpc-id', 'vpc-1'))).toEqual(['subnet-0a1', 'subnet-0b2']);
    expect(subnetIds(filter('availability-zone', 'us-east-1b', 'us-east-1c'))).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(subnetIds(filter('availability-zone-id', 'use1-az4'))).toEqual(['subnet-0c3']);
    expect(subnetIds(filter('subnet-id', 'subnet-0?1', 'nothing*'))).toEqual(['subnet-0a1']);
    expect(refusal(ec2.operations, 'DescribeSubnets', filter('colour', 'red'))).toMatchObject({ code: 'InvalidParameterValue' });
  });

  it('refuses unknown IDs', () => {
    const { ec2, subnetIds } = anEc2();
    ec2.removeSubnet('subnet-0a1');
    expect(ec2.subnet('subnet-0a1')).toBeUndefined();
    expect(subnetIds({})).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(refusal(ec2.operations, 'DescribeSubnets', { SubnetIds: ['subnet-0a1', 'subnet-0b2'] })).toEqual({
      code: 'InvalidSubnetID.NotFound',
      status: 400,
      message: "The subnet ID 'subnet-0a1' does not exist",
    });
  });

  it('pages', () => {
    const { ec2, describeSubnets, subnetIds } = anEc2();
    for (let n = 0; n < 9; n += 1) ec2.addSubnet({ subnetId: `subnet-1${n}`, zoneId: 'use1-az1' });
    const first = describeSubnets({ MaxResults: '10' });
    expect(first.Subnets).toHaveLength(10);
    expect(subnetIds({ MaxResults: 10, NextToken: first.NextToken })).toEqual(['subnet-17', 'subnet-18']);
    expect(refusal(ec2.operations, 'DescribeSubnets', { NextToken: 'made up' })).toMatchObject({ code: 'InvalidNextToken' });
    const accepts = (MaxResults: number) => ec2.operations.DescribeSubnets?.input.safeParse({ MaxResults }).success;
    expect([4, 5, 1000, 1001].map(accepts)).toEqual([false, true, true, false]);
  });

  it('answers a dry run as EC2 does', () => {
    const { ec2 } = anEc2();
    expect(refusal(ec2.operations, 'DescribeSubnets', { DryRun: 'true' })).toMatchObject({
      code: 'DryRunOperation',
      status: 412,
    });
  });
});

describe('DescribeAvailabilityZones', () => {
  it('maps names to IDs', () => {
    const { describeZones } = anEc2();
    expect(describeZones()).toMatchObject(
      ZONES.map(({ zoneId, zoneName }) => ({
        ZoneId: zoneId,
        ZoneName: zoneName,
        State: 'available',
        ZoneType: 'availability-zone',
        RegionName: 'us-east-1',
        OptInStatus: 'opt-in-not-required',
      })),
    );
  });

  it('selects by name, ID and filter', () => {
    const { ec2, zoneIds } = anEc2();
    expect(zoneIds({ ZoneNames: ['us-east-1b'] })).toEqual(['use1-az2']);
    expect(zoneIds({ ZoneIds: ['use1-az4', 'use1-az1'] })).toEqual(['use1-az1', 'use1-az4']);
    expect(zoneIds(filter('zone-name', 'us-east-1c'))).toEqual(['use1-az4']);
    const unknown = { ZoneNames: ['us-east-1x'] };
    expect(refusal(ec2.operations, 'DescribeAvailabilityZones', unknown)).toMatchObject({ code: 'InvalidParameterValue' });
    const swapped = { ZoneIds: ['us-east-1a'] };
    expect(refusal(ec2.operations, 'DescribeAvailabilityZones', swapped)).toMatchObject({ code: 'InvalidParameterValue' });
  });

  it('reports an impaired zone', () => {
    const { ec2, describeZones, zoneIds } = anEc2();
    ec2.setZoneState('use1-az1', 'impaired');
    expect(describeZones()[0]).toMatchObject({ State: 'impaired', Messages: [{ Message: 'us-east-1a is impaired.' }] });
    expect(zoneIds(filter('state', 'available'))).toEqual(['use1-az2', 'use1-az4']);
  });
});

describe('subnets', () => {
  it('are in an AZ of the Region', () => {
    const { ec2 } = anEc2();
    expect(() => ec2.addSubnet({ subnetId: 'subnet-9', zoneId: 'use1-az9' })).toThrow(/use1-az9/);
  });
});
