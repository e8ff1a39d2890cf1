import { CloudWatchClient, DescribeAlarmContributorsCommand, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { AwsJson1_0Protocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { aRegion } from '../a-region/a-region.ts';
import { minutesAfter, NOW } from '../builders.ts';
import { clientDefaults } from '../http/sdk-clients.ts';

const ALARM = 'wildrydes-zonal-faults';
const ATTRIBUTES = { az_id: 'use1-az1', service: 'web & <api>' };
const SINCE = minutesAfter(NOW, -3);

function ringing() {
  const aws = aRegion();
  aws.alarms.set(ALARM, { type: 'LogAlarm', configuredAt: minutesAfter(NOW, -90) });
  aws.alarms.contribute(ALARM, [ATTRIBUTES, { az_id: 'use1-az2' }], SINCE);
  return aws;
}

/** What a client may speak to CloudWatch; the responder speaks what its version of the SDK chooses. */
describe.each([
  ['its default', undefined],
  ['AWS JSON', AwsJson1_0Protocol],
  ['CBOR', AwsSmithyRpcV2CborProtocol],
  ['Query', AwsQueryProtocol],
])('by the wire, with the client’s protocol %s', (_name, protocol) => {
  const clientOf = (aws: ReturnType<typeof aRegion>) => {
    const requestHandler = inProcessRequestHandler(aws.region, aws.calls);
    return new CloudWatchClient({ ...clientDefaults, requestHandler, ...(protocol === undefined ? {} : { protocol }) });
  };

  it('a log alarm comes whole, for those who ask for its type', async () => {
    const client = clientOf(ringing());
    const names = { AlarmNames: [ALARM] };
    const { LogAlarms } = await client.send(new DescribeAlarmsCommand({ ...names, AlarmTypes: ['LogAlarm'] }));
    expect(LogAlarms).toMatchObject([
      {
        AlarmName: ALARM,
        StateValue: 'ALARM',
        StateTransitionedTimestamp: new Date(SINCE),
        AlarmConfigurationUpdatedTimestamp: new Date(minutesAfter(NOW, -90)),
        QueryResultsToEvaluate: 3,
      },
    ]);
    const others = await client.send(new DescribeAlarmsCommand({ ...names, AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] }));
    expect([others.MetricAlarms, others.CompositeAlarms, others.LogAlarms ?? []]).toEqual([[], [], []]);
  });

  it('its contributors come whole, with their attributes by name', async () => {
    const answer = await clientOf(ringing()).send(new DescribeAlarmContributorsCommand({ AlarmName: ALARM }));
    const told = { StateReason: expect.any(String), StateTransitionedTimestamp: new Date(SINCE) };
    expect(answer.AlarmContributors).toHaveLength(2);
    expect(answer.AlarmContributors).toEqual(
      expect.arrayContaining([
        { ContributorId: expect.stringMatching(/^[0-9a-f]{16}$/), ContributorAttributes: ATTRIBUTES, ...told },
        { ContributorId: expect.any(String), ContributorAttributes: { az_id: 'use1-az2' }, ...told },
      ]),
    );
  });

  it('an alarm that is not there has no contributors to tell of', async () => {
    const asking = clientOf(ringing()).send(new DescribeAlarmContributorsCommand({ AlarmName: 'nobody' }));
    await expect(asking).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
