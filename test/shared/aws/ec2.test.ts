import { DescribeAvailabilityZonesCommand, DescribeSubnetsCommand, EC2Client, type Subnet } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { subnetReader } from '../../../shared/aws/ec2.ts';
import type { SubnetId } from '../../../shared/domain/index.ts';
import { awsError } from '../../aws-errors.ts';
import { ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';

const DENIED = awsError('UnauthorizedOperation', 'You are not authorized', 403);

function ec2() {
  const sdk = mockClient(EC2Client);
  const reader = subnetReader(new EC2Client({ region: 'us-east-1' }), { abortSignal: new AbortController().signal });
  return { sdk, reader };
}

/** EC2 that answers these subnets, whatever it is asked. */
function knowing(...subnets: Subnet[]) {
  const { sdk, reader } = ec2();
  sdk.on(DescribeSubnetsCommand).resolves({ Subnets: subnets });
  const filters = () => sdk.commandCalls(DescribeSubnetsCommand).map(({ args: [{ input }] }) => input.Filters);
  return { reader, filters };
}

function subnets(count: number): SubnetId[] {
  return Array.from({ length: count }, (_, index) => `subnet-${index}` as SubnetId);
}

describe('reading the zones of subnets', () => {
  it('tells their AZ IDs and AZ names', async () => {
    const { reader } = knowing(
      { SubnetId: 'subnet-0', AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1' },
      { SubnetId: 'subnet-1', AvailabilityZone: 'us-east-1c', AvailabilityZoneId: 'use1-az4' },
    );
    expect(await reader.zonesOf(subnets(2))).toEqual({ 'subnet-0': ZONE_1, 'subnet-1': ZONE_4 });
  });

  it('asks by filter, which leaves out a subnet that does not exist', async () => {
    const { reader, filters } = knowing({ SubnetId: 'subnet-0', AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1' });
    expect(await reader.zonesOf(subnets(2))).toEqual({ 'subnet-0': ZONE_1 });
    expect(filters()).toEqual([[{ Name: 'subnet-id', Values: ['subnet-0', 'subnet-1'] }]]);
  });

  it('asks for at most 200 a call', async () => {
    const { reader, filters } = knowing();
    await reader.zonesOf(subnets(250));
    expect(filters().map((asked) => asked?.[0]?.Values)).toEqual([subnets(250).slice(0, 200), subnets(250).slice(200)]);
  });

  it('reads on over pages, up to the one with an empty token', async () => {
    const { sdk, reader } = ec2();
    sdk
      .on(DescribeSubnetsCommand)
      .resolvesOnce({ Subnets: [{ SubnetId: 'subnet-0', AvailabilityZoneId: 'use1-az1' }], NextToken: 'page-2' })
      .resolvesOnce({ Subnets: [{ SubnetId: 'subnet-1', AvailabilityZoneId: 'use1-az2' }], NextToken: '' })
      .rejects(new Error('asked again'));
    expect(Object.keys(await reader.zonesOf(subnets(2)))).toEqual(['subnet-0', 'subnet-1']);
  });

  it('tells an AZ ID also where EC2 gives no name with it', async () => {
    const { reader } = knowing({ SubnetId: 'subnet-0', AvailabilityZoneId: 'use1-az1' });
    expect(await reader.zonesOf(subnets(1))).toEqual({ 'subnet-0': { zoneId: 'use1-az1', zoneName: '' } });
  });

  it('leaves out a subnet whose zone EC2 does not tell', async () => {
    const { reader } = knowing(
      { SubnetId: 'subnet-0' },
      { SubnetId: 'subnet-1', AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az2' },
    );
    expect(await reader.zonesOf(subnets(2))).toEqual({ 'subnet-1': ZONE_2 });
  });

  it('rejects when subnets may not be read', async () => {
    const { sdk, reader } = ec2();
    sdk.on(DescribeSubnetsCommand).rejects(DENIED);
    await expect(reader.zonesOf(subnets(1))).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('reading the states of zones', () => {
  it('tells them by AZ ID', async () => {
    const { sdk, reader } = ec2();
    const AvailabilityZones = [
      { ZoneId: 'use1-az1', ZoneName: 'us-east-1a', State: 'impaired' as const },
      { ZoneId: 'use1-az2', ZoneName: 'us-east-1b', State: 'available' as const },
    ];
    sdk.on(DescribeAvailabilityZonesCommand, { ZoneIds: ['use1-az1', 'use1-az2'] }).resolves({ AvailabilityZones });
    const states = await reader.zoneStates([ZONE_1.zoneId, ZONE_2.zoneId]);
    expect(states).toEqual({ 'use1-az1': 'impaired', 'use1-az2': 'available' });
  });

  it('rejects when they may not be read', async () => {
    const { sdk, reader } = ec2();
    sdk.on(DescribeAvailabilityZonesCommand).rejects(DENIED);
    await expect(reader.zoneStates([ZONE_1.zoneId])).rejects.toMatchObject({ kind: 'denied' });
  });
});
