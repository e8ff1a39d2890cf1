import { cbor } from '@smithy/core/cbor';
import fc from 'fast-check';
import { answer } from '../../simulator/http/answer.ts';
import { readCredentialScope } from '../../simulator/http/credential-scope.ts';
import type { WireReply } from '../../simulator/http/wire.ts';
import { answering, fakeRegion, replyOf, signedFor, someRequest } from './fake-region.ts';

const textOf = (reply: WireReply) => new TextDecoder().decode(reply.body);
const jsonType = (reply: WireReply) => JSON.parse(textOf(reply)).__type;
const cborType = (reply: WireReply) => cbor.deserialize(reply.body).__type;
const headerType = (reply: WireReply) => reply.headers['x-amzn-errortype'];
const xmlCode = (reply: WireReply) => /<Code>(.*)<\/Code>/.exec(textOf(reply))?.[1];

const cborHeaders = { 'smithy-protocol': 'rpc-v2-cbor' };
const cborPath = '/service/GraniteServiceVersion20100801/operation/DescribeAlarms';
const jsonHeaders = { 'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms' };
const eventHeaders = { 'x-amz-target': 'AWSEvents.PutEvents' };
const form = (action: string, version: string) => ({ body: `Action=${action}&Version=${version}` });

const requests = [
  {
    service: 'arc-zonal-shift',
    part: { method: 'GET', path: '/zonalshifts' },
    codeOf: headerType,
    unsigned: 'MissingAuthenticationTokenException',
    away: 'InvalidSignatureException',
  },
  {
    service: 'monitoring',
    part: { headers: cborHeaders, path: cborPath },
    codeOf: cborType,
    unsigned: 'MissingAuthenticationTokenException',
    away: 'InvalidSignatureException',
  },
  {
    service: 'monitoring',
    part: { headers: jsonHeaders },
    codeOf: jsonType,
    unsigned: 'MissingAuthenticationTokenException',
    away: 'InvalidSignatureException',
  },
  {
    service: 'events',
    part: { headers: eventHeaders },
    codeOf: jsonType,
    unsigned: 'MissingAuthenticationTokenException',
    away: 'InvalidSignatureException',
  },
  {
    service: 'monitoring',
    part: form('DescribeAlarms', '2010-08-01'),
    codeOf: xmlCode,
    unsigned: 'MissingAuthenticationToken',
    away: 'SignatureDoesNotMatch',
  },
  {
    service: 'autoscaling',
    part: form('DescribeTags', '2011-01-01'),
    codeOf: xmlCode,
    unsigned: 'MissingAuthenticationToken',
    away: 'SignatureDoesNotMatch',
  },
  {
    service: 'sns',
    part: form('Publish', '2010-03-31'),
    codeOf: xmlCode,
    unsigned: 'MissingAuthenticationToken',
    away: 'SignatureDoesNotMatch',
  },
  {
    service: 'ec2',
    part: form('DescribeSubnets', '2016-11-15'),
    codeOf: xmlCode,
    unsigned: 'MissingAuthenticationToken',
    away: 'AuthFailure',
  },
] as const;

describe('the front of the services', () => {
  it.each(requests)('answers an unsigned request of $service with $unsigned', ({ part, codeOf, unsigned }) => {
    const region = answering({});
    expect(codeOf(replyOf(answer(region, someRequest(part))))).toBe(unsigned);
    expect(region.calls).toEqual([]);
  });

  it.each(requests)(
    'answers a request of $service that is signed for another Region with $away',
    ({ service, part, codeOf, away }) => {
      const region = answering({});
      const headers = { ...('headers' in part ? part.headers : {}), ...signedFor(service, 'eu-west-1') };
      const reply = replyOf(answer(region, someRequest({ ...part, headers })));
      expect(codeOf(reply)).toBe(away);
      expect(region.calls).toEqual([]);
    },
  );

  it.each(requests)('accepts a request of $service that is signed for this Region', ({ service, part }) => {
    const region = answering({});
    const headers = { ...('headers' in part ? part.headers : {}), ...signedFor(service) };
    answer(region, someRequest({ ...part, headers }));
    expect(region.calls).toMatchObject([{ service }]);
  });

  it.each([signedFor('s3'), {}])('lists the services for a request to none of them: %p', (headers) => {
    const reply = replyOf(answer(answering({}), someRequest({ headers })));
    expect(reply.status).toBe(404);
    expect(reply.text).toContain('arc-zonal-shift, monitoring, autoscaling, ec2, sns, events');
  });

  it.each(['reset', 'timeout'] as const)('passes on a %s with its latency', (kind) => {
    const region = fakeRegion(() => ({ kind, latencyMillis: 40 }));
    expect(answer(region, someRequest({ ...form('DescribeTags', '2011-01-01'), headers: signedFor('autoscaling') }))).toEqual({
      kind,
      latencyMillis: 40,
    });
  });
});

describe('any request at all', () => {
  const services = fc.constantFrom('arc-zonal-shift', 'monitoring', 'autoscaling', 'ec2', 'sns', 'events', 's3');
  const bodies = fc.oneof(
    fc.uint8Array(),
    fc.json(),
    fc
      .array(fc.tuple(fc.string(), fc.string()))
      .map((pairs) => new URLSearchParams([['Action', 'A'], ['Version', '2011-01-01'], ...pairs]).toString()),
  );
  const paths = fc.oneof(fc.constantFrom('/', '/zonalshifts', cborPath), fc.webPath(), fc.string());
  const moreHeaders = fc.constantFrom({}, cborHeaders, jsonHeaders, eventHeaders);

  it('gets a reply with a non-empty body', () => {
    fc.assert(
      fc.property(services, fc.constantFrom('GET', 'POST', 'PUT'), fc.tuple(paths, moreHeaders, bodies), (...drawn) => {
        const [service, method, [path, headers, body]] = drawn;
        const reply = replyOf(
          answer(answering({ Echo: body }), someRequest({ method, path, body, headers: { ...headers, ...signedFor(service) } })),
        );
        expect(reply.status).toBeGreaterThanOrEqual(200);
        expect(reply.body.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('credential scope', () => {
  it('is read from a header with any order and spacing', () => {
    const header = 'AWS4-HMAC-SHA256 SignedHeaders=host,Credential=AKID/20260101/us-east-1/autoscaling/aws4_request,Signature=0';
    expect(readCredentialScope(header)).toEqual({ region: 'us-east-1', service: 'autoscaling' });
  });

  it.each([
    undefined,
    '',
    'Bearer token',
    'AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/autoscaling',
    'Basic Credential=a/b/c/d/aws4_request',
  ])('is absent from %p', (header) => {
    expect(readCredentialScope(header)).toBeUndefined();
  });
});
