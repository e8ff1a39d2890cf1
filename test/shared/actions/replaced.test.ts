import { ALL_SUBNETS } from '../../a-region/groups.ts';
import { API, WEB } from '../../builders.ts';
import { evacuated, type Journey, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

const TAGGED = { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } };
const LEFT = ['subnet-0b2', 'subnet-0c3'];

/** CodeDeploy copies the group with its tags, and so with our record, then deletes the original. */
async function copied(subnetIds: readonly string[], configuration: Record<string, unknown> = {}): Promise<Journey> {
  const journey = await evacuated(configuration);
  const { groups } = journey.aws;
  groups.put({ name: 'web-green', subnetIds: [...subnetIds], tags: groups.state('web').tags });
  groups.settle('web-green');
  groups.remove('web');
  return journey;
}

/** Restores in two steps, as instances come only between them. */
async function restoreWhole({ aws, ask }: Journey) {
  const first = await ask(RESTORE);
  for (const { name } of aws.groups.states()) aws.groups.settle(name);
  return { first, last: await ask(RESTORE) };
}

describe.each([
  ['a tag selects the copy', TAGGED],
  ['nothing selects the copy', {}],
])('a group that CodeDeploy replaces while the zone is out, where %s', (_, configuration) => {
  it('is restored like its original', async () => {
    const journey = await copied(LEFT, configuration);
    const { first, last } = await restoreWhole(journey);
    expect(first).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web-green', healthy: 0 }] });
    expect(last.outcome).toBe('done');
    const { subnets, tags } = journey.aws.groups.state('web-green');
    expect({ subnets, tags }).toEqual({ subnets: ALL_SUBNETS, tags: { app: 'wildrydes' } });
    expect(journey.aws.shifts.active()).toEqual([]);
  });

  it('is named by the status, as out', async () => {
    const { ask } = await copied(LEFT, configuration);
    const { status } = await ask({ action: 'status' });
    expect(status?.evacuated[0]?.groups).toMatchObject([{ name: 'web-green', state: 'out' }]);
  });

  it('loses the copied record also where the copy has all subnets', async () => {
    const journey = await copied(ALL_SUBNETS, configuration);
    expect((await journey.ask(RESTORE)).outcome).toBe('done');
    expect(journey.aws.groups.state('web-green')).toMatchObject({ subnets: ALL_SUBNETS, tags: { app: 'wildrydes' } });
  });
});

describe('a group that CodeDeploy replaces, where the copy has all subnets and a tag selects it', () => {
  it('is taken out again by upkeep', async () => {
    const { aws, ask } = await copied(ALL_SUBNETS, TAGGED);
    await ask(UPKEEP);
    expect(aws.groups.state('web-green').subnets).toEqual(LEFT);
  });
});

describe('a group that is deleted and created anew under its name, while the zone is out', () => {
  async function recreated() {
    const journey = await evacuated();
    journey.aws.groups.remove('web');
    journey.aws.groups.put({ name: 'web', tags: { app: 'wildrydes' } });
    journey.aws.groups.settle('web');
    return journey;
  }

  it('is told by the status as still in the zone', async () => {
    const { ask } = await recreated();
    const { status } = await ask({ action: 'status' });
    expect(status).toMatchObject({ outcome: 'partial', evacuated: [{ groups: [{ name: 'web', state: 'in-zone' }] }] });
  });

  it('is taken out by upkeep with a record of its own, and comes back whole', async () => {
    const journey = await recreated();
    await journey.ask(UPKEEP);
    expect(journey.aws.groups.state('web').subnets).toEqual(LEFT);
    expect(recordOf(journey.aws)?.members).toEqual([{ position: 0, member: 'subnet-0a1' }]);
    journey.aws.groups.settle('web');
    const { last } = await restoreWhole(journey);
    expect(last.outcome).toBe('done');
    const { subnets, tags } = journey.aws.groups.state('web');
    expect({ subnets, tags }).toEqual({ subnets: ALL_SUBNETS, tags: { app: 'wildrydes' } });
  });

  it('keeps nothing from coming back if a restore comes before the next tick', async () => {
    const { aws, ask } = await recreated();
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.shifts.active()).toEqual([]);
  });
});

describe('a load balancer that is recreated under another ARN while the zone is out', () => {
  /** ARC ends the shift of the old one with it. */
  async function recreated() {
    const journey = await evacuated();
    for (const shift of journey.aws.shifts.active(API)) journey.aws.shifts.cancel(shift);
    journey.aws.shifts.unregister(API);
    return journey;
  }

  it('is told by each tick as what it may be, and the rest stays out', async () => {
    const { aws, ask } = await recreated();
    const { outcome, results } = await ask(UPKEEP);
    expect(outcome).toBe('partial');
    expect(results).toContainEqual(
      expect.objectContaining({ target: API, status: 'skipped', why: expect.stringContaining('recreated under another ARN') }),
    );
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB]);
    expect(aws.groups.state('web').subnets).toEqual(LEFT);
  });

  it('is told by the status as not out, and why', async () => {
    const { ask } = await recreated();
    const { status } = await ask({ action: 'status' });
    expect(status).toMatchObject({ outcome: 'partial', evacuated: [{ notShifted: [API] }] });
    expect(status?.evacuated[0]?.whyNotShifted?.[API]).toContain('recreated under another ARN');
  });

  it('keeps nothing from coming back', async () => {
    const journey = await recreated();
    const { last } = await restoreWhole(journey);
    expect(last.outcome).toBe('done');
    expect(journey.aws.shifts.active()).toEqual([]);
    expect(journey.aws.groups.state('web').subnets).toEqual(ALL_SUBNETS);
  });
});
