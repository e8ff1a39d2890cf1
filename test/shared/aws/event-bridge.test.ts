import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { putEvent } from '../../../shared/aws/event-bridge.ts';
import { awsError } from '../../aws-errors.ts';

const EVENT = { eventBusName: 'default', source: 'responder', detailType: 'Response', detail: '{}' };
const options = { abortSignal: new AbortController().signal };
const bus = mockClient(EventBridgeClient);

beforeEach(() => bus.reset());

describe('putEvent', () => {
  it('puts one event on the bus', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
    await putEvent(EVENT, options);
    expect(bus.calls().map(({ args: [{ input }] }) => input)).toEqual([
      { Entries: [{ EventBusName: 'default', Source: 'responder', DetailType: 'Response', Detail: '{}' }] },
    ]);
  });

  it('fails when EventBridge answers that it took nothing', async () => {
    const Entries = [{ ErrorCode: 'InternalFailure', ErrorMessage: 'try later' }];
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
    await expect(putEvent(EVENT, options)).rejects.toThrow('putting an event on default: InternalFailure: try later');
  });

  it('names the bus when EventBridge refuses', async () => {
    bus.on(PutEventsCommand).rejects(awsError('AccessDeniedException', 'not authorized', 400));
    await expect(putEvent(EVENT, options)).rejects.toThrow('putting an event on default');
  });
});
