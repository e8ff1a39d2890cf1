import { decodeRecord } from '../../../shared/marks/record.ts';
import { ALL_SUBNETS } from '../../a-region/groups.ts';
import { API, aCompositeAlarmEvent, minutesAfter, NOW, WEB, ZONE_1 } from '../../builders.ts';
import { atHome, evacuated, type Journey, putBack, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

const TAGGED = { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } };
const LEFT = ['subnet-0b2', 'subnet-0c3'];

/** CodeDeploy copies the group with its tags, and so with our record, then deletes the original. */
async function copied(subnetIds: readonly string[], configuration: Record<string, unknown> = {}): Promise<Journey> {
  const journey = await evacuated(configuration);
  const { groups } = journey.aws;
  journey.aws.clock.advanceMinutes(5);
  const createdAt = journey.aws.region.clock.now;
  groups.put({ name: 'web-green', subnetIds: [...subnetIds], tags: groups.state('web').tags, createdAt });
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
    expect(status?.evacuated[0]?.groups).toMatchObject([{ name: 'web-green', state: 'out', isCopy: true }]);
  });

  it('is told by every tick as a copy', async () => {
    const { ask } = await copied(LEFT, configuration);
    expect((await ask(UPKEEP)).reason).toMatch(/group web-green is .*a copy of a group that we took out/);
  });

  it('is told by the status as in the zone where it has all subnets, and not as put back', async () => {
    const { ask } = await copied(ALL_SUBNETS, configuration);
    const { status } = await ask({ action: 'status' });
    expect(status?.evacuated[0]?.groups).toMatchObject([{ name: 'web-green', state: 'in-zone', isCopy: true }]);
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

  it('is not counted as put back: its record becomes its own', async () => {
    const { aws, ask } = await copied(ALL_SUBNETS, TAGGED);
    const { results } = await ask(UPKEEP);
    expect(results.map(({ why }) => why).join()).not.toContain('put back');
    expect(decodeRecord(aws.groups.state('web-green').tags, ZONE_1.zoneId)).toMatchObject({ again: 0, phase: 'evacuated' });
    expect((await ask({ action: 'status' })).status?.evacuated[0]?.groups).toMatchObject([
      { name: 'web-green', state: 'leaving' },
    ]);
  });

  it('is taken out although its original was left alone, because that had been put back too often', async () => {
    const journey = await evacuated(TAGGED);
    const { aws, ask } = journey;
    for (let times = 0; times < 4; times += 1) {
      putBack(aws);
      await ask(UPKEEP);
    }
    expect(recordOf(aws)).toMatchObject({ phase: 'latched' });
    aws.clock.advanceMinutes(5);
    const { tags } = aws.groups.state('web');
    aws.groups.put({ name: 'web-green', tags, createdAt: aws.region.clock.now });
    await ask(UPKEEP);
    expect(aws.groups.state('web').subnets).toEqual(ALL_SUBNETS);
    expect(aws.groups.state('web-green').subnets).toEqual(LEFT);
  });
});

describe('a group that is deleted and created anew under its name, while the zone is out', () => {
  async function recreated() {
    const journey = await evacuated();
    journey.aws.groups.remove('web');
    journey.aws.clock.advanceMinutes(5);
    journey.aws.groups.put({ name: 'web', tags: { app: 'wildrydes' }, createdAt: journey.aws.region.clock.now });
    journey.aws.groups.settle('web');
    return journey;
  }

  it('is told by the status as still in the zone', async () => {
    const { ask } = await recreated();
    const { status } = await ask({ action: 'status' });
    const createdAt = minutesAfter(NOW, 5);
    expect(status).toMatchObject({ outcome: 'partial', evacuated: [{ groups: [{ name: 'web', state: 'in-zone', createdAt }] }] });
  });

  it('is told by the tick that takes it out as another group', async () => {
    const { ask } = await recreated();
    expect((await ask(UPKEEP)).reason).toContain(`group web was created at ${minutesAfter(NOW, 5)}, after use1-az1 went out`);
  });

  it('is told by a restore as another group', async () => {
    const { ask } = await recreated();
    const { decision } = await ask(RESTORE);
    expect(decision.reasons.find(({ check }) => check === 'record')?.why).toContain('group web was created at');
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

  describe('and that has opted in to zonal shift', () => {
    const SUCCESSOR = API.replace('60dc6c495c0c9199', '9a8b7c6d5e4f3021') as typeof API;

    async function optedIn() {
      const journey = await recreated();
      journey.aws.shifts.register(SUCCESSOR);
      return journey;
    }

    it('is told by each tick with its new ARN', async () => {
      const { ask } = await optedIn();
      const { outcome, results } = await ask(UPKEEP);
      expect(outcome).toBe('partial');
      expect(results).toContainEqual(
        expect.objectContaining({ target: API, code: 'recreated', why: expect.stringContaining(`recreated as "${SUCCESSOR}"`) }),
      );
    });

    it('is told by the status with its new ARN', async () => {
      const { ask } = await optedIn();
      const { status } = await ask({ action: 'status' });
      expect(status?.evacuated[0]?.whyNotShifted?.[API]).toContain(`recreated as "${SUCCESSOR}"`);
    });

    it('is not waited for by an evacuation', async () => {
      const { aws, ask } = atHome();
      aws.shifts.unregister(API);
      aws.shifts.register(SUCCESSOR);
      const { results } = await ask(aCompositeAlarmEvent());
      expect(results).toContainEqual(expect.objectContaining({ target: API, code: 'not-opted-in' }));
      expect(aws.calls.asked).not.toContain('ListManagedResources');
    });
  });

  it('is not asked after while ARC knows all of them', async () => {
    const { aws, ask } = await evacuated();
    await ask({ action: 'status' });
    expect(aws.calls.asked).not.toContain('ListManagedResources');
  });

  it('keeps nothing from coming back', async () => {
    const journey = await recreated();
    const { last } = await restoreWhole(journey);
    expect(last.outcome).toBe('done');
    expect(journey.aws.shifts.active()).toEqual([]);
    expect(journey.aws.groups.state('web').subnets).toEqual(ALL_SUBNETS);
  });
});
