import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { alarmEvent } from '../../bench/stage.ts';
import { buildIfOlder, bundle } from '../built-responder.ts';

/** One request of the bundle, as it would have gone out. */
interface Sent {
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Every service that is asked before a shift. */
const SERVICES = 3;

/**
 * Runs the bundle until it has sent a request to each service, and notes them. Nothing leaves the process: of `node:https` only the
 * sending is replaced.
 */
const RUN = `
  import https from 'node:https';
  const sent = new Map();
  https.request = ({ host, headers }) => {
    sent.set(host, { host, headers });
    if (sent.size < ${SERVICES}) throw new Error('nothing leaves');
    process.stdout.write(JSON.stringify([...sent.values()]));
    process.exit(0);
  };
  const { handler } = await import(process.env.BUNDLE);
  await handler(JSON.parse(process.env.EVENT), { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 });
`;

async function sentIn(region: string, variables: Record<string, string> = KEYS): Promise<Sent[]> {
  const zones = ['a', 'b', 'c'].map((letter, index) => ({ zoneId: `use1-az${index + 1}`, zoneName: `${region}${letter}` }));
  const partition = partitionOf(region);
  const { detail, ...event } = alarmEvent(new Date());
  const named = zones.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-isolated-impact` }));
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', RUN], {
    env: {
      BUNDLE: pathToFileURL(bundle).href,
      EVENT: JSON.stringify({
        ...event,
        detail,
        region,
        resources: [`arn:${partition}:cloudwatch:${region}:111122223333:alarm:use1-az1-isolated-impact`],
      }),
      RESPONDER_CONFIG: JSON.stringify({
        application: 'shop',
        mode: 'act',
        zones: named,
        resources: [`arn:${partition}:elasticloadbalancing:${region}:111122223333:loadbalancer/app/web/50dc6c495c0c9188`],
        autoScalingGroups: [{ name: 'web' }],
      }),
      AWS_REGION: region,
      ...variables,
    },
  });
  return (JSON.parse(stdout) as Sent[]).sort((one, other) => (one.host < other.host ? -1 : 1));
}

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAROLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };

function partitionOf(region: string): string {
  const [, named] = /^(cn|us-gov|eusc)-/.exec(region) ?? [];
  return named === undefined ? 'aws' : `aws-${named}`;
}

const hostsIn = async (region: string, variables = {}) =>
  (await sentIn(region, { ...KEYS, ...variables })).map(({ host }) => host);

beforeAll(buildIfOlder);

describe('the SDK in the first file of the bundle', () => {
  it.each([
    ['us-east-1', 'amazonaws.com'],
    ['mx-central-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'amazonaws.com'],
    ['eusc-de-east-1', 'amazonaws.eu'],
  ])('asks the endpoints of %s', async (region, suffix) => {
    const services = ['arc-zonal-shift', 'autoscaling', 'monitoring'];
    expect(await hostsIn(region)).toEqual(services.map((service) => `${service}.${region}.${suffix}`));
  });

  it('asks FIPS endpoints and those of both protocols where the environment says so', async () => {
    const both = { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' };
    expect(await hostsIn('us-east-1', both)).toEqual([
      'arc-zonal-shift-fips.us-east-1.api.aws',
      'autoscaling-fips.us-east-1.api.aws',
      'monitoring-fips.us-east-1.api.aws',
    ]);
  });

  it('asks the endpoint that the environment names, of one service before that of all', async () => {
    const one = {
      AWS_ENDPOINT_URL_AUTO_SCALING: 'https://groups.example',
      AWS_ENDPOINT_URL_CLOUDWATCH: 'https://alarms.example',
    };
    expect(await hostsIn('us-east-1', { AWS_ENDPOINT_URL: 'https://all.example', ...one })).toEqual([
      'alarms.example',
      'all.example',
      'groups.example',
    ]);
  });

  it("signs with the role's credentials from the environment, for the Region", async () => {
    for (const { headers } of await sentIn('eu-west-1')) {
      expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAROLE\/\d{8}\/eu-west-1\/[a-z-]+\/aws4_request, /);
      expect(headers['x-amz-security-token']).toBe('session');
      expect(headers['user-agent']).toMatch(/aws-sdk-js\/\d+\.\d+\.\d+ .*md\/nodejs#\d+/);
    }
  });

  it('loads the chain of credentials where the environment has none', async () => {
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    const credentials = { AccessKeyId: 'AKIACONTAINER', SecretAccessKey: 'secret', Token: 'session', Expiration };
    const server = createServer((_request, response) => response.end(JSON.stringify(credentials)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const sent = await sentIn('us-east-1', { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/role` });
      for (const { headers } of sent) expect(headers.authorization).toContain('Credential=AKIACONTAINER/');
    } finally {
      server.close();
    }
  });
});
