import type { SubnetId } from '../../../shared/domain/index.ts';
import { ZONE_1, ZONE_2 } from '../../builders.ts';
import { awsError } from '../../fakes/aws-errors.ts';
import { fakeAws } from '../../fakes/fake-aws.ts';

function subnets(count: number): SubnetId[] {
  return Array.from({ length: count }, (_, index) => `subnet-${index}` as SubnetId);
}

describe('reading the zones of subnets', () => {
  it('tells their AZ IDs', async () => {
    const { reader } = fakeAws();
    const zones = await reader.subnets.zonesOf(['subnet-0a1', 'subnet-0c3'] as SubnetId[]);
    expect(zones).toEqual({ 'subnet-0a1': 'use1-az1', 'subnet-0c3': 'use1-az4' });
  });

  it('leaves out a subnet that does not exist, and still tells the others', async () => {
    const { reader } = fakeAws();
    expect(await reader.subnets.zonesOf(['subnet-0a1', 'subnet-0dead'] as SubnetId[])).toEqual({ 'subnet-0a1': 'use1-az1' });
  });

  it('tells the zones of more subnets than one filter takes', async () => {
    const { ec2, reader } = fakeAws();
    for (const subnetId of subnets(250)) ec2.zoneIdOfSubnet[subnetId] = 'use1-az2';
    expect(Object.keys(await reader.subnets.zonesOf(subnets(250)))).toHaveLength(250);
  });

  it('leaves out a subnet whose zone EC2 does not tell', async () => {
    const { ec2, reader } = fakeAws();
    Object.assign(ec2.zoneIdOfSubnet, { 'subnet-0a1': undefined });
    expect(await reader.subnets.zonesOf(['subnet-0a1', 'subnet-0b2'] as SubnetId[])).toEqual({ 'subnet-0b2': 'use1-az2' });
  });

  it('rejects when subnets may not be read', async () => {
    const { ec2, reader } = fakeAws();
    ec2.interference.fail('DescribeSubnets', awsError('UnauthorizedOperation', 'You are not authorized', 403));
    await expect(reader.subnets.zonesOf(['subnet-0a1'] as SubnetId[])).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('reading the states of zones', () => {
  it('tells them by AZ ID', async () => {
    const { ec2, reader } = fakeAws();
    ec2.stateOfZone['use1-az1'] = 'impaired';
    const states = await reader.subnets.zoneStates([ZONE_1.zoneId, ZONE_2.zoneId]);
    expect(states).toEqual({ 'use1-az1': 'impaired', 'use1-az2': 'available' });
  });

  it('rejects when they may not be read', async () => {
    const { ec2, reader } = fakeAws();
    ec2.interference.fail('DescribeAvailabilityZones', awsError('UnauthorizedOperation', 'not authorized', 403));
    await expect(reader.subnets.zoneStates([ZONE_1.zoneId])).rejects.toMatchObject({ kind: 'denied' });
  });
});
