import { explain } from '../../../shared/explain/explain.ts';
import type { Report } from '../../../shared/report/report.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { run } from '../../a-region/run.ts';
import { arcThrottled, awsError } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, minutesAfter, NOW, WEB, ZONE_1 } from '../../builders.ts';
import { RECOVERABLE_ZONES } from '../standing.ts';
import { atHome, type Journey, RESTORE, UPKEEP } from '../there-and-back.ts';

const IMPACT = 'use1-az1-isolated-impact';
const throttled = () => awsError('ThrottlingException', 'Rate exceeded');

/** The alarm of zone 1 has rung for so many minutes, and nothing is out. */
function ringing(minutes = 3, configuration: Record<string, unknown> = {}): Journey {
  const journey = atHome(configuration);
  ring(journey, minutes);
  return journey;
}

function ring({ aws }: Journey, minutes: number, name = IMPACT): void {
  aws.alarms.set(name, { state: 'ALARM', stateSince: minutesAfter(aws.clock.now().toISOString(), -minutes) });
}

function quiet({ aws }: Journey): void {
  aws.alarms.set(IMPACT, { state: 'OK' });
}

/** What the alarm's own event would have said. */
function eventOf(minutes: number) {
  return aCompositeAlarmEvent({ timestamp: minutesAfter(NOW, -minutes).replace('Z', '+0000') });
}

function holding({ decision }: Report): string[] {
  return decision.reasons.flatMap(({ check, status }) => (status === 'pass' ? [] : [check]));
}

