import {
  CreateOrUpdateTagsCommand,
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeAvailabilityZonesCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand } from '@aws-sdk/client-sns';
import { AwsJson1_0Protocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import type { CallableRegion } from '../../simulator/http/answer.ts';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';
import { answering, failing, fakeRegion, lackingEverything } from './fake-region.ts';
import { clientDefaults, sdkClients } from './sdk-clients.ts';

const clientsOf = (region: CallableRegion) => sdkClients({ requestHandler: inProcessRequestHandler(region) });

describe('the official SDK clients in process', () => {
  it('describe Auto Scaling groups', async () => {
    const region = answering({
      AutoScalingGroups: [{ AutoScalingGroupName: 'web', DesiredCapacity: 3, CreatedTime: new Date(1_000), Tags: [] }],
    });
    const output = await clientsOf(region).autoScaling.send(
      new DescribeAutoScalingGroupsCommand({
        AutoScalingGroupNames: ['web'],
        Filters: [{ Name: 'tag:app', Values: ['a', 'b'] }],
      }),
    );
    expect(output.AutoScalingGroups).toEqual([
      { AutoScalingGroupName: 'web', DesiredCapacity: 3, CreatedTime: new Date(1_000), Tags: [] },
    ]);
    expect(region.calls[0]?.input).toEqual({
      AutoScalingGroupNames: ['web'],
      Filters: [{ Name: 'tag:app', Values: ['a', 'b'] }],
    });
  });

  it('write to Auto Scaling, which returns nothing', async () => {
    const region = answering({});
    const { autoScaling } = clientsOf(region);
    await autoScaling.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-b,subnet-c' }),
    );
    await autoScaling.send(
      new CreateOrUpdateTagsCommand({
        Tags: [{ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key: 'k', Value: 'v', PropagateAtLaunch: false }],
      }),
    );
    expect(region.calls.map(({ input }) => input)).toEqual([
      { AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-b,subnet-c' },
      { Tags: [{ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key: 'k', Value: 'v', PropagateAtLaunch: 'false' }] },
    ]);
  });

  it('describe subnets and zones of EC2', async () => {
    const region = fakeRegion(({ operation }) => ({
      kind: 'answer',
      output:
        operation === 'DescribeSubnets'
          ? {
              Subnets: [
                { SubnetId: 'subnet-a', AvailabilityZoneId: 'use1-az1', AvailabilityZone: 'us-east-1a', State: 'available' },
              ],
            }
          : { AvailabilityZones: [{ ZoneName: 'us-east-1a', ZoneId: 'use1-az1', State: 'available' }] },
    }));
    const { ec2 } = clientsOf(region);
    const { Subnets } = await ec2.send(
      new DescribeSubnetsCommand({ SubnetIds: ['subnet-a'], Filters: [{ Name: 'vpc-id', Values: ['vpc-1', 'vpc-2'] }] }),
    );
    const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames: ['us-east-1a'] }));
    expect(Subnets).toEqual([
      { SubnetId: 'subnet-a', AvailabilityZoneId: 'use1-az1', AvailabilityZone: 'us-east-1a', State: 'available' },
    ]);
    expect(AvailabilityZones).toEqual([{ ZoneName: 'us-east-1a', ZoneId: 'use1-az1', State: 'available' }]);
    expect(region.calls.map(({ input }) => input)).toEqual([
      { SubnetIds: ['subnet-a'], Filters: [{ Name: 'vpc-id', Values: ['vpc-1', 'vpc-2'] }] },
      { ZoneNames: ['us-east-1a'] },
    ]);
  });

  it('publish to SNS and EventBridge', async () => {
    const region = answering({ MessageId: 'm-1', FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    const { sns, eventBridge } = clientsOf(region);
    const published = await sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:111122223333:t', Message: 'a & b' }));
    const put = await eventBridge.send(
      new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail: '{}', Time: new Date(2_000) }] }),
    );
    expect([published.MessageId, put.Entries]).toEqual(['m-1', [{ EventId: 'e-1' }]]);
    expect(region.calls.map(({ input }) => input)).toEqual([
      { TopicArn: 'arn:aws:sns:us-east-1:111122223333:t', Message: 'a & b' },
      { Entries: [{ Source: 's', DetailType: 'd', Detail: '{}', Time: 2 }] },
    ]);
  });

  it('get an error as an exception with its code, message and status', async () => {
    const region = failing(new AwsError('ValidationError', "The subnet ID 'x' does not exist"));
    const sent = clientsOf(region).autoScaling.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', VPCZoneIdentifier: 'x' }),
    );
    await expect(sent).rejects.toMatchObject({
      name: 'ValidationError',
      message: "The subnet ID 'x' does not exist",
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('get an error of EC2 and of EventBridge as exceptions', async () => {
    const { ec2, eventBridge } = clientsOf(failing(new AwsError('UnauthorizedOperation', 'No', { status: 403 })));
    const expected = { name: 'UnauthorizedOperation', message: 'No', $metadata: { httpStatusCode: 403 } };
    await expect(ec2.send(new DescribeSubnetsCommand({}))).rejects.toMatchObject(expected);
    await expect(eventBridge.send(new PutEventsCommand({ Entries: [] }))).rejects.toMatchObject(expected);
  });

  it('get an exception, not an empty answer, for a missing operation', async () => {
    const { autoScaling, ec2 } = clientsOf(lackingEverything());
    await expect(autoScaling.send(new DescribeAutoScalingGroupsCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
    await expect(ec2.send(new DescribeSubnetsCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
  });
});

const cloudWatchProtocols = [
  { name: 'AWS JSON', protocol: AwsJson1_0Protocol },
  { name: 'Query', protocol: AwsQueryProtocol },
  { name: 'CBOR', protocol: AwsSmithyRpcV2CborProtocol },
];

describe.each(cloudWatchProtocols)('the official CloudWatch client with $name', ({ protocol }) => {
  const clientOf = (region: CallableRegion) =>
    new CloudWatchClient({ ...clientDefaults, requestHandler: inProcessRequestHandler(region), protocol });

  it('reads metrics with their instants', async () => {
    const results = [{ Id: 'm1', StatusCode: 'Complete', Timestamps: [new Date(60_000)], Values: [0.125] }];
    const region = answering({ MetricDataResults: results });
    const output = await clientOf(region).send(
      new GetMetricDataCommand({
        StartTime: new Date(0),
        EndTime: new Date(90_500),
        MetricDataQueries: [{ Id: 'm1', Expression: 'a/b' }],
      }),
    );
    expect(output.MetricDataResults).toEqual(results);
    expect(region.calls[0]).toMatchObject({
      operation: 'GetMetricData',
      input: { MetricDataQueries: [{ Id: 'm1', Expression: 'a/b' }] },
    });
  });

  it('gets the error for an invalid value by name', async () => {
    const sent = clientOf(failing(new AwsError('InvalidNextToken', 'Bad token'))).send(
      new DescribeAlarmsCommand({ NextToken: 'x' }),
    );
    await expect(sent).rejects.toMatchObject({
      name: 'InvalidNextToken',
      message: 'Bad token',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('gets an exception for a missing operation', async () => {
    const sent = clientOf(lackingEverything()).send(new DescribeAlarmsCommand({}));
    await expect(sent).rejects.toMatchObject({ name: expect.stringMatching(/^(UnknownOperationException|InvalidAction)$/) });
  });
});

describe('in-process handler', () => {
  const describeGroups = new DescribeAutoScalingGroupsCommand({});

  it('rejects a reset as the network would', async () => {
    const { autoScaling } = clientsOf(fakeRegion(() => ({ kind: 'reset' })));
    await expect(autoScaling.send(describeGroups)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('rejects a timeout at once', async () => {
    const { autoScaling } = clientsOf(fakeRegion(() => ({ kind: 'timeout' })));
    await expect(autoScaling.send(describeGroups)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('lets the client retry after a reset', async () => {
    const region = fakeRegion(() =>
      region.calls.length === 1 ? { kind: 'reset' } : { kind: 'answer', output: { AutoScalingGroups: [] } },
    );
    const { autoScaling } = sdkClients({ requestHandler: inProcessRequestHandler(region), maxAttempts: 2 });
    await expect(autoScaling.send(describeGroups)).resolves.toMatchObject({ AutoScalingGroups: [] });
    expect(region.calls).toHaveLength(2);
  });

  it('times out with the call applied if the answer takes longer than the client waits', async () => {
    const region = fakeRegion(() => ({ kind: 'answer', output: {}, latencyMillis: 2_001 }));
    const { autoScaling } = sdkClients({ requestHandler: inProcessRequestHandler(region, { requestTimeoutMillis: 2_000 }) });
    await expect(autoScaling.send(describeGroups)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(region.calls).toHaveLength(1);
  });

  it('crashes before a call with nothing applied', async () => {
    const region = answering({});
    const before = () => {
      throw new Error('crash');
    };
    const { autoScaling } = sdkClients({ requestHandler: inProcessRequestHandler(region, { before }) });
    await expect(autoScaling.send(describeGroups)).rejects.toThrow('crash');
    expect(region.calls).toEqual([]);
  });

  it('waits for its hooks: nothing is applied before the first, nothing answered before the second', async () => {
    const region = answering({});
    const seen: number[] = [];
    const hook = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(region.calls.length);
    };
    const { autoScaling } = sdkClients({ requestHandler: inProcessRequestHandler(region, { before: hook, after: hook }) });
    await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
    expect(seen).toEqual([0, 1]);
  });

  it('crashes after a call with the call applied', async () => {
    const region = answering({});
    const after = () => {
      throw new Error('crash');
    };
    const { autoScaling } = sdkClients({ requestHandler: inProcessRequestHandler(region, { after }) });
    await expect(autoScaling.send(describeGroups)).rejects.toThrow('crash');
    expect(region.calls).toMatchObject([{ operation: 'DescribeAutoScalingGroups' }]);
  });

  it('makes no call for a client that has already given up', async () => {
    const region = answering({});
    const { autoScaling } = clientsOf(region);
    await expect(autoScaling.send(describeGroups, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(region.calls).toEqual([]);
  });
});
