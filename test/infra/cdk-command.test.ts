import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deploys } from '../../infra/cdk-command.ts';

const root = resolve(__dirname, '../..');

describe('the CDK command line, on a fresh clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-command-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The real one, without credentials and a terminal. The tests have built the responder already. */
  function cdk(command: string) {
    const own = ['PATH', 'HOME', 'TMPDIR'].map((name) => [name, process.env[name]]);
    const env = {
      ...Object.fromEntries(own),
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false',
    };
    const app = `"${process.execPath}" --import tsx infra/app.ts`;
    const words = [command, '--app', app, '--output', join(folder, command), '--no-notices'];
    return spawnSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', ...words], { cwd: root, env, encoding: 'utf8' });
  }

  it('does not deploy the example: it says in one line what to write, before it calls AWS', () => {
    const { status, stderr } = cdk('deploy');
    const told = stderr.split('\n').filter((line) => line.includes('gray-failure.config'));
    expect(status).toBe(1);
    expect(told).toEqual([
      'gray-failure.config.example.json is not for deployment: write gray-failure.config.json first, with "npx gray-failure init" or as a copy of the example',
    ]);
    expect(stderr).not.toMatch(/bucket|credentials/i);
  });

  it('synthesises the example, and writes nothing but YAML to standard output', () => {
    const { status, stdout } = cdk('synth');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Description: "Gray-failure responder: .*"\nResources:\n {2}\w+:\n/);
  });
});

describe('deploys', () => {
  it.each([
    'node /home/me/app/node_modules/.bin/cdk deploy -c alarms=false',
    'node /usr/lib/node_modules/aws-cdk/bin/cdk.js --profile prod deploy --require-approval never',
    'cdk watch',
    'cdk import',
  ])('is true of %s', (commandLine) => expect(deploys(commandLine)).toBe(true));

  it.each([
    'node node_modules/.bin/cdk synth --quiet',
    'node node_modules/.bin/cdk diff -c config=deploy',
    'node deploy.js',
    'node --import tsx infra/app.ts deploy',
  ])('is false of %s', (commandLine) => expect(deploys(commandLine)).toBe(false));
});
