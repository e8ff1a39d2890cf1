import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { CallableRegion } from '../../simulator/http/answer.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../simulator/http/server.ts';
import { answering, fakeRegion, signedFor } from './fake-region.ts';
import { sdkClients } from './sdk-clients.ts';

const running: RunningServer[] = [];

async function serve(region: CallableRegion, options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer(region, { port: 0, ...options });
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const describeTags = { method: 'POST', headers: signedFor('autoscaling'), body: 'Action=DescribeTags&Version=2011-01-01' };

describe('server', () => {
  it('listens on the loopback interface only', async () => {
    expect((await serve(answering({}))).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('answers the official SDK clients, all services on one port', async () => {
    const { url } = await serve(
      answering({ AutoScalingGroups: [{ AutoScalingGroupName: 'wéb' }], MetricAlarms: [{ AlarmName: 'a' }] }),
    );
    const { autoScaling, cloudWatch } = sdkClients({ endpoint: url });
    const { AutoScalingGroups } = await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
    const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({}));
    expect([AutoScalingGroups, MetricAlarms]).toEqual([[{ AutoScalingGroupName: 'wéb' }], [{ AlarmName: 'a' }]]);
    for (const client of [autoScaling, cloudWatch]) client.destroy();
  });

  it('reads paths with encoded labels and query strings', async () => {
    const region = answering({});
    const { url } = await serve(region);
    await fetch(`${url}/managedresources/arn%3Aaws%3Ax%2Fy?ignored=1`, { headers: signedFor('arc-zonal-shift') });
    expect(region.calls[0]).toMatchObject({ operation: 'GetManagedResource', input: { resourceIdentifier: 'arn:aws:x/y' } });
  });

  it('cuts the connection on a reset', async () => {
    const { url } = await serve(fakeRegion(() => ({ kind: 'reset' })));
    await expect(fetch(url, describeTags)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('never answers a timeout', async () => {
    const region = fakeRegion(() => ({ kind: 'timeout' }));
    const { url } = await serve(region);
    await expect(fetch(url, { ...describeTags, signal: AbortSignal.timeout(80) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(region.calls).toHaveLength(1);
  });

  it('closes even if a request is unanswered', async () => {
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const region = fakeRegion(() => {
      arrived();
      return { kind: 'timeout' };
    });
    const server = await startServer(region, { port: 0 });
    const pending = expect(fetch(server.url, describeTags)).rejects.toThrow('fetch failed');
    await arrival;
    await server.close();
    await pending;
  });

  it('waits for the latency when told to', async () => {
    const region = fakeRegion(() => ({ kind: 'answer', output: {}, latencyMillis: 120 }));
    const { url } = await serve(region, { waits: true });
    const startedAt = performance.now();
    await (await fetch(url, describeTags)).text();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
  });

  it('otherwise answers at once, whatever the latency', async () => {
    const { url } = await serve(fakeRegion(() => ({ kind: 'answer', output: {}, latencyMillis: 3_600_000 })));
    expect((await fetch(url, describeTags)).status).toBe(200);
  });

  it('catches up before each request', async () => {
    let minutes = 0;
    const { url } = await serve(answering({}), { beforeRequest: () => (minutes += 1) });
    await fetch(url, describeTags);
    await fetch(url, describeTags);
    expect(minutes).toBe(2);
  });

  it('refuses a body beyond a megabyte', async () => {
    const { url } = await serve(answering({}));
    const response = await fetch(url, { ...describeTags, body: 'x'.repeat(1_000_001) });
    expect(response.status).toBe(413);
  });

  it('answers a defect of a model with an internal failure and keeps running', async () => {
    const region = fakeRegion(() => {
      throw new Error('defect');
    });
    const { url } = await serve(region);
    const statuses = [(await fetch(url, describeTags)).status, (await fetch(url, describeTags)).status];
    expect(statuses).toEqual([500, 500]);
  });

  it('rejects if the port is taken', async () => {
    const { url } = await serve(answering({}));
    await expect(startServer(answering({}), { port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
