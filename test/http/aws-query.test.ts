import { XMLParser } from 'fast-xml-parser';
import { answer } from '../../simulator/http/answer.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';
import { answering, failing, lackingEverything, replyOf, signedFor, someRequest } from './fake-region.ts';

const headers = signedFor('autoscaling');
const formOf = (parameters: Record<string, string>) => new URLSearchParams({ Version: '2011-01-01', ...parameters }).toString();
const describeGroups = someRequest({ headers, body: formOf({ Action: 'DescribeAutoScalingGroups' }) });

function inputOf(parameters: Record<string, string>): unknown {
  const region = answering({});
  answer(region, someRequest({ headers, body: formOf({ Action: 'Any', ...parameters }) }));
  return region.calls[0]?.input;
}

const parse = (text: string) => new XMLParser({ parseTagValue: false, ignoreAttributes: false }).parse(text);

describe('AWS Query', () => {
  it('reads lists, structures and lists within them', () => {
    expect(
      inputOf({
        AutoScalingGroupName: 'web & more',
        'AutoScalingGroupNames.member.1': 'a',
        'AutoScalingGroupNames.member.2': 'b',
        'Filters.member.1.Name': 'tag:app',
        'Filters.member.1.Values.member.1': 'x',
        'AvailabilityZoneImpairmentPolicy.ZonalShiftEnabled': 'true',
      }),
    ).toEqual({
      AutoScalingGroupName: 'web & more',
      AutoScalingGroupNames: ['a', 'b'],
      Filters: [{ Name: 'tag:app', Values: ['x'] }],
      AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: 'true' },
    });
  });

  it('orders list items by number, not by text', () => {
    const parameters = Object.fromEntries(['10', '9', '1'].map((index) => [`Names.member.${index}`, index]));
    expect(inputOf(parameters)).toEqual({ Names: ['1', '9', '10'] });
  });

  it('accepts parameter names that are special in JavaScript objects', () => {
    const input = inputOf({ '__proto__.polluted': 'yes', 'a.member.1.constructor': 'x' });
    expect(input).toHaveProperty('a', [{ constructor: 'x' }]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('reads CloudWatch and SNS requests of their own versions', () => {
    const region = answering({});
    answer(region, someRequest({ headers: signedFor('monitoring'), body: 'Action=DescribeAlarms&Version=2010-08-01' }));
    answer(region, someRequest({ headers: signedFor('sns'), body: 'Action=Publish&Version=2010-03-31&Message=hi' }));
    expect(region.calls).toEqual([
      { service: 'monitoring', operation: 'DescribeAlarms', input: {} },
      { service: 'sns', operation: 'Publish', input: { Message: 'hi' } },
    ]);
  });

  it('writes lists as members, times in ISO 8601 and booleans as words', () => {
    const group = {
      Name: 'a<b>&"c"',
      CreatedTime: new Date(1_500),
      Protected: false,
      DesiredCapacity: 3,
      Tags: [],
      Status: undefined,
    };
    const reply = replyOf(answer(answering({ AutoScalingGroups: [group, { Name: 'x' }] }), describeGroups));
    expect(reply.headers['content-type']).toBe('text/xml');
    expect(parse(reply.text).DescribeAutoScalingGroupsResponse).toEqual({
      '@_xmlns': 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
      DescribeAutoScalingGroupsResult: {
        AutoScalingGroups: {
          member: [
            { Name: 'a<b>&"c"', CreatedTime: '1970-01-01T00:00:01.500Z', Protected: 'false', DesiredCapacity: '3', Tags: '' },
            { Name: 'x' },
          ],
        },
      },
      ResponseMetadata: { RequestId: 'request-1' },
    });
  });

  it('drops characters that XML cannot represent', () => {
    const reply = replyOf(answer(answering({ Name: 'a\u0000b\u001bc\ud800d😀' }), describeGroups));
    expect(parse(reply.text).DescribeAutoScalingGroupsResponse.DescribeAutoScalingGroupsResult).toEqual({ Name: 'abcd😀' });
  });

  it('writes an empty result for an operation without output', () => {
    const reply = replyOf(answer(answering({}), someRequest({ headers, body: formOf({ Action: 'DeleteTags' }) })));
    expect(parse(reply.text).DeleteTagsResponse).toMatchObject({
      DeleteTagsResult: '',
      ResponseMetadata: { RequestId: 'request-1' },
    });
  });

  it.each([
    [400, 'Sender'],
    [500, 'Receiver'],
  ])('writes an error of status %i as the fault of the %s', (status, type) => {
    const reply = replyOf(answer(failing(new AwsError('ResourceContention', 'Pending <update>', { status })), describeGroups));
    expect(reply.status).toBe(status);
    expect(parse(reply.text).ErrorResponse).toMatchObject({
      Error: { Type: type, Code: 'ResourceContention', Message: 'Pending <update>' },
      RequestId: 'request-1',
    });
  });

  it('names a CloudWatch error by its Query code', () => {
    const region = failing(new AwsError('InvalidParameterValueException', 'Why'));
    const reply = replyOf(
      answer(region, someRequest({ headers: signedFor('monitoring'), body: 'Action=SetAlarmState&Version=2010-08-01' })),
    );
    expect(parse(reply.text).ErrorResponse.Error.Code).toBe('InvalidParameterValue');
  });

  it.each([
    ['is not built', lackingEverything(), formOf({ Action: 'ExecutePolicy' }), 'InvalidAction'],
    ['is of another version', answering({}), 'Action=DescribeAutoScalingGroups&Version=2009-01-01', 'InvalidAction'],
    ['is missing', answering({}), formOf({}), 'MissingAction'],
  ])('refuses a request whose action %s', (...row) => {
    const [, region, body, code] = row;
    const reply = replyOf(answer(region, someRequest({ headers, body })));
    expect([reply.status, parse(reply.text).ErrorResponse.Error.Code]).toEqual([400, code]);
  });
});
