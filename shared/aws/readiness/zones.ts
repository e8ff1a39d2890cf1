import { DescribeAvailabilityZonesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { AvailabilityZone, AzId, AzName } from '../../domain/index.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';

/** Every Availability Zone of the Region with both of its names, without Local and Wavelength Zones. */
export async function readZones(client: ClientOptions, options: CallOptions): Promise<AvailabilityZone[]> {
  const command = new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'zone-type', Values: ['availability-zone'] }] });
  const { AvailabilityZones = [] } = await call('reading zones', () => new EC2Client(client).send(command, options));
  return AvailabilityZones.map(({ ZoneId = '', ZoneName = '' }) => ({ zoneId: ZoneId as AzId, zoneName: ZoneName as AzName }));
}
