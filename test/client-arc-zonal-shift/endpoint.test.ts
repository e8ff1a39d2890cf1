import { ARCZonalShiftClient, ListAutoshiftsCommand } from '@aws-sdk/client-arc-zonal-shift';
import { setPartitionInfo, useDefaultPartitionInfo } from '@aws-sdk/core/client';
import { Loopback } from './loopback.ts';

describe('endpoint', () => {
  const { endpointProvider } = new ARCZonalShiftClient({ region: 'us-east-1' }).config;
  const resolve = (Region: string | undefined, variant: { UseFIPS?: boolean; UseDualStack?: boolean; Endpoint?: string } = {}) =>
    endpointProvider({ Region, UseFIPS: false, UseDualStack: false, ...variant }).url.href;

  const fips = { UseFIPS: true };
  const dualStack = { UseDualStack: true };

  it.each([
    ['us-east-1', {}, 'https://arc-zonal-shift.us-east-1.amazonaws.com/'],
    ['us-east-1', fips, 'https://arc-zonal-shift-fips.us-east-1.amazonaws.com/'],
    ['us-east-1', dualStack, 'https://arc-zonal-shift.us-east-1.api.aws/'],
    ['us-east-1', { ...fips, ...dualStack }, 'https://arc-zonal-shift-fips.us-east-1.api.aws/'],
    ['us-gov-west-1', {}, 'https://arc-zonal-shift.us-gov-west-1.amazonaws.com/'],
    ['us-gov-west-1', { ...fips, ...dualStack }, 'https://arc-zonal-shift-fips.us-gov-west-1.api.aws/'],
    ['cn-north-1', {}, 'https://arc-zonal-shift.cn-north-1.amazonaws.com.cn/'],
    ['cn-north-1', dualStack, 'https://arc-zonal-shift.cn-north-1.api.amazonwebservices.com.cn/'],
    ['us-iso-east-1', {}, 'https://arc-zonal-shift.us-iso-east-1.c2s.ic.gov/'],
    ['xx-new-9', {}, 'https://arc-zonal-shift.xx-new-9.amazonaws.com/'],
    ['us-east-1', { Endpoint: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9/'],
    [undefined, { Endpoint: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9/'],
  ])('in %s with %j is %s', (region, variant, url) => {
    expect(resolve(region, variant)).toBe(url);
  });

  it.each([
    [undefined, {}, 'Invalid Configuration: Missing Region'],
    ['us-east-1', { ...fips, Endpoint: 'http://127.0.0.1:9' }, 'FIPS and custom endpoint are not supported'],
    ['us-east-1', { ...dualStack, Endpoint: 'http://127.0.0.1:9' }, 'Dualstack and custom endpoint are not supported'],
  ])('in %s with %j is refused: %s', (region, variant, why) => {
    expect(() => resolve(region, variant)).toThrow(why);
  });

  // Every partition of today supports both, so these rules need one that does not.
  const bare = {
    name: 'aws',
    dnsSuffix: 'example',
    dualStackDnsSuffix: 'dual.example',
    supportsFIPS: false,
    supportsDualStack: false,
  };
  it.each([
    [bare, fips, 'FIPS is enabled but this partition does not support FIPS'],
    [bare, dualStack, 'DualStack is enabled but this partition does not support DualStack'],
    [
      { ...bare, supportsFIPS: true },
      { ...fips, ...dualStack },
      'FIPS and DualStack are enabled, but this partition does not support one or both',
    ],
  ])('in the partition %j with %j is refused: %s', (outputs, variant, why) => {
    setPartitionInfo({ partitions: [{ id: 'aws', outputs, regionRegex: '^.*$', regions: {} }] });
    try {
      expect(() => resolve('us-east-1', variant)).toThrow(why);
    } finally {
      useDefaultPartitionInfo();
    }
  });
});

describe('options from the environment', () => {
  const loopback = new Loopback();
  const before = { ...process.env };
  const nowhere = 'http://127.0.0.1:9';
  beforeAll(() => loopback.start());
  beforeEach(() => {
    loopback.reset();
    process.env = {
      ...before,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
  });
  afterEach(() => {
    process.env = { ...before };
  });
  afterAll(() => loopback.stop());

  it('takes endpoint, Region and credentials from it', async () => {
    process.env.AWS_ENDPOINT_URL = loopback.url;
    await new ARCZonalShiftClient().send(new ListAutoshiftsCommand());
    expect(loopback.requests[0]?.headers.authorization).toMatch(
      /Credential=AKIDENVIRONMENT\/\d{8}\/eu-west-1\/arc-zonal-shift\//,
    );
  });

  it('prefers the endpoint of this service over the one of all services', async () => {
    Object.assign(process.env, { AWS_ENDPOINT_URL: nowhere, AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT: loopback.url });
    await new ARCZonalShiftClient().send(new ListAutoshiftsCommand());
    expect(loopback.requests).toHaveLength(1);
  });

  it('prefers the option of the client over the environment', async () => {
    process.env.AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT = nowhere;
    await new ARCZonalShiftClient({ endpoint: loopback.url }).send(new ListAutoshiftsCommand());
    expect(loopback.requests).toHaveLength(1);
  });

  it('takes the number of attempts from it', async () => {
    Object.assign(process.env, { AWS_ENDPOINT_URL: loopback.url, AWS_MAX_ATTEMPTS: '1' });
    loopback.answers.push({ status: 500, headers: { 'x-amzn-errortype': 'InternalServerException' } });
    await expect(new ARCZonalShiftClient().send(new ListAutoshiftsCommand())).rejects.toThrow();
    expect(loopback.requests).toHaveLength(1);
  });

  it('takes FIPS from it and refuses it together with an endpoint', async () => {
    Object.assign(process.env, { AWS_ENDPOINT_URL: loopback.url, AWS_USE_FIPS_ENDPOINT: 'true' });
    const call = new ARCZonalShiftClient().send(new ListAutoshiftsCommand());
    await expect(call).rejects.toThrow('FIPS and custom endpoint are not supported');
  });
});

describe('request handler', () => {
  it('may be given, and is asked for the regional host', async () => {
    const hosts: string[] = [];
    const requestHandler = {
      handle: async (request: { hostname: string }) => {
        hosts.push(request.hostname);
        return { response: { statusCode: 200, headers: {}, body: Buffer.from('{"items":[]}') } };
      },
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
    };
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    const client = new ARCZonalShiftClient({ region: 'eu-west-1', credentials, requestHandler });
    expect((await client.send(new ListAutoshiftsCommand())).items).toEqual([]);
    expect(hosts).toEqual(['arc-zonal-shift.eu-west-1.amazonaws.com']);
  });
});
