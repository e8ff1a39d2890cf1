import { answer } from '../../simulator/http/answer.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';
import { answering, failing, lackingEverything, replyOf, signedFor, someRequest } from './fake-region.ts';

const headers = signedFor('arc-zonal-shift');
const loadBalancer = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';

describe('REST-JSON of ARC zonal shift', () => {
  it('reads input from the body', () => {
    const region = answering({});
    answer(region, someRequest({ headers, path: '/zonalshifts', body: '{"awayFrom":"use1-az1","comment":"é"}' }));
    expect(region.calls).toEqual([
      { service: 'arc-zonal-shift', operation: 'StartZonalShift', input: { awayFrom: 'use1-az1', comment: 'é' } },
    ]);
  });

  it('decodes labels of the path', () => {
    const region = answering({});
    answer(region, someRequest({ headers, method: 'GET', path: `/managedresources/${encodeURIComponent(loadBalancer)}` }));
    expect(region.calls[0]).toMatchObject({ operation: 'GetManagedResource', input: { resourceIdentifier: loadBalancer } });
  });

  it('combines label and body', () => {
    const region = answering({});
    answer(region, someRequest({ headers, method: 'PATCH', path: '/zonalshifts/abc-123', body: '{"expiresIn":"2h"}' }));
    expect(region.calls[0]).toMatchObject({ operation: 'UpdateZonalShift', input: { zonalShiftId: 'abc-123', expiresIn: '2h' } });
  });

  it('reads input from the query string', () => {
    const region = answering({});
    answer(region, someRequest({ headers, method: 'GET', path: '/zonalshifts?status=ACTIVE&maxResults=10&nextToken=a%2Bb' }));
    expect(region.calls[0]).toMatchObject({
      operation: 'ListZonalShifts',
      input: { status: 'ACTIVE', maxResults: '10', nextToken: 'a+b' },
    });
  });

  it('returns a started shift with 201 and times in seconds', () => {
    const region = answering({ expiryTime: new Date('2026-01-01T00:00:00.250Z'), nextToken: undefined });
    const reply = replyOf(answer(region, someRequest({ headers, path: '/zonalshifts' })));
    expect(reply.status).toBe(201);
    expect(JSON.parse(reply.text)).toEqual({ expiryTime: 1767225600.25 });
  });

  it('returns everything else with 200', () => {
    expect(replyOf(answer(answering({ items: [] }), someRequest({ headers, method: 'GET', path: '/zonalshifts' }))).status).toBe(
      200,
    );
  });

  it('names an error in the header, with its members in the body', () => {
    const error = new AwsError('ConflictException', 'Already shifted', {
      status: 409,
      fields: { reason: 'ZonalShiftAlreadyExists', zonalShiftId: 'abc-123' },
    });
    const reply = replyOf(answer(failing(error), someRequest({ headers, path: '/zonalshifts' })));
    expect(reply.status).toBe(409);
    expect(reply.headers['x-amzn-errortype']).toBe('ConflictException');
    expect(JSON.parse(reply.text)).toEqual({
      message: 'Already shifted',
      reason: 'ZonalShiftAlreadyExists',
      zonalShiftId: 'abc-123',
    });
  });

  it.each([
    ['a path that ARC does not have', answering({}), 'GET', '/shifts'],
    ['a method that the path does not have', answering({}), 'PUT', '/zonalshifts'],
    ['an operation that is not built', lackingEverything(), 'GET', '/autoshift-observer-notification'],
  ])('answers unknown operation for %s', (...row) => {
    const [, region, method, path] = row;
    const reply = replyOf(answer(region, someRequest({ headers, method, path })));
    expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([404, 'UnknownOperationException']);
  });

  it.each([
    ['/zonalshifts', '{"awayFrom":'],
    ['/zonalshifts', '[]'],
  ])('refuses a body that is not a JSON object: %s %s', (path, body) => {
    const region = answering({});
    const reply = replyOf(answer(region, someRequest({ headers, path, body })));
    expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([400, 'SerializationException']);
    expect(region.calls).toEqual([]);
  });

  it('refuses an incorrectly encoded label', () => {
    const reply = replyOf(answer(answering({}), someRequest({ headers, method: 'GET', path: '/managedresources/%E0%A4%A' })));
    expect(reply.headers['x-amzn-errortype']).toBe('SerializationException');
  });
});
