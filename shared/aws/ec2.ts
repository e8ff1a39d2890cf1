import { DescribeAvailabilityZonesCommand, DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { AvailabilityZone, AzId, AzName, SubnetId } from '../domain/index.ts';
import type { SubnetReader } from '../ports.ts';
import { call } from './call.ts';
import type { CallOptions, ClientOptions } from './client-options.ts';
import { readPages } from './pages.ts';

/** EC2 takes at most 200 values in a filter (EC2 User Guide, "List and filter using the CLI and API"). */
const VALUES_A_FILTER = 200;

export function makeEc2Client(options: ClientOptions): EC2Client {
  return new EC2Client(options);
}

/**
 * Reads subnets. Asks by filter, because asking by ID fails altogether when one of them is gone. Loaded only when a step
 * asks for it. What IAM must allow for it is in ec2.permissions.ts.
 */
export function subnetReader(client: EC2Client, options: CallOptions): SubnetReader {
  return {
    async zonesOf(subnetIds) {
      const zones: Record<string, AvailabilityZone> = {};
      for (let start = 0; start < subnetIds.length; start += VALUES_A_FILTER) {
        Object.assign(zones, await readZones(client, options, subnetIds.slice(start, start + VALUES_A_FILTER)));
      }
      return zones;
    },
    async zoneStates(zoneIds) {
      const command = new DescribeAvailabilityZonesCommand({ ZoneIds: [...zoneIds] });
      const { AvailabilityZones = [] } = await call('reading zones', () => client.send(command, options), options);
      return Object.fromEntries(AvailabilityZones.map(({ ZoneId = '', State = '' }) => [ZoneId, State]));
    },
  };
}

async function readZones(
  client: EC2Client,
  options: CallOptions,
  subnetIds: readonly SubnetId[],
): Promise<Record<string, AvailabilityZone>> {
  const Filters = [{ Name: 'subnet-id', Values: [...subnetIds] }];
  const subnets = await readPages(async (NextToken) => {
    const command = new DescribeSubnetsCommand({ Filters, NextToken });
    const page = await call('reading subnets', () => client.send(command, options), options);
    return { items: page.Subnets, nextToken: page.NextToken };
  });
  return Object.fromEntries(
    subnets.flatMap(({ SubnetId, AvailabilityZoneId, AvailabilityZone = '' }) =>
      SubnetId === undefined || AvailabilityZoneId === undefined
        ? []
        : [[SubnetId, { zoneId: AvailabilityZoneId as AzId, zoneName: AvailabilityZone as AzName }]],
    ),
  );
}