describe('upkeep while an alarm still rings and nothing is out', () => {
  it('evacuates the zone, as the alarm’s event would have', async () => {
    const { aws, ask } = ringing();
    const report = await ask(UPKEEP);
    expect(report).toMatchObject({ action: 'evacuate', outcome: 'done', zone: ZONE_1, again: true });
    expect(report.evidence).toMatchObject({ trigger: { kind: 'alarm', again: true, at: minutesAfter(NOW, -3) } });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('makes good what its event could not know, under the same ID', async () => {
    const { aws, ask } = ringing();
    aws.calls.fail('DescribeAlarms', throttled());
    const held = await ask(eventOf(3));
    expect([held.outcome, holding(held)]).toEqual(['held', expect.arrayContaining(['single-zone'])]);
    expect(await ask(UPKEEP)).toMatchObject({ id: held.id, outcome: 'done' });
  });

  it('makes good an event that came too late', async () => {
    const { ask } = ringing(17);
    const late = await ask(eventOf(17));
    expect(holding(late)).toContain('event-fresh');
    expect(await ask(UPKEEP)).toMatchObject({ id: late.id, outcome: 'done' });
  });

  it('evacuates once the remaining zones hold enough', async () => {
    const { aws, ask } = ringing();
    aws.groups.setInstances('web', { 'use1-az1': 10, 'use1-az2': 1, 'use1-az4': 1 });
    expect(holding(await ask(UPKEEP))).toContain('capacity');
    aws.groups.setInstances('web', { 'use1-az1': 4, 'use1-az2': 4, 'use1-az4': 4 });
    expect((await ask(UPKEEP)).outcome).toBe('done');
  });

  it('goes on as ever once the zone is out', async () => {
    const { ask } = ringing();
    await ask(UPKEEP);
    expect(await ask(UPKEEP)).toMatchObject({ action: 'upkeep', outcome: 'nothing-to-do', zone: ZONE_1 });
  });

  it('says that it was judged again, and is explained from its report', async () => {
    const report = await ringing().ask(UPKEEP);
    expect(noticeText(report)).toMatch(/^wildrydes: evacuate of use1-az1 \(us-east-1a\): done \(judged again by upkeep\)\n/);
    expect(explain(JSON.parse(JSON.stringify(report)))).toMatchObject({ isReproduced: true, differing: [] });
  });

  it.each([
    ['its description', 'first-zone', JSON.stringify({ loadBalancer: WEB, 'az-id': 'use1-az1' })],
    ['its name', 'use1-az1-whatever', 'no zone in here'],
  ])('understands an alarm that tells its zone by %s', async (_what, name, description) => {
    const zones = RECOVERABLE_ZONES.map(({ impactAlarm: _named, ...zone }) => zone);
    const journey = atHome({ zones });
    quiet(journey);
    journey.aws.alarms.set(name, { state: 'ALARM', description, stateSince: minutesAfter(NOW, -3) });
    const timestamp = minutesAfter(NOW, -3).replace('Z', '+0000');
    journey.aws.calls.fail('ListAutoshifts', arcThrottled());
    const { id, outcome } = await journey.ask(aCompositeAlarmEvent({ alarmName: name, timestamp }));
    expect(outcome).toBe('held');
    expect(await journey.ask(UPKEEP)).toMatchObject({ id, outcome: 'done', zone: ZONE_1 });
  });
});

describe('upkeep does not judge an alarm again', () => {
  it.each<[string, (journey: Journey) => void, Record<string, unknown>]>([
    ['that is OK', quiet, {}],
    ['that has rung for longer than judgeAgainMinutes', (journey) => ring(journey, 61), {}],
    ['where judgeAgainMinutes is 0', () => {}, { limits: { judgeAgainMinutes: 0 } }],
    ['where nothing tells what a person has restored, because groups alone leave no history', () => {}, { resources: [] }],
  ])('%s', async (_what, change, configuration) => {
    const journey = ringing(3, configuration);
    change(journey);
    const before = journey.aws.state();
    expect(await journey.ask(UPKEEP)).toMatchObject({ action: 'upkeep', outcome: 'nothing-to-do' });
    expect(journey.aws.state()).toEqual(before);
  });

  it('for as long as it rings, once a person has restored its zone', async () => {
    const { aws, ask } = ringing();
    await ask(UPKEEP);
    aws.clock.advanceMinutes(1);
    const restored = await ask({ ...RESTORE, override: ['recovery', 'no-impact'] });
    expect(restored.outcome).toBe('done');
    const before = aws.state();
    expect(await ask(UPKEEP, { limits: { cooldownMinutes: 0 } })).toMatchObject({ action: 'upkeep', outcome: 'nothing-to-do' });
    expect(aws.state()).toEqual(before);
  });

  it('for as long as it rings, once a person has ended its evacuation by hand', async () => {
    const { aws, ask } = ringing(3, { autoScalingGroups: [] });
    await ask(UPKEEP);
    aws.clock.advanceMinutes(1);
    aws.shifts.cancelAll();
    expect((await ask(UPKEEP, { limits: { cooldownMinutes: 0 } })).action).toBe('upkeep');
    expect(aws.shifts.active()).toEqual([]);
  });

  it('but does when it rings anew, after the cooldown', async () => {
    const journey = ringing(3, { autoScalingGroups: [] });
    const { aws, ask } = journey;
    await ask(UPKEEP);
    aws.clock.advanceMinutes(1);
    await ask({ ...RESTORE, override: ['recovery', 'no-impact'] });
    quiet(journey);
    aws.clock.advanceMinutes(30);
    ring(journey, 1);
    expect(holding(await ask(UPKEEP))).toContain('cooldown');
    aws.clock.advanceMinutes(31);
    expect(await ask(UPKEEP)).toMatchObject({ action: 'evacuate', outcome: 'done' });
  });
});

describe('an alarm that is judged again is held', () => {
  const mute = ({ aws }: Journey) =>
    run(aws.region.cloudWatch.operations, 'PutAlarmMuteRule', {
      Name: 'maintenance',
      Rule: { Schedule: { Expression: 'at(2026-11-24T02:50)', Duration: 'PT30M' } },
      MuteTargets: { AlarmNames: [IMPACT] },
    });

  it.each<[string, (journey: Journey) => void, string]>([
    ['while somebody mutes it', mute, 'impact-alarm'],
    ['while its actions are suppressed', ({ aws }) => aws.alarms.set(IMPACT, { isSuppressed: true }), 'impact-alarm'],
    [
      'if ringing was perhaps its first state',
      ({ aws }) => aws.alarms.set(IMPACT, { configuredAt: minutesAfter(NOW, -8), stateSince: minutesAfter(NOW, -3) }),
      'event-fresh',
    ],
    ['while another zone rings too', (journey) => ring(journey, 1, 'use1-az2-isolated-impact'), 'single-zone'],
    ['while the failure is regional', (journey) => ring(journey, 1, 'wildrydes-regional-impact'), 'regional'],
    ['while another zone is out', ({ aws }) => aws.shifts.put({ resource: WEB, awayFrom: 'use1-az4' }), 'no-other-evacuation'],
  ])('%s', async (_what, change, check) => {
    const journey = ringing();
    change(journey);
    const before = journey.aws.state();
    const report = await journey.ask(UPKEEP);
    expect([report.outcome, report.zone, holding(report)]).toEqual(['held', ZONE_1, expect.arrayContaining([check])]);
    expect(journey.aws.state()).toEqual(before);
  });

  it('until the mute is over', async () => {
    const journey = ringing();
    mute(journey);
    journey.aws.clock.advanceMinutes(21);
    expect((await journey.ask(UPKEEP)).outcome).toBe('done');
  });

  it('about the zone that has rung for the longest', async () => {
    const journey = ringing(3);
    ring(journey, 5, 'use1-az4-isolated-impact');
    expect((await journey.ask(UPKEEP)).zone?.zoneId).toBe('use1-az4');
  });

  it.each([
    ['the kill switch is on', { paused: true }, 'held'],
    ['the mode is observe', { mode: 'observe' }, 'planned'],
    ['the mode is approve', { mode: 'approve' }, 'planned'],
  ])('or planned, and nothing is changed, while %s', async (_what, configuration, outcome) => {
    const { aws, ask, before } = ringing(3, configuration);
    expect((await ask(UPKEEP)).outcome).toBe(outcome);
    expect(aws.state()).toEqual(before);
  });

  it('or planned, and nothing is changed, in a dry run', async () => {
    const { aws, ask, before } = ringing();
    expect(await ask({ ...UPKEEP, dryRun: true })).toMatchObject({ outcome: 'planned', dryRun: true });
    expect(aws.state()).toEqual(before);
  });
});

describe('upkeep that cannot tell whether an alarm is to be judged again', () => {
  it.each([
    ['DescribeAlarms', 'nothing is evacuated, and whether an alarm rings is unknown: reading alarms'],
    ['ListAlarmMuteRules', `alarm ${IMPACT} rings, and whether it is muted is unknown: reading mute rules`],
  ])('fails, says so, and changes nothing: %s', async (operation, message) => {
    const { aws, ask, before } = ringing();
    aws.calls.failAlways(operation, throttled());
    const { outcome, error } = await ask(UPKEEP);
    expect([outcome, error?.message]).toEqual(['failed', expect.stringContaining(message)]);
    expect(aws.state()).toEqual(before);
  });

  it('fails, says so, and changes nothing: the shifts that have ended', async () => {
    const { aws, ask, before } = ringing();
    aws.calls.failAlways('ListZonalShifts', throttled(), { concerning: ['EXPIRED'] });
    expect((await ask(UPKEEP)).error?.message).toContain('an alarm rings, and whether it has been acted on is unknown: ');
    expect(aws.state()).toEqual(before);
  });
});
