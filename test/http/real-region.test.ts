import {
  ARCZonalShiftClient,
  GetManagedResourceCommand,
  paginateListManagedResources,
  StartZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import {
  DescribeAutoScalingGroupsCommand,
  DescribeTagsCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeAvailabilityZonesCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand } from '@aws-sdk/client-sns';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { clientDefaults, sdkClients } from './sdk-clients.ts';

const startsAt = new Date('2026-01-01T12:00:00Z');

function aRegionWithClients() {
  const region = new Region(defaultRegionSpec({ seed: 1, startsAt }));
  region.advanceTo(startsAt.getTime() + 10 * 60_000);
  const requestHandler = inProcessRequestHandler(region);
  const loadBalancer = region.loadBalancers[0]?.arn ?? '';
  return {
    region,
    loadBalancer,
    arc: new ARCZonalShiftClient({ ...clientDefaults, requestHandler }),
    ...sdkClients({ requestHandler }),
  };
}

describe('the SDK clients on a Region', () => {
  it('shift a zone away', async () => {
    const { region, arc, loadBalancer } = aRegionWithClients();
    const shift = await arc.send(
      new StartZonalShiftCommand({ resourceIdentifier: loadBalancer, awayFrom: 'use1-az1', expiresIn: '2h', comment: 'test' }),
    );
    expect(shift).toMatchObject({ status: 'ACTIVE', startTime: region.clock.now, expiryTime: new Date('2026-01-01T14:10:00Z') });
    const { appliedWeights, zonalShifts } = await arc.send(new GetManagedResourceCommand({ resourceIdentifier: loadBalancer }));
    expect(appliedWeights).toEqual({ 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 });
    expect(zonalShifts).toMatchObject([{ appliedStatus: 'APPLIED', zonalShiftId: shift.zonalShiftId }]);
  });

  it('learn which shift a second one conflicts with', async () => {
    const { arc, loadBalancer } = aRegionWithClients();
    const command = new StartZonalShiftCommand({
      resourceIdentifier: loadBalancer,
      awayFrom: 'use1-az1',
      expiresIn: '2h',
      comment: 'test',
    });
    const { zonalShiftId } = await arc.send(command);
    await expect(arc.send(command)).rejects.toMatchObject({
      name: 'ConflictException',
      reason: 'ZonalShiftAlreadyExists',
      zonalShiftId,
    });
  });

  it('page through the managed resources', async () => {
    const { arc } = aRegionWithClients();
    const pages: number[] = [];
    for await (const { items } of paginateListManagedResources({ client: arc, pageSize: 1 }, {})) pages.push(items?.length ?? 0);
    expect(pages).toEqual([1, 1]);
  });

  it('remove a subnet from a group', async () => {
    const { region, autoScaling } = aRegionWithClients();
    await autoScaling.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0c3,subnet-0b2' }),
    );
    expect(region.autoScaling.group('web')?.subnetIds).toEqual(['subnet-0c3', 'subnet-0b2']);
    const { AutoScalingGroups } = await autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['web'] }),
    );
    expect(AutoScalingGroups?.[0]).toMatchObject({ VPCZoneIdentifier: 'subnet-0c3,subnet-0b2', DesiredCapacity: 12 });
    await expect(autoScaling.send(new DescribeTagsCommand({}))).resolves.toMatchObject({ Tags: [] });
  });

  it('read alarms and metrics', async () => {
    const { region, cloudWatch } = aRegionWithClients();
    const { MetricAlarms, CompositeAlarms } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] }),
    );
    const ofKind = (kind: string) => region.spec.alarms.filter((alarm) => alarm.kind === kind).length;
    expect([MetricAlarms?.length, CompositeAlarms?.length]).toEqual([ofKind('metric'), ofKind('composite')]);
    expect(CompositeAlarms?.[0]?.StateUpdatedTimestamp).toBeInstanceOf(Date);
    const dimensions = { LoadBalancer: region.loadBalancers[0]?.dimension, AvailabilityZone: 'us-east-1a' };
    const Metric = {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCount',
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    };
    const MetricDataQueries = [{ Id: 'requests', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }];
    const window = { StartTime: startsAt, EndTime: region.clock.now };
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({ MetricDataQueries, ...window, ScanBy: 'TimestampAscending' }),
    );
    const reported = MetricDataResults?.[0]?.Values?.at(-1);
    expect(MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(startsAt);
    expect(reported).toBe(region.minutes.at(-1)?.loadBalancers.web?.['use1-az1']?.requests);
  });

  it('read subnets and zones', async () => {
    const { ec2 } = aRegionWithClients();
    const Filters = [{ Name: 'availability-zone-id', Values: ['use1-az2', 'use1-az4'] }];
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
    const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(Subnets?.map(({ SubnetId }) => SubnetId)).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(AvailabilityZones?.map(({ ZoneId, ZoneName }) => `${ZoneId} ${ZoneName}`)).toEqual([
      'use1-az1 us-east-1a',
      'use1-az2 us-east-1b',
      'use1-az4 us-east-1c',
    ]);
  });

  it('publish notices', async () => {
    const { region, sns, eventBridge } = aRegionWithClients();
    await sns.send(
      new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', Subject: 'zone', Message: '{"a":"<&>"}' }),
    );
    await eventBridge.send(new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'Test', Detail: '{"a":1}' }] }));
    expect(region.topics.published).toMatchObject([{ subject: 'zone', message: '{"a":"<&>"}' }]);
    expect(region.events.published.at(-1)).toMatchObject({ source: 'test', detail: { a: 1 } });
  });
});
