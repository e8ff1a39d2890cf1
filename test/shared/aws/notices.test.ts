import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { publishToTopic, putOnBus } from '../../../shared/aws/notices.ts';
import { buildFailureReport } from '../../../shared/report/report.ts';
import { awsError } from '../../aws-errors.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const about = { id: 'run-1', application: 'wildrydes', action: 'evacuate', mode: 'act', dryRun: false, timings: {} } as const;
const detail = buildFailureReport({ name: 'TypeError', message: 'of our own' }, about);
const NOTICE = { subject: 'evacuate failed', message: 'zone 1 is out', detail };
const options = { abortSignal: new AbortController().signal };

describe('publishing to a topic', () => {
  it('sends subject and message', async () => {
    const sns = mockClient(SNSClient);
    await publishToTopic(TOPIC, NOTICE, options);
    expect(sns.commandCalls(PublishCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { TopicArn: TOPIC, Subject: 'evacuate failed', Message: 'zone 1 is out' },
    ]);
  });

  it('rejects with the kind of error', async () => {
    mockClient(SNSClient)
      .on(PublishCommand)
      .rejects(awsError('InternalError', 'we failed', 500));
    await expect(publishToTopic(TOPIC, NOTICE, options)).rejects.toMatchObject({
      kind: 'ambiguous',
      message: `publishing to ${TOPIC}: InternalError: we failed`,
    });
  });
});

describe('putting a notice on a bus', () => {
  it('sends its detail as JSON, under the name of the responder', async () => {
    const bus = mockClient(EventBridgeClient);
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] });
    await putOnBus('default', NOTICE, options);
    expect(bus.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries)).toEqual([
      [
        {
          EventBusName: 'default',
          Source: 'gray-failure-responder',
          DetailType: 'Gray Failure Response',
          Detail: JSON.stringify(detail),
        },
      ],
    ]);
  });

  it('rejects when the bus answers that it took nothing', async () => {
    const Entries = [{ ErrorCode: 'InternalFailure', ErrorMessage: 'try later' }];
    mockClient(EventBridgeClient).on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
    await expect(putOnBus('default', NOTICE, options)).rejects.toThrow('putting an event on default: InternalFailure: try later');
  });

  it('rejects with the kind of error', async () => {
    mockClient(EventBridgeClient).on(PutEventsCommand).rejects(awsError('ThrottlingException', 'Rate exceeded'));
    await expect(putOnBus('default', NOTICE, options)).rejects.toMatchObject({ kind: 'throttled' });
  });
});
