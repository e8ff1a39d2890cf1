import {
  CancelZonalShiftCommand,
  GetManagedResourceCommand,
  ListAutoshiftsCommand,
  ListManagedResourcesCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import { Loopback } from './loopback.ts';

const loadBalancer = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';

describe('requests on the wire', () => {
  const loopback = new Loopback();
  beforeAll(() => loopback.start());
  beforeEach(() => loopback.reset());
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
  });
  afterAll(() => loopback.stop());

  it('starts a zonal shift with all members in the body', async () => {
    const input = { resourceIdentifier: loadBalancer, awayFrom: 'use1-az1', expiresIn: '8h', comment: 'Grün' };
    await loopback.client().send(new StartZonalShiftCommand(input));
    expect(loopback.requests).toMatchObject([{ method: 'POST', path: '/zonalshifts', query: {}, body: input }]);
    expect(loopback.requests[0]?.headers['content-type']).toBe('application/json');
  });

  it('updates a zonal shift with its id in the path and only the given members in the body', async () => {
    await loopback.client().send(new UpdateZonalShiftCommand({ zonalShiftId: 'abc-123', expiresIn: '2h' }));
    expect(loopback.requests).toMatchObject([{ method: 'PATCH', path: '/zonalshifts/abc-123', query: {} }]);
    expect(loopback.requests[0]?.body).toEqual({ expiresIn: '2h' });
  });

  it('cancels a zonal shift without a body', async () => {
    await loopback.client().send(new CancelZonalShiftCommand({ zonalShiftId: 'abc-123' }));
    expect(loopback.requests).toMatchObject([{ method: 'DELETE', path: '/zonalshifts/abc-123', query: {}, body: undefined }]);
  });

  it('lists zonal shifts with every filter in the query', async () => {
    const input = { status: 'ACTIVE', maxResults: 50, nextToken: 'a/+= &b', resourceIdentifier: loadBalancer } as const;
    await loopback.client().send(new ListZonalShiftsCommand(input));
    expect(loopback.requests).toMatchObject([{ method: 'GET', path: '/zonalshifts', body: undefined }]);
    expect(loopback.requests[0]?.query).toEqual({ ...input, maxResults: '50' });
  });

  it('lists zonal shifts without a query when nothing is asked for', async () => {
    await loopback.client().send(new ListZonalShiftsCommand());
    expect(loopback.requests).toMatchObject([{ method: 'GET', path: '/zonalshifts', query: {} }]);
  });

  it('gets a managed resource with its ARN as one encoded path segment', async () => {
    await loopback.client().send(new GetManagedResourceCommand({ resourceIdentifier: `${loadBalancer}?(é)` }));
    const segment =
      'arn%3Aaws%3Aelasticloadbalancing%3Aus-east-1%3A111122223333%3Aloadbalancer%2Fapp%2Fweb%2F50dc6c495c0c9188%3F%28%C3%A9%29';
    expect(loopback.requests).toMatchObject([{ method: 'GET', path: `/managedresources/${segment}`, query: {} }]);
  });

  it('lists managed resources page by page', async () => {
    await loopback.client().send(new ListManagedResourcesCommand({ maxResults: 5, nextToken: 't' }));
    expect(loopback.requests).toMatchObject([{ method: 'GET', path: '/managedresources' }]);
    expect(loopback.requests[0]?.query).toEqual({ maxResults: '5', nextToken: 't' });
  });

  it('lists autoshifts by status', async () => {
    await loopback.client().send(new ListAutoshiftsCommand({ maxResults: 5, nextToken: 't', status: 'COMPLETED' }));
    expect(loopback.requests).toMatchObject([{ method: 'GET', path: '/autoshifts' }]);
    expect(loopback.requests[0]?.query).toEqual({ maxResults: '5', nextToken: 't', status: 'COMPLETED' });
  });

  it.each([
    ['zonalShiftId', () => loopback.client().send(new CancelZonalShiftCommand({ zonalShiftId: undefined }))],
    ['zonalShiftId', () => loopback.client().send(new UpdateZonalShiftCommand({ zonalShiftId: undefined }))],
    ['resourceIdentifier', () => loopback.client().send(new GetManagedResourceCommand({ resourceIdentifier: undefined }))],
  ])('names the path member %s that is missing and sends nothing', async (member, send) => {
    await expect(send()).rejects.toThrow(`No value provided for input HTTP label: ${member}.`);
    expect(loopback.requests).toEqual([]);
  });

  it('signs for the service arc-zonal-shift in the Region of the client', async () => {
    await loopback.client({ region: 'eu-west-1' }).send(new ListAutoshiftsCommand());
    const scope = /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/arc-zonal-shift\/aws4_request, /;
    expect(loopback.requests[0]?.headers.authorization).toMatch(scope);
  });

  it('names the service, this package and the application in the user agent', async () => {
    await loopback.client({ userAgentAppId: 'wildrydes' }).send(new ListAutoshiftsCommand());
    expect(loopback.requests[0]?.headers['user-agent']).toMatch(/ api\/arc-zonal-shift#0\.1\.0 .*app\/wildrydes/);
  });

  it('sends the trace header inside a Lambda function, so that a recursion is detected', async () => {
    Object.assign(process.env, { AWS_LAMBDA_FUNCTION_NAME: 'responder', _X_AMZN_TRACE_ID: 'Root=1-5759e988' });
    await loopback.client().send(new ListAutoshiftsCommand());
    expect(loopback.requests[0]?.headers['x-amzn-trace-id']).toBe('Root=1-5759e988');
  });

  it('tells the logger of each call', async () => {
    const lines: unknown[] = [];
    const ignore = () => {};
    const logger = { trace: ignore, debug: ignore, info: (line: unknown) => lines.push(line), warn: ignore, error: ignore };
    await loopback.client({ logger }).send(new CancelZonalShiftCommand({ zonalShiftId: 'abc-123' }));
    expect(lines).toMatchObject([
      { clientName: 'ARCZonalShiftClient', commandName: 'CancelZonalShiftCommand', input: { zonalShiftId: 'abc-123' } },
    ]);
  });
});
