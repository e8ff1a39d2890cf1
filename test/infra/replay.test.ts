import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { bundledCommand, typedCommand } from '../bundled-command.ts';

const root = resolve(__dirname, '../..');
const QUEUE = 'https://sqs.eu-west-1.amazonaws.com/111122223333/failures';

/** The AWS CLI with a queue and a function in a file. Alarms of `broken-*` make the function fail. */
const FAKE_AWS = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const [service, operation, ...words] = process.argv.slice(2);
const option = (name) => words[words.indexOf(name) + 1];
const state = JSON.parse(readFileSync(process.env.FAKE_STATE, 'utf8'));
state.regions.push(option('--region'));
const operations = {
  'receive-message': () => {
    state.received += 1;
    // What failed is seen again, as when each run takes long.
    const bodies = state.visible.length > 0 ? state.visible.splice(0, Number(option('--max-number-of-messages'))) : state.hidden;
    state.hidden = [...new Set([...state.hidden, ...bodies])];
    return bodies.length === 0 ? '' : JSON.stringify({ Messages: bodies.map((body) => ({ MessageId: body, ReceiptHandle: body, Body: body })) });
  },
  'delete-message': () => { state.hidden = state.hidden.filter((body) => body !== option('--receipt-handle')); return ''; },
  invoke: () => {
    const event = JSON.parse(readFileSync(option('--payload').replace('fileb://', ''), 'utf8'));
    state.invoked.push({ name: option('--function-name'), event });
    const fails = event.detail?.alarmName.startsWith('broken');
    const report = fails ? { errorMessage: 'evacuate partial' } : { action: 'evacuate', outcome: 'held' };
    writeFileSync(words[words.indexOf('--payload') + 2], JSON.stringify(report));
    return JSON.stringify({ StatusCode: 200, ...(fails ? { FunctionError: 'Unhandled' } : {}) });
  },
};
if (state.denied === operation) {
  process.stderr.write('\\nAn error occurred (AccessDenied) when calling the operation: not authorized\\n');
  process.exit(254);
}
process.stdout.write(operations[operation]());
writeFileSync(process.env.FAKE_STATE, JSON.stringify(state));
`;

const alarm = (alarmName: string) => ({ 'detail-type': 'CloudWatch Alarm State Change', detail: { alarmName } });
/** What Lambda's failure destination writes (Lambda Developer Guide, "Invocation record"). */
const failed = (requestPayload: object) => ({
  version: '1.0',
  requestContext: { condition: 'RetriesExhausted' },
  requestPayload,
});

describe('npm run replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-test-'));
  writeFileSync(join(folder, 'aws'), FAKE_AWS);
  chmodSync(join(folder, 'aws'), 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const bundled = bundledCommand('replay');

  function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env, words = bundled) {
    return spawnSync(process.execPath, [...words, ...args], { cwd: root, env, encoding: 'utf8' });
  }

  function replay(messages: readonly unknown[], denied = '', options: readonly string[] = []) {
    const stateFile = join(folder, 'state.json');
    const visible = messages.map((message) => (typeof message === 'string' ? message : JSON.stringify(message)));
    writeFileSync(stateFile, JSON.stringify({ visible, hidden: [], invoked: [], regions: [], received: 0, denied }));
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, FAKE_STATE: stateFile };
    const { status, stdout, stderr } = run(['--queue', QUEUE, '--function', 'responder', ...options], env);
    return {
      status,
      stdout,
      stderr,
      ...(JSON.parse(readFileSync(stateFile, 'utf8')) as {
        hidden: string[];
        invoked: object[];
        regions: string[];
        received: number;
      }),
    };
  }

  it('replays the failed events of Lambda and EventBridge, and empties the queue', () => {
    const { status, stdout, hidden, invoked, regions } = replay([failed(alarm('one')), alarm('two')]);
    expect(invoked).toEqual([
      { name: 'responder', event: alarm('one') },
      { name: 'responder', event: alarm('two') },
    ]);
    expect({ status, hidden, regions: [...new Set(regions)] }).toEqual({ status: 0, hidden: [], regions: ['eu-west-1'] });
    expect(stdout).toContain('replayed alarm one: evacuate held');
  });

  it('keeps events that fail again, and unknown ones', () => {
    const { status, hidden, stdout } = replay([failed(alarm('broken')), 'a note', failed(alarm('one'))]);
    expect(hidden).toEqual([JSON.stringify(failed(alarm('broken'))), 'a note']);
    expect(status).toBe(5);
    expect(stdout).toContain('failed   alarm broken: evacuate partial');
  });

  it('drops ticks, because newer ones have run', () => {
    expect(replay([failed({ action: 'upkeep' })])).toMatchObject({ status: 0, invoked: [], hidden: [] });
  });

  it('takes ten at a time, because a day of failed ticks may precede the one alarm that matters', () => {
    const ticks = Array.from({ length: 25 }, (_, index) => failed({ action: 'upkeep', id: `tick-${index}` }));
    const { invoked, received } = replay([...ticks, failed(alarm('one'))]);
    expect(invoked).toHaveLength(1);
    expect(received).toBe(4);
  });

  it('keeps requests by people of any age, and replays them only when told to', () => {
    const request = { action: 'evacuate', zone: 'use1-az1', reason: 'last week' };
    const kept = replay([failed(request)]);
    expect(kept).toMatchObject({ status: 5, invoked: [], hidden: [JSON.stringify(failed(request))] });
    expect(kept.stdout).toContain('kept     evacuate use1-az1');
    expect(replay([failed(request)], '', ['--requests'])).toMatchObject({ status: 0, invoked: [{ event: request }], hidden: [] });
  });

  it.each(['receive-message', 'invoke', 'delete-message'])('ends with 3 and AWS’s own error when %s fails', (operation) => {
    const { status, stderr } = replay([failed(alarm('one'))], operation);
    expect(status).toBe(3);
    expect(stderr).toMatch(
      new RegExp(
        `^reading the queue \\.\\.\\.\\nthe AWS CLI failed in \\w+ ${operation}: An error occurred \\(AccessDenied\\).*: not authorized\\n`,
      ),
    );
    expect(stderr).not.toMatch(/\n +at /);
  });

  it('ends with 3 without the AWS CLI', () => {
    const { status, stderr } = run(['--queue', QUEUE, '--function', 'responder'], {
      ...process.env,
      PATH: folder.concat('-none'),
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(/\nthe AWS CLI failed in sqs receive-message: .*ENOENT/);
  });

  it.each([
    { args: [], says: "required option '--queue <url>' not specified" },
    { args: ['--queue', QUEUE], says: "required option '--function <name>' not specified" },
    { args: ['--queue', QUEUE, '--function', 'f', 'x'], says: 'too many arguments' },
    { args: ['--queue', QUEUE, '--function', 'f', '--requets'], says: "unknown option '--requets'" },
  ])('ends with 2 for $args, and says what is wrong', ({ args, says }) => {
    const { status, stdout, stderr } = run(args, process.env, args.length === 0 ? typedCommand('replay') : bundled);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n +at /);
  });
});
