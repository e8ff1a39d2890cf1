import { evacuated, halfWayBack, RESTORE, UPKEEP } from '../there-and-back.ts';

const DRY = { ...RESTORE, dryRun: true };
const STEPS = [
  'mark-restoring',
  'mark-restoring',
  'add-back-subnets',
  'cancel-zonal-shift',
  'cancel-zonal-shift',
  'remove-record',
];

describe('a restore that only plans', () => {
  it.each([
    ['a dry run', DRY, 'act'],
    ['a dry run in mode observe', DRY, 'observe'],
    ['a dry run in mode approve', DRY, 'approve'],
  ])('changes nothing, and tells every step: %s', async (_what, request, mode) => {
    const { aws, ask } = await evacuated();
    const before = aws.state();
    const report = await ask(request, { mode });
    expect(report).toMatchObject({ outcome: 'planned', results: [], awaited: [{ group: 'web', healthy: 0, needed: 4 }] });
    expect(report.plan.steps.map(({ kind }) => kind)).toEqual(STEPS);
    expect(aws.state()).toEqual(before);
  });

  it('is held in mode observe, which is not what the person asked for', async () => {
    const { aws, ask } = await evacuated();
    const before = aws.state();
    const report = await ask(RESTORE, { mode: 'observe' });
    expect(report).toMatchObject({ outcome: 'held', results: [], notCarriedOut: expect.stringContaining('mode "observe"') });
    expect(report.plan.steps.map(({ kind }) => kind)).toEqual(STEPS);
    expect(aws.state()).toEqual(before);
  });

  it('tells what is left of one that is under way', async () => {
    const { ask } = await halfWayBack();
    const { plan } = await ask(DRY);
    expect(plan.steps.map(({ kind }) => kind)).toEqual(['cancel-zonal-shift', 'cancel-zonal-shift', 'remove-record']);
  });

  it('says how to carry it out', async () => {
    const { ask } = await evacuated();
    const { next } = await ask({ ...DRY, override: ['recovery'] });
    expect(next).toEqual([expect.stringContaining('"action":"restore","zone":"use1-az1"')]);
    expect(next[0]).toContain('"override":["recovery"]');
  });
});

describe('mode approve', () => {
  it('lets a person restore: asking is the approval', async () => {
    const { aws, ask, before } = await evacuated();
    expect((await ask(RESTORE, { mode: 'approve' })).outcome).toBe('in-progress');
    aws.groups.settle('web');
    expect((await ask(RESTORE, { mode: 'approve' })).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});

describe('upkeep that only plans', () => {
  const putBackPlanned = async (request: object, mode: string) => {
    const { aws, ask } = await evacuated();
    aws.groups.setSubnets('web', ['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
    const before = aws.state();
    const report = await ask(request, { mode });
    return { report, changed: JSON.stringify(aws.state()) !== JSON.stringify(before) };
  };

  it.each([
    ['mode act', 'act'],
    ['mode observe', 'observe'],
  ])('changes nothing, and tells what it would take out again, in a dry run: %s', async (_what, mode) => {
    const { report, changed } = await putBackPlanned({ ...UPKEEP, dryRun: true }, mode);
    expect(report).toMatchObject({ outcome: 'planned', results: [] });
    expect(report.plan).toMatchObject({ steps: [{ kind: 'remove-subnets', remove: ['subnet-0a1'] }], omitted: [] });
    expect(changed).toBe(false);
  });

  it.each([
    ['mode act', 'act'],
    ['mode observe', 'observe'],
  ])('changes nothing, and tells the automatic restore that is due, in a dry run: %s', async (_what, mode) => {
    const { aws, ask } = await evacuated();
    const before = aws.state();
    const report = await ask({ ...UPKEEP, dryRun: true }, { mode, restore: 'automatic' });
    expect(report).toMatchObject({ outcome: 'planned', results: [] });
    expect(report.plan.steps.map(({ kind }) => kind)).toEqual(STEPS);
    expect(aws.state()).toEqual(before);
  });

  it('keeps alive in mode approve what a person has approved', async () => {
    const { report } = await putBackPlanned(UPKEEP, 'approve');
    expect(report.outcome).toBe('done');
  });
});
