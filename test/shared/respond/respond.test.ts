import { EVACUATE_CHECKS } from '../../../shared/decide/check-names.ts';
import { decodeRecord } from '../../../shared/marks/record.ts';
import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcDenied, arcThrottled, awsError, timedOut } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, minutesAfter, NOW, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';

const SUBNETS = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };

describe('responding to an alarm', () => {
  it('evacuates the zone: traffic, then capacity', async () => {
    const aws = aRegion();
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report).toMatchObject({ action: 'evacuate', mode: 'act', dryRun: false, zone: ZONE_1, outcome: 'done' });
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'done subnets-removed']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('marks shifts and record with the ID of the report', async () => {
    const aws = aRegion();
    const { id } = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(aws.shifts.active().every(({ comment }) => comment.startsWith(`gray-failure-responder/wildrydes/${id} `))).toBe(true);
    expect(decodeRecord(aws.groups.state('web').tags, ZONE_1.zoneId)?.reportId).toBe(id);
  });

  it('lets shifts last as long as configured, from the change of the alarm on', async () => {
    const aws = aRegion();
    await respond(aCompositeAlarmEvent(), aws.dependencies({ zonalShift: { expiresIn: '2h' } }));
    expect(aws.shifts.active(WEB)[0]?.expiryTime).toEqual(new Date(minutesAfter(NOW, 120)));
  });

  it('reports every reason, the plan, the evidence and the times', async () => {
    const report = await respond(aCompositeAlarmEvent(), aRegion().dependencies());
    expect(report.decision.verdict).toBe('evacuate');
    expect(report.decision.reasons).toHaveLength(EVACUATE_CHECKS.length);
    expect(report.plan.steps.map(({ kind }) => kind)).toEqual(['start-zonal-shift', 'start-zonal-shift', 'remove-subnets']);
    expect(report.evidence).toMatchObject({ now: NOW, subnetZones: { known: true, value: SUBNETS } });
    expect(Object.keys(report.timings)).toEqual(['parseMs', 'judgeMs', 'trafficMs', 'locateMs', 'capacityMs', 'totalMs']);
  });

  it('suggests to look at the status afterwards, and to restore in the end', async () => {
    const { next } = await respond(aCompositeAlarmEvent(), aRegion().dependencies());
    expect(next).toEqual([
      expect.stringContaining('{"action":"status","zone":"use1-az1"}'),
      expect.stringContaining('{"action":"restore","zone":"use1-az1","reason":"recovered"}'),
    ]);
  });

  it('holds, with why, and changes nothing when another zone is impaired too', async () => {
    const aws = aRegion();
    aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' });
    const before = aws.state();
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report).toMatchObject({ outcome: 'held', results: [], plan: { steps: [] } });
    expect(report.decision.reasons.filter(({ status }) => status === 'fail').map(({ check }) => check)).toEqual(['single-zone']);
    expect(aws.state()).toEqual(before);
  });

  it('holds and changes nothing when the kill switch is on', async () => {
    const aws = aRegion();
    const before = aws.state();
    expect((await respond(aCompositeAlarmEvent(), aws.dependencies({ paused: true }))).outcome).toBe('held');
    expect(aws.state()).toEqual(before);
  });

  it.each([
    ['listing shifts', (aws: RegionUnderTest) => aws.calls.failAlways('ListZonalShifts', arcDenied())],
    [
      'reading groups',
      (aws: RegionUnderTest) => aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded')),
    ],
    ['reading alarms', (aws: RegionUnderTest) => aws.calls.failAlways('DescribeAlarms', timedOut())],
  ])('holds when what a hard check rests on cannot be read: %s', async (_case, breakDown) => {
    const aws = aRegion();
    breakDown(aws);
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('held');
    expect(report.decision.reasons.map(({ status }) => status)).toContain('unknown');
    expect(aws.shifts.active()).toEqual([]);
  });
});

describe('the same event again', () => {
  it('changes nothing, and has nothing to do', async () => {
    const aws = aRegion();
    const first = await respond(aCompositeAlarmEvent(), aws.dependencies());
    const before = aws.state();
    aws.clock.advanceMinutes(1);
    const second = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(second).toMatchObject({ id: first.id, outcome: 'nothing-to-do' });
    expect(aws.state()).toEqual(before);
  });

  it('has nothing to do when it comes late, and the alarm of the empty zone is OK', async () => {
    const aws = aRegion();
    await respond(aCompositeAlarmEvent(), aws.dependencies());
    const before = aws.state();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.clock.advanceMinutes(90);
    expect((await respond(aCompositeAlarmEvent(), aws.dependencies())).outcome).toBe('nothing-to-do');
    expect(aws.state()).toEqual(before);
  });

  it('finishes what a first run left half done, though the alarm is OK by then', async () => {
    const aws = aRegion();
    aws.calls.fail('StartZonalShift', arcThrottled(), { concerning: [WEB] });
    const first = await respond(aCompositeAlarmEvent(), aws.dependencies());
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.clock.advanceMinutes(1);
    const second = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect([first.outcome, second.outcome]).toEqual(['partial', 'done']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('finishes what a crashed run left half done', async () => {
    const aws = aRegion();
    const crashed = aws.calls.hang('UpdateAutoScalingGroup');
    void respond(aCompositeAlarmEvent(), aws.dependencies());
    await crashed;
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('done');
    expect(aws.shifts.active()).toHaveLength(2);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('holds for another zone once one is out', async () => {
    const aws = aRegion();
    await respond(aCompositeAlarmEvent(), aws.dependencies());
    const before = aws.state();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' });
    const event = aCompositeAlarmEvent({ alarmName: 'use1-az2-isolated-impact' });
    const report = await respond(event, aws.dependencies());
    expect(report).toMatchObject({ zone: ZONE_2, outcome: 'held' });
    expect(aws.state()).toEqual(before);
  });
});
