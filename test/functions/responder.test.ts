import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arcDenied, awsError } from '../aws-errors.ts';
import { API, aConfiguration, WEB } from '../builders.ts';
import { anAlarmNow, coldStart, type LogLine, reportsIn } from './cold-start.ts';

const REQUEST = { action: 'evacuate', zone: 'use1-az1', id: 'game-day-12' };
const INVOCATION = { awsRequestId: 'invocation-7', functionName: 'wildrydes-responder' };

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the function, given an alarm', () => {
  it('evacuates, and returns the report', async () => {
    const { aws, handler } = await coldStart();
    const report = await handler(anAlarmNow(), INVOCATION);
    expect(report).toMatchObject({ outcome: 'done', action: 'evacuate', mode: 'act' });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('logs exactly one line with the whole report, the one that it returns', async () => {
    const { handler, log } = await coldStart();
    const report = await handler(anAlarmNow(), INVOCATION);
    expect(reportsIn(log())).toHaveLength(1);
    expect(reportsIn(log())[0]).toMatchObject(JSON.parse(JSON.stringify(report)));
  });

  it('logs one line of metrics', async () => {
    const { handler, log } = await coldStart();
    await handler(anAlarmNow(), INVOCATION);
    const metrics = log().filter((line) => line._aws !== undefined);
    expect(metrics).toMatchObject([{ Runs: 1, FailedSteps: 0, application: 'wildrydes', action: 'evacuate', outcome: 'done' }]);
  });

  it('writes nothing but JSON lines', async () => {
    const { handler, log } = await coldStart();
    await handler(anAlarmNow(), INVOCATION);
    expect(log()).toHaveLength(2);
  });

  it('returns when it held: there is nothing that a retry would do better', async () => {
    const { aws, handler } = await coldStart();
    aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' });
    expect((await handler(anAlarmNow(), INVOCATION)).outcome).toBe('held');
  });

  it('returns when it only planned', async () => {
    const { handler } = await coldStart({ mode: 'observe' });
    expect((await handler(anAlarmNow(), INVOCATION)).outcome).toBe('planned');
  });

  it('returns what it noted', async () => {
    const { handler } = await coldStart();
    expect((await handler(anAlarmNow({ value: 'OK', previous: 'ALARM' }), INVOCATION)).outcome).toBe('nothing-to-do');
  });

  it('throws after a partial run, so that Lambda retries it, and the retry finishes', async () => {
    const { aws, handler } = await coldStart();
    aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'));
    const event = anAlarmNow();
    await expect(handler(event, INVOCATION)).rejects.toMatchObject({ name: 'IncompleteRunError' });
    expect((await handler(event, INVOCATION)).outcome).toBe('done');
  });

  it('logs the report of a run for which it throws', async () => {
    const { aws, handler, log } = await coldStart();
    aws.calls.failAlways('StartZonalShift', arcDenied());
    await expect(handler(anAlarmNow(), INVOCATION)).rejects.toThrow(/evacuate failed; see the report in the log/);
    expect(reportsIn(log())).toMatchObject([{ outcome: 'failed' }]);
  });

  it('returns for an event of others, which would never succeed', async () => {
    const { handler } = await coldStart();
    const report = await handler({ ...anAlarmNow(), region: 'eu-west-1' }, INVOCATION);
    expect(report).toMatchObject({ outcome: 'failed', action: 'none', id: 'invocation-7' });
  });

  it("refuses another account's event by the function's own ARN, where the configuration names none", async () => {
    const { handler } = await coldStart({ resources: [] });
    const invokedFunctionArn = 'arn:aws:lambda:us-east-1:999999999999:function:wildrydes-responder';
    const report = await handler(anAlarmNow(), { ...INVOCATION, invokedFunctionArn });
    expect(report.error?.message).toContain('account: "111122223333" is not accepted');
  });

  it('reports what it did not attempt when its time is nearly up', async () => {
    const { aws, handler, log } = await coldStart();
    aws.calls.add('GetManagedResource', {}, () => new Promise((resolve) => setTimeout(resolve, 20)));
    await expect(handler(anAlarmNow(), { ...INVOCATION, getRemainingTimeInMillis: () => 100 })).rejects.toThrow();
    expect(reportsIn(log())).toHaveLength(1);
    expect(aws.shifts.active()).toEqual([]);
  });
});

