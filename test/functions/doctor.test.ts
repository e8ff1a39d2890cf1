import { coldStart, reportsIn } from './cold-start.ts';

const INVOCATION = { awsRequestId: 'invocation-7', functionName: 'wildrydes-responder' };

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the function, asked to examine itself', () => {
  it('answers with exactly one report, and changes nothing', async () => {
    const { aws, handler, log } = await coldStart();
    const before = aws.state();
    const report = await handler({ action: 'doctor' }, INVOCATION);
    expect(report).toMatchObject({ action: 'doctor', zone: null, outcome: 'done', id: 'invocation-7' });
    expect(report.diagnosis?.zones).toHaveLength(3);
    // Nothing of this name is deployed in the Region.
    expect(report.diagnosis?.findings).toContainEqual(
      expect.objectContaining({ finding: 'deployment', why: expect.stringContaining('no function wildrydes-responder') }),
    );
    expect(reportsIn(log())).toHaveLength(1);
    expect(aws.state()).toEqual(before);
  });

  it('makes a dry judgement at its first quiet tick, and not at the next', async () => {
    const { aws, handler } = await coldStart();
    for (const zoneId of ['use1-az1', 'use1-az2', 'use1-az4']) aws.alarms.set(`${zoneId}-isolated-impact`, { state: 'OK' });
    expect((await handler({ action: 'upkeep' }, INVOCATION)).diagnosis).toBeDefined();
    expect((await handler({ action: 'upkeep' }, INVOCATION)).diagnosis).toBeUndefined();
  });
});
