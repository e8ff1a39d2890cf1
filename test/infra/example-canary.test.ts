import dns from 'node:dns';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Random } from '../../simulator/region/random.ts';
import { CANARY_DIMENSION, CANARY_NAMESPACE, Canaries } from '../../simulator/region/traffic/canary.ts';
import { endings, temporaryFolder } from './endings.ts';
import { functionWith, ZONE_NAMES } from './example-template.ts';

// The canary gives up after half a second of real time: a machine that is busy elsewhere makes a well zone late.
jest.retryTimes(3, { logErrorsBeforeRetry: true });

/** A server on this machine; its URL. */
async function listen(
  answer: RequestListener,
  { host, port } = { host: '127.0.0.1', port: 0 },
): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

/** The function as it is deployed: the text in the template, loaded as Lambda loads it. */
function deployed(environment: Record<string, string>): { handler: () => Promise<unknown> } {
  const [variable = ''] = Object.keys(environment);
  const file = join(temporaryFolder(), 'index.js');
  writeFileSync(file, functionWith(variable).Code.ZipFile);
  const before = { ...process.env };
  Object.assign(process.env, environment);
  endings.push(() => {
    process.env = before;
  });
  // biome-ignore lint/suspicious/noExplicitAny: whatever the file exports
  return jest.requireActual<any>(file);
}

describe('canary', () => {
  interface Line {
    readonly _aws: { CloudWatchMetrics: [{ Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }] };
    readonly SuccessPercent: number[];
    readonly Duration: number[];
    readonly [dimension: string]: unknown;
  }

  /** Lets the deployed canary probe the URLs; what it publishes, by AZ ID. */
  async function probe(urls: Record<string, string>): Promise<Record<string, Line>> {
    const zones = Object.entries(urls).map(([zoneId, url]) => ({ zoneId, url }));
    const { handler } = deployed({ PROBED: JSON.stringify({ namespace: CANARY_NAMESPACE, zones }) });
    const written: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    await handler();
    jest.restoreAllMocks();
    return Object.fromEntries(
      written.map((line) => {
        const metrics: Line = JSON.parse(line);
        return [metrics[CANARY_DIMENSION], metrics];
      }),
    );
  }

  /** What the simulated Region's canary of a zone publishes. */
  function theRegionPublishes() {
    const conditionOf = () => ({ errorShare: 0, connectionErrorShare: 0, slow: [], failsHealthChecks: false });
    const canaries = new Canaries({ random: new Random(1), zoneIds: ['use1-az1'], loadBalancers: ['web'], conditionOf });
    canaries.playSlice(0);
    return canaries.closeMinute(0);
  }

  const average = (values: readonly number[] = []) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('distinguishes healthy, failing, slow and missing zones', async () => {
    const well = await listen((_request, response) => response.end('{}'));
    const failing = await listen((_request, response) => response.writeHead(503).end());
    const slow = await listen((_request, response) => setTimeout(() => response.end('{}'), 700));
    const gone = await listen(() => undefined);
    gone.server.close();
    const lines = await probe({ well: well.url, failing: failing.url, slow: slow.url, gone: gone.url });
    const percent = Object.fromEntries(
      Object.entries(lines).map(([zoneId, { SuccessPercent }]) => [zoneId, average(SuccessPercent)]),
    );
    expect(percent).toEqual({ well: 100, failing: 0, slow: 0, gone: 0 });
    expect(Math.min(...(lines.slow?.Duration ?? []))).toBeGreaterThanOrEqual(0.49);
    expect(Math.max(...(lines.slow?.Duration ?? []))).toBeLessThan(0.7);
  });

  it('publishes the same metrics as the simulated canaries, within the EMF limit', async () => {
    const { url } = await listen((_request, response) => response.end('{}'));
    const { 'use1-az1': line } = await probe({ 'use1-az1': url });
    const [definition] = line?._aws.CloudWatchMetrics ?? [];
    const names = theRegionPublishes().map(({ name }) => name);
    expect(definition).toMatchObject({ Namespace: CANARY_NAMESPACE, Dimensions: [[CANARY_DIMENSION]] });
    expect(definition?.Metrics.map(({ Name }) => Name)).toEqual(names);
    expect(line?.SuccessPercent.length).toBeLessThanOrEqual(100);
    expect(line?.Duration.length).toBe(line?.SuccessPercent.length);
  });

  it('probes each zone at its DNS name of the load balancer', () => {
    const probed = JSON.stringify(functionWith('PROBED').Environment.Variables.PROBED);
    for (const zoneName of ZONE_NAMES) expect(probed).toContain(`http://${zoneName}.`);
    expect(probed).toContain('"DNSName"');
  });
});

const itOnLinux = process.platform === 'linux' ? it : it.skip;

describe('visitors', () => {
  it('open a connection for each request, so that they follow DNS', async () => {
    const connections = new Set<number | undefined>();
    let requests = 0;
    const { url } = await listen((request, response) => {
      connections.add(request.socket.remotePort);
      requests += 1;
      response.writeHead(requests % 9 === 0 ? 500 : 200).end();
    });
    const { handler } = deployed({ PAGE_URL: url.replace('127.0.0.1', 'localhost') });
    expect(await handler()).toEqual({ requests: 450, failed: 50 });
    expect(connections.size).toBeGreaterThan(400);
  });

  // 127.0.0.2 is an address of the machine itself on Linux, without further ado.
  itOnLinux('spread over all addresses of the name, whichever the resolver puts first', async () => {
    const asked: (string | undefined)[] = [];
    const answer: RequestListener = (request, response) => {
      asked.push(request.socket.localAddress);
      response.end();
    };
    const { server } = await listen(answer);
    const { port } = server.address() as AddressInfo;
    const zones = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    for (const host of zones.slice(1)) await listen(answer, { host, port });
    const lookup: typeof dns.lookup = ((_name: string, _options: object, found: (error: null, all: object[]) => void) => {
      found(
        null,
        zones.map((address) => ({ address, family: 4 })),
      );
    }) as never;
    jest.doMock('node:dns', () => ({ ...dns, lookup }));
    const { handler } = deployed({ PAGE_URL: `http://page.example:${port}/` });
    expect(await handler()).toEqual({ requests: 450, failed: 0 });
    // A third each is 150; nine standard deviations below that is 60.
    for (const zone of zones) expect(asked.filter((address) => address === zone).length).toBeGreaterThan(60);
  });
});