describe('the function, given a request', () => {
  it('returns the report also when the run is partial', async () => {
    const { aws, handler } = await coldStart();
    aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'));
    expect(await handler(REQUEST, INVOCATION)).toMatchObject({ id: 'game-day-12', outcome: 'partial' });
  });

  it('returns the report also when the run has failed', async () => {
    const { aws, handler } = await coldStart();
    aws.calls.failAlways('StartZonalShift', arcDenied());
    expect((await handler(REQUEST, INVOCATION)).outcome).toBe('failed');
  });

  it('suggests commands with the name of this function', async () => {
    const { handler } = await coldStart();
    const { next } = await handler(REQUEST, INVOCATION);
    expect(next[0]).toContain('--function-name wildrydes-responder ');
  });

  it('works without a context, on a laptop', async () => {
    const { handler } = await coldStart();
    const report = await handler({ action: 'status' });
    expect(report).toMatchObject({ outcome: 'nothing-to-do', action: 'status' });
    expect(report.id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the function, given a tick', () => {
  const TICK = { action: 'upkeep' };

  it('returns when nothing is evacuated', async () => {
    const { handler } = await coldStart();
    expect(await handler(TICK, INVOCATION)).toMatchObject({ action: 'upkeep', outcome: 'nothing-to-do' });
  });

  it('does not throw when it cannot know whether anything is, for the next one comes anyway, but logs why', async () => {
    const { aws, handler, log } = await coldStart();
    aws.calls.failAlways('ListZonalShifts', arcDenied());
    expect((await handler(TICK, INVOCATION)).outcome).toBe('failed');
    const [line] = log().filter(({ outcome }) => outcome === 'failed');
    expect(line?.error?.message).toContain('whether anything is evacuated is unknown');
  });

  it('does not throw after a partial run, and the next one finishes', async () => {
    const { aws, handler } = await coldStart();
    await handler(REQUEST, INVOCATION);
    for (const shift of aws.shifts.active()) aws.shifts.cancel(shift);
    aws.calls.fail('StartZonalShift', arcDenied(), { concerning: [WEB] });
    expect((await handler(TICK, INVOCATION)).outcome).toBe('partial');
    expect((await handler(TICK, INVOCATION)).outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });
});

describe('the function, given a tick while an alarm still rings', () => {
  const runsOf = (log: readonly LogLine[]) =>
    log.flatMap(({ _aws, ...metrics }) => (_aws === undefined || !('Runs' in metrics) ? [] : [metrics]));

  it('counts its run as an evacuation and as upkeep, which has run', async () => {
    const { aws, handler, log } = await coldStart();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    expect(await handler({ action: 'upkeep' }, INVOCATION)).toMatchObject({ action: 'evacuate', outcome: 'done', again: true });
    expect(runsOf(log())).toMatchObject([
      { application: 'wildrydes', action: 'evacuate', outcome: 'done', Runs: 1 },
      { application: 'wildrydes', action: 'upkeep', outcome: 'done', Runs: 1, service: 'gray-failure-responder' },
    ]);
  });

  it('does not throw when it fails to evacuate', async () => {
    const { aws, handler } = await coldStart();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    aws.calls.failAlways('StartZonalShift', arcDenied());
    expect(await handler({ action: 'upkeep' }, INVOCATION)).toMatchObject({ action: 'evacuate', outcome: 'failed' });
  });
});

/** As some editors save it, with a byte order mark. */
const folder = mkdtempSync(join(tmpdir(), 'responder-'));
const MARKED_FILE = join(folder, 'configuration.json');
writeFileSync(MARKED_FILE, `\uFEFF${JSON.stringify(aConfiguration())}`);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the function, misconfigured', () => {
  const WRONG = { RESPONDER_CONFIG: '{"application":"wildrydes","mode":"acting"}' };

  it('reports every problem, changes nothing, and throws for an alarm', async () => {
    const { aws, handler, log } = await coldStart({}, WRONG);
    await expect(handler(anAlarmNow(), INVOCATION)).rejects.toMatchObject({ name: 'IncompleteRunError' });
    const [report] = reportsIn(log());
    expect(report).toMatchObject({ id: 'invocation-7', outcome: 'failed', error: { name: 'ConfigurationError' } });
    expect(report?.error?.message).toMatch(
      /mode: "acting" is not accepted.*\n.*zones: missing|zones: missing.*\n.*mode: "acting"/s,
    );
    expect(aws.shifts.active()).toEqual([]);
  });

  it('returns the report for a request', async () => {
    const { handler } = await coldStart({}, WRONG);
    expect(await handler(REQUEST, INVOCATION)).toMatchObject({ outcome: 'failed', error: { name: 'ConfigurationError' } });
  });

  it.each([
    ['no configuration', {}, /RESPONDER_CONFIG/],
    ['a file that does not exist', { RESPONDER_CONFIG_FILE: 'nowhere.json' }, /ENOENT/],
    ['no JSON', { RESPONDER_CONFIG: 'mode: act' }, /not JSON/],
    [
      'another Region',
      { RESPONDER_CONFIG: JSON.stringify(aConfiguration()), AWS_REGION: 'eu-west-1' },
      /us-east-1, but this function runs in eu-west-1/,
    ],
  ])('says what is wrong: %s', async (_case, variables, message) => {
    const { handler } = await coldStart({}, variables);
    expect((await handler(REQUEST, INVOCATION)).error?.message).toMatch(message);
  });

  const FILE = { RESPONDER_CONFIG_FILE: '../test/functions/configuration.json' };

  it('reads the configuration from a file beside the bundle', async () => {
    const { handler } = await coldStart({}, FILE);
    expect(await handler({ action: 'status' }, INVOCATION)).toMatchObject({ application: 'wildrydes', mode: 'observe' });
  });

  it('takes members of the configuration that are given beside the file, whole, in place of those in it', async () => {
    const { handler } = await coldStart({}, { ...FILE, RESPONDER_CONFIG_OVERRIDES: '{"application":"orders","mode":"approve"}' });
    expect(await handler({ action: 'status' }, INVOCATION)).toMatchObject({ application: 'orders', mode: 'approve' });
  });

  it.each([
    ['in the variable', { RESPONDER_CONFIG: `\uFEFF${JSON.stringify(aConfiguration())}` }, 'act'],
    ['in the overrides', { ...FILE, RESPONDER_CONFIG_OVERRIDES: '\uFEFF{"mode":"approve"}' }, 'approve'],
    ['in the file', { RESPONDER_CONFIG_FILE: MARKED_FILE, RESPONDER_CONFIG_OVERRIDES: '{"mode":"approve"}' }, 'approve'],
  ])('skips a byte order mark %s', async (_where, variables, mode) => {
    const { handler } = await coldStart({}, variables);
    expect(await handler({ action: 'status' }, INVOCATION)).toMatchObject({ application: 'wildrydes', mode });
  });

  it('says so where these are no JSON', async () => {
    const { handler } = await coldStart({}, { ...FILE, RESPONDER_CONFIG_OVERRIDES: 'mode: act' });
    expect((await handler(REQUEST, INVOCATION)).error?.message).toMatch(/RESPONDER_CONFIG_OVERRIDES is not JSON/);
  });
});
