import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { bundledCommand, typedCommand } from '../bundled-command.ts';
import { clientDefaults } from './sdk-clients.ts';

const bundled = bundledCommand('region');

function startCommand(args: readonly string[], words = bundled) {
  const command = spawn(process.execPath, [...words, ...args]);
  const output = { text: '' };
  for (const stream of [command.stdout, command.stderr]) stream.on('data', (chunk) => (output.text += chunk));
  const exit = once(command, 'exit').then(([code]) => code as number);
  return { command, output, exit };
}

async function untilPrinted({ command, output }: ReturnType<typeof startCommand>, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(output.text)?.[1];
    if (found !== undefined) return found;
    await Promise.race([once(command.stdout, 'data'), once(command, 'exit').then(() => Promise.reject(new Error(output.text)))]);
  }
}

describe('npm run region', () => {
  it('serves a Region with an hour of history and stops when it is told to', async () => {
    const started = startCommand(['--port', '0', '--speed', '10'], typedCommand('region'));
    try {
      const endpoint = await untilPrinted(started, /export AWS_ENDPOINT_URL=(\S+)\n/);
      const client = new CloudWatchClient({ ...clientDefaults, endpoint });
      const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({}));
      client.destroy();
      expect(MetricAlarms?.map(({ StateValue }) => StateValue)).toContain('OK');
    } finally {
      started.command.kill('SIGINT');
    }
    expect(await started.exit).toBe(0);
  });

  it.each([
    { args: ['--scenario', 'none-such'], says: '--scenario cannot be "none-such"; accepted: default, or what gray-failure' },
    { args: ['--port', '99999'], says: '--port cannot be "99999"; accepted: a whole number from 0 to 65535' },
    { args: ['--port', '80.5'], says: '--port cannot be "80.5"; accepted: a whole number' },
    { args: ['--port', ''], says: '--port cannot be ""; accepted: a whole number' },
    { args: ['--speed', '0'], says: '--speed cannot be "0"; accepted: a number above 0 and at most 3600' },
    { args: ['--speed', '3601'], says: '--speed cannot be "3601"; accepted: a number above 0 and at most 3600' },
    { args: ['--prot', '1'], says: "'--prot'" },
  ])('ends with 2 for $args and says what is accepted', async ({ args, says }) => {
    const { output, exit } = startCommand(args);
    expect(await exit).toBe(2);
    expect(output.text).toContain(says);
  });

  it('ends with 2 if the port is taken, and names it', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      const { output, exit } = startCommand(['--port', String(port)]);
      expect(await exit).toBe(2);
      expect(output.text).toContain(`--port cannot be "${port}" (listen EADDRINUSE`);
      expect(output.text).toContain('accepted: a free port, or 0 for any');
    } finally {
      taken.close();
    }
  });

  it('tells how it is used, in at most 100 columns', async () => {
    const { output, exit } = startCommand(['--help']);
    expect(await exit).toBe(0);
    expect(output.text).toContain('default, gray-errors');
    expect(Math.max(...output.text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
