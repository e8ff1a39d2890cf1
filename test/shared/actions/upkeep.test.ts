import { ALL_SUBNETS, EVENLY } from '../../a-region/groups.ts';
import { arcDenied, awsError } from '../../aws-errors.ts';
import { API, minutesAfter, NOW, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { RECOVERABLE_ZONES } from '../standing.ts';
import { atHome, evacuated, putBack, recordOf, setCanary, shiftsOf, UPKEEP } from '../there-and-back.ts';

describe('upkeep while nothing is evacuated', () => {
  it('has nothing to do', async () => {
    const { aws, ask, before } = atHome();
    expect(await ask(UPKEEP)).toMatchObject({ action: 'upkeep', outcome: 'nothing-to-do', results: [], zone: null });
    expect(aws.state()).toEqual(before);
  });

  const UNNAMED = RECOVERABLE_ZONES.map(({ impactAlarm: _named, ...zone }) => zone);

  it.each([
    ['zones that name their alarms', RECOVERABLE_ZONES],
    ['zones whose alarms are found by description or name', UNNAMED],
  ])('costs three reads: %s', async (_what, zones) => {
    const { aws, ask } = atHome({ zones });
    for (let index = 0; index < 120; index += 1) aws.alarms.set(`of-others-${index}`);
    await ask(UPKEEP);
    expect(aws.calls.asked.toSorted()).toEqual(['DescribeAlarms', 'DescribeAutoScalingGroups', 'ListZonalShifts']);
  });

  it('leaves what a person has shifted alone', async () => {
    const { aws, ask } = atHome();
    aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', expiresInMinutes: 5 });
    const before = aws.state();
    expect((await ask(UPKEEP)).outcome).toBe('nothing-to-do');
    expect(aws.state()).toEqual(before);
  });

  it('does not take "could not be read" for "nothing is evacuated": shifts', async () => {
    const { aws, ask } = atHome();
    aws.calls.failAlways('ListZonalShifts', arcDenied());
    const { outcome, error } = await ask(UPKEEP);
    expect(outcome).toBe('failed');
    expect(error?.message).toContain('whether anything is evacuated is unknown: zonal shifts: ');
  });

  it('does not take "could not be read" for "nothing is evacuated": groups', async () => {
    const { aws, ask } = atHome();
    aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    expect((await ask(UPKEEP)).outcome).toBe('failed');
  });

  it('does not take "could not be read" for "nothing is evacuated": groups of a tag', async () => {
    const { aws, ask } = atHome({ autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } });
    aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    expect((await ask(UPKEEP)).outcome).toBe('failed');
  });
});

describe('upkeep that a person asks for with another zone than the one that is out', () => {
  const OTHER = { ...UPKEEP, zone: 'use1-az2' };

  it('reports the zone that it works on, and suggests it', async () => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    const { outcome, zone, next } = await ask({ ...OTHER, dryRun: true });
    expect({ outcome, zone }).toEqual({ outcome: 'planned', zone: ZONE_1 });
    expect(next).toEqual([expect.stringContaining('{"action":"upkeep","zone":"use1-az1",')]);
  });

  it('reports none where none is out', async () => {
    expect(await atHome().ask(OTHER)).toMatchObject({ outcome: 'nothing-to-do', zone: null });
  });
});

