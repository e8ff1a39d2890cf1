import { XMLParser } from 'fast-xml-parser';
import { answer } from '../../simulator/http/answer.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';
import { answering, failing, lackingEverything, replyOf, signedFor, someRequest } from './fake-region.ts';

const requestOf = (parameters: Record<string, string>) =>
  someRequest({ headers: signedFor('ec2'), body: new URLSearchParams({ Version: '2016-11-15', ...parameters }).toString() });
const parse = (text: string) => new XMLParser({ parseTagValue: false }).parse(text);

describe('EC2 Query', () => {
  it('reads flat lists with the names of the API', () => {
    const region = answering({});
    const parameters = {
      'SubnetId.1': 'subnet-b',
      'SubnetId.2': 'subnet-a',
      'Filter.1.Name': 'vpc-id',
      'Filter.1.Value.1': 'vpc-1',
      MaxResults: '5',
    };
    answer(region, requestOf({ Action: 'DescribeSubnets', ...parameters }));
    expect(region.calls[0]).toEqual({
      service: 'ec2',
      operation: 'DescribeSubnets',
      input: { SubnetIds: ['subnet-b', 'subnet-a'], Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }], MaxResults: '5' },
    });
  });

  it('writes subnets with the names on the wire', () => {
    const subnet = { SubnetId: 'subnet-a', AvailabilityZoneId: 'use1-az1', State: 'available', Tags: [{ Key: 'k', Value: 'v' }] };
    const reply = replyOf(answer(answering({ Subnets: [subnet] }), requestOf({ Action: 'DescribeSubnets' })));
    expect(parse(reply.text).DescribeSubnetsResponse).toEqual({
      requestId: 'request-1',
      subnetSet: {
        item: {
          subnetId: 'subnet-a',
          availabilityZoneId: 'use1-az1',
          state: 'available',
          tagSet: { item: { key: 'k', value: 'v' } },
        },
      },
    });
  });

  it('writes the state of a zone with its own name on the wire', () => {
    const zones = [{ ZoneId: 'use1-az1', ZoneName: 'us-east-1a', State: 'available', Messages: [] }];
    const reply = replyOf(answer(answering({ AvailabilityZones: zones }), requestOf({ Action: 'DescribeAvailabilityZones' })));
    expect(parse(reply.text).DescribeAvailabilityZonesResponse.availabilityZoneInfo).toEqual({
      item: { zoneId: 'use1-az1', zoneName: 'us-east-1a', zoneState: 'available', messageSet: '' },
    });
  });

  it('writes errors in EC2’s format', () => {
    const region = failing(new AwsError('InvalidSubnetID.NotFound', "The subnet ID 'x' does not exist"));
    const reply = replyOf(answer(region, requestOf({ Action: 'DescribeSubnets' })));
    expect(reply.status).toBe(400);
    expect(parse(reply.text).Response).toEqual({
      Errors: { Error: { Code: 'InvalidSubnetID.NotFound', Message: "The subnet ID 'x' does not exist" } },
      RequestID: 'request-1',
    });
  });

  it.each([
    ['is not built', lackingEverything(), { Action: 'RunInstances' }, 'InvalidAction'],
    ['is of another version', answering({}), { Action: 'DescribeSubnets', Version: '2014-01-01' }, 'InvalidAction'],
    ['is missing', answering({}), {}, 'MissingAction'],
  ])('refuses a request whose action %s', (...row) => {
    const [, region, parameters, code] = row;
    const reply = replyOf(answer(region, requestOf(parameters)));
    expect([reply.status, parse(reply.text).Response.Errors.Error.Code]).toEqual([400, code]);
  });
});
