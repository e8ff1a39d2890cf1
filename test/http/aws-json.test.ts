import { answer } from '../../simulator/http/answer.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';
import { answering, failing, lackingEverything, replyOf, signedFor, someRequest } from './fake-region.ts';

const cloudWatch = (operation: string) => ({
  ...signedFor('monitoring'),
  'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
});
const eventBridge = (operation: string) => ({ ...signedFor('events'), 'x-amz-target': `AWSEvents.${operation}` });

describe('AWS JSON', () => {
  it('reads the operation from the target and the input from the body', () => {
    const region = answering({});
    answer(region, someRequest({ headers: cloudWatch('DescribeAlarms'), body: '{"AlarmNames":["a"]}' }));
    expect(region.calls).toEqual([{ service: 'monitoring', operation: 'DescribeAlarms', input: { AlarmNames: ['a'] } }]);
  });

  it('writes version 1.0 for CloudWatch, with times in seconds and without undefined members', () => {
    const region = answering({
      MetricAlarms: [{ AlarmName: 'a', Threshold: 0.5, At: new Date(1_500), Unit: undefined }],
      NextToken: undefined,
    });
    const reply = replyOf(answer(region, someRequest({ headers: cloudWatch('DescribeAlarms') })));
    expect(reply.headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(JSON.parse(reply.text)).toEqual({ MetricAlarms: [{ AlarmName: 'a', Threshold: 0.5, At: 1.5 }] });
  });

  it('writes numbers that JSON lacks as text', () => {
    const region = answering({ Values: [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] });
    const reply = replyOf(answer(region, someRequest({ headers: cloudWatch('GetMetricData') })));
    expect(JSON.parse(reply.text)).toEqual({ Values: [1, 'NaN', 'Infinity', '-Infinity'] });
  });

  it('writes version 1.1 for EventBridge', () => {
    const region = answering({ FailedEntryCount: 0 });
    const reply = replyOf(answer(region, someRequest({ headers: eventBridge('PutEvents'), body: '{}' })));
    expect(region.calls[0]).toMatchObject({ service: 'events', operation: 'PutEvents' });
    expect(reply.headers['content-type']).toBe('application/x-amz-json-1.1');
  });

  it.each([
    ['MissingParameter', 400, 'MissingRequiredParameterException', 'MissingParameter;Sender'],
    ['InvalidParameterValueException', 400, 'InvalidParameterValueException', 'InvalidParameterValue;Sender'],
    ['ResourceNotFound', 404, 'ResourceNotFound', 'ResourceNotFound;Sender'],
    ['InternalServiceError', 500, 'InternalServiceFault', 'InternalServiceError;Receiver'],
  ])('names the CloudWatch error %s by its shape and by its Query code', (...row) => {
    const [code, status, shape, queryError] = row;
    const reply = replyOf(
      answer(failing(new AwsError(code, 'Why', { status })), someRequest({ headers: cloudWatch('SetAlarmState') })),
    );
    expect([reply.status, reply.headers['x-amzn-query-error']]).toEqual([status, queryError]);
    expect(JSON.parse(reply.text)).toEqual({ __type: shape, message: 'Why' });
  });

  it('names an EventBridge error only by its type', () => {
    const reply = replyOf(
      answer(failing(new AwsError('ValidationException', 'Why')), someRequest({ headers: eventBridge('PutEvents') })),
    );
    expect(reply.headers).not.toHaveProperty('x-amzn-query-error');
    expect(JSON.parse(reply.text)).toEqual({ __type: 'ValidationException', message: 'Why' });
  });

  it.each([
    ['is not built', lackingEverything(), cloudWatch('PutDashboard')],
    [
      'belongs to another service',
      answering({}),
      { ...signedFor('events'), 'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms' },
    ],
    ['is missing', answering({}), signedFor('events')],
  ])('answers unknown operation when the operation %s', (_, region, headers) => {
    const reply = replyOf(answer(region, someRequest({ headers })));
    expect([reply.status, JSON.parse(reply.text).__type]).toEqual([400, 'UnknownOperationException']);
  });

  it('refuses a body that is not JSON', () => {
    const reply = replyOf(answer(answering({}), someRequest({ headers: cloudWatch('DescribeAlarms'), body: 'Action=x' })));
    expect([reply.status, JSON.parse(reply.text).__type]).toEqual([400, 'SerializationException']);
  });
});
