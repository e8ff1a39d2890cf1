import { cbor, dateToTag } from '@smithy/core/cbor';
import { answer } from '../../simulator/http/answer.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';
import { answering, failing, lackingEverything, replyOf, signedFor, someRequest } from './fake-region.ts';

const headers = { ...signedFor('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' };
const pathOf = (operation: string, service = 'GraniteServiceVersion20100801') => `/service/${service}/operation/${operation}`;

describe('Smithy RPC v2 CBOR', () => {
  it('reads the operation from the path and dates from tags', () => {
    const region = answering({});
    const body = cbor.serialize({ StartTime: dateToTag(new Date(1_500)), MetricDataQueries: [{ Id: 'a' }], MaxDatapoints: 10 });
    answer(region, someRequest({ headers, path: pathOf('GetMetricData'), body: Uint8Array.from(body) }));
    expect(region.calls).toEqual([
      {
        service: 'monitoring',
        operation: 'GetMetricData',
        input: { StartTime: new Date(1_500), MetricDataQueries: [{ Id: 'a' }], MaxDatapoints: 10 },
      },
    ]);
  });

  it('reads a missing body as empty input', () => {
    const region = answering({});
    answer(region, someRequest({ headers, path: pathOf('DescribeAlarms') }));
    expect(region.calls[0]).toMatchObject({ operation: 'DescribeAlarms', input: {} });
  });

  it('writes dates as tags and omits undefined members', () => {
    const region = answering({ Timestamps: [new Date(1_500)], Values: [0.25, 3], NextToken: undefined });
    const reply = replyOf(answer(region, someRequest({ headers, path: pathOf('GetMetricData') })));
    expect(reply.headers).toMatchObject({ 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' });
    expect(cbor.deserialize(reply.body)).toEqual({
      Timestamps: [expect.objectContaining({ tag: 1, value: 1.5 })],
      Values: [0.25, 3],
    });
  });

  it('names an error by its shape and by its Query code', () => {
    const region = failing(new AwsError('InvalidParameterValue', 'Why'));
    const reply = replyOf(answer(region, someRequest({ headers, path: pathOf('SetAlarmState') })));
    expect([reply.status, reply.headers['x-amzn-query-error']]).toEqual([400, 'InvalidParameterValue;Sender']);
    expect(cbor.deserialize(reply.body)).toEqual({ __type: 'InvalidParameterValueException', message: 'Why' });
  });

  it.each([
    ['is not built', lackingEverything(), pathOf('PutDashboard')],
    ['belongs to another service', answering({}), pathOf('DescribeAlarms', 'Other')],
    ['is missing', answering({}), '/'],
  ])('answers unknown operation when the operation %s', (_, region, path) => {
    const reply = replyOf(answer(region, someRequest({ headers, path })));
    expect([reply.status, cbor.deserialize(reply.body).__type]).toEqual([404, 'UnknownOperationException']);
  });

  it('refuses a body that is not CBOR', () => {
    const reply = replyOf(
      answer(answering({}), someRequest({ headers, path: pathOf('DescribeAlarms'), body: Uint8Array.of(0xbf, 0x61) })),
    );
    expect([reply.status, cbor.deserialize(reply.body).__type]).toEqual([400, 'SerializationException']);
  });
});