describe('upkeep of an evacuation that is as it should be', () => {
  it('has nothing to do, and changes nothing', async () => {
    const { aws, ask } = await evacuated();
    const before = aws.state();
    expect(await ask(UPKEEP)).toMatchObject({ outcome: 'nothing-to-do', zone: ZONE_1 });
    expect(aws.state()).toEqual(before);
  });

  it('changes nothing while its shifts last for longer than an hour', async () => {
    const { aws, ask } = await evacuated();
    const before = aws.state();
    aws.clock.advanceMinutes(480 - 62);
    expect((await ask(UPKEEP)).outcome).toBe('nothing-to-do');
    expect(aws.state()).toEqual(before);
  });

  it('renews its shifts, for eight hours from then, when they would end within the hour', async () => {
    const { aws, ask } = await evacuated();
    aws.clock.advanceMinutes(480 - 58);
    expect(codesOf((await ask(UPKEEP)).results)).toEqual(['done extended', 'done extended']);
    const end = new Date(minutesAfter(aws.clock.now().toISOString(), 480));
    expect(shiftsOf(aws).map(({ expiryTime }) => expiryTime)).toEqual([end, end]);
  });

  it('renews its shifts also while another zone is impaired, and does nothing else', async () => {
    const { aws, ask } = await evacuated();
    aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' });
    putBack(aws);
    aws.clock.advanceMinutes(480 - 58);
    expect(codesOf((await ask(UPKEEP)).results)).toEqual(['done extended', 'done extended']);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it.each([
    ['the kill switch is on', { paused: true }, '"paused": true'],
    ['the mode is observe', { mode: 'observe' }, '"mode": "observe"'],
  ])('changes nothing at all while %s, and fails with the time that is left', async (_what, configuration, setting) => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    aws.clock.advanceMinutes(480 - 58);
    const before = aws.state();
    const { outcome, error } = await ask(UPKEEP, configuration);
    expect([outcome, error?.message]).toEqual([
      'failed',
      `use1-az1 has been out since ${NOW}, by us, and ${setting} keeps upkeep from its work: its first shift ends in 58 minutes, ` +
        `at ${minutesAfter(NOW, 480)}, and then the zone gets traffic again, with or without capacity. ` +
        'Change the setting back, or restore the zone',
    ]);
    expect(aws.state()).toEqual(before);
  });

  it('fails likewise where only the records are left', async () => {
    const { aws, ask } = await evacuated();
    aws.shifts.cancelAll();
    expect((await ask(UPKEEP, { paused: true })).error?.message).toContain('no shift of ours stands');
  });

  it('shows what it would do, also while the kill switch is on, in a dry run', async () => {
    const { ask } = await evacuated();
    expect(await ask({ ...UPKEEP, dryRun: true }, { paused: true })).toMatchObject({ outcome: 'held', zone: ZONE_1 });
  });
});

describe('upkeep of an evacuation that has come undone', () => {
  it('takes a shift again that somebody cancelled, and says since when the zone has been out', async () => {
    const { aws, ask } = await evacuated();
    const [cancelled] = aws.shifts.active(WEB);
    if (cancelled !== undefined) aws.shifts.cancel(cancelled);
    aws.clock.advanceMinutes(30);
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(shiftsOf(aws)).toMatchObject([{ resourceIdentifier: API }, { resourceIdentifier: WEB, awayFrom: 'use1-az1' }]);
    expect(aws.shifts.active(WEB)[0]?.comment).toContain(` since=${NOW}`);
  });

  it('takes every shift again that has expired, from the record alone', async () => {
    const { aws, ask } = await evacuated();
    aws.clock.advanceMinutes(500);
    expect(aws.shifts.active()).toEqual([]);
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('takes the capacity out that a crashed run left in, from the shifts alone', async () => {
    const { aws, ask, before } = await evacuated();
    aws.groups.setSubnets('web', ALL_SUBNETS);
    aws.groups.retag('web', before.groups[0]?.tags ?? {});
    aws.groups.setInstances('web', EVENLY);
    expect(recordOf(aws)).toBeNull();
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(recordOf(aws)).toMatchObject({ phase: 'evacuated', again: 0 });
  });

  it('shifts a load balancer that is new in the configuration', async () => {
    const { aws, ask } = await evacuated({ resources: [API] });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API]);
    expect((await ask(UPKEEP, { resources: [API, WEB] })).outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('takes a group out that is new in the configuration', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.put({ name: 'jobs' });
    const autoScalingGroups = [{ name: 'web' }, { name: 'jobs' }];
    expect((await ask(UPKEEP, { autoScalingGroups })).outcome).toBe('done');
    expect(aws.groups.state('jobs').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('leaves another person’s shift as it is, and takes over when it has ended', async () => {
    const { aws, ask } = await evacuated({ resources: [API] });
    const theirs = { ...aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', expiresInMinutes: 20 }) };
    await ask(UPKEEP, { resources: [API, WEB] });
    expect(aws.shifts.active(WEB)).toEqual([theirs]);
    aws.clock.advanceMinutes(21);
    await ask(UPKEEP, { resources: [API, WEB] });
    expect(aws.shifts.active(WEB)).toMatchObject([{ comment: expect.stringContaining('gray-failure-responder/wildrydes/') }]);
  });

  it('never shifts away from a second zone', async () => {
    const { aws, ask } = await evacuated({ resources: [API] });
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    const before = aws.state();
    await ask(UPKEEP, { resources: [API, WEB] });
    expect(aws.state()).toEqual(before);
  });

  it('adds nothing while the zones that stay hold too little', async () => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    aws.groups.setInstances('web', {});
    await ask(UPKEEP);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('does not bring the zone back by itself, however well it is', async () => {
    const { aws, ask } = await evacuated();
    setCanary(aws, 'OK', -600);
    aws.clock.advanceMinutes(120);
    await ask(UPKEEP);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });
});
