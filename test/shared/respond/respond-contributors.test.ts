import { explain } from '../../../shared/explain/explain.ts';
import type { Report } from '../../../shared/report/report.ts';
import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import contributorChange from '../../events/alarm-contributor-state-change.json';
import promQlChange from '../../events/promql-alarm-state-change.json';
import { RESTORE, UPKEEP } from '../there-and-back.ts';

const ALARM = 'wildrydes-zonal-faults';
const [IN_1, IN_2] = [{ az_id: 'use1-az1' }, { AvailabilityZone: 'us-east-1b' }];
const ELSEWHERE = { az_id: 'use1-az6' };
const CONFIGURATION = { zones: [ZONE_1, ZONE_2, ZONE_4], contributorAlarm: ALARM };

const since = (minutes: number) => minutesAfter(NOW, -minutes);
const { muteDetail: _muted, ...detail } = contributorChange.detail;
/** The change of a contributor, so many minutes ago. */
const changed = (attributes: Record<string, string>, minutes = 1) => ({
  ...contributorChange,
  detail: {
    ...detail,
    alarmContributor: { id: '1', attributes },
    state: { ...detail.state, timestamp: since(minutes).replace('Z', '+0000') },
  },
});

/** The zones' own alarms are gone. The alarm with contributors is a month old, and rings for these since so many minutes. */
function ringing(contributors: Record<string, string>[], minutes = 1): RegionUnderTest {
  const aws = aRegion();
  for (const { zoneId } of CONFIGURATION.zones) aws.alarms.remove(`${zoneId}-isolated-impact`);
  aws.alarms.contribute(ALARM, contributors, since(minutes));
  return aws;
}

const ask = (aws: RegionUnderTest, event: object, configuration: object = {}) =>
  respond(event, aws.dependencies({ ...CONFIGURATION, ...configuration }));
const reasonOf = ({ decision }: Report, name: string) => decision.reasons.find(({ check }) => check === name);
const isReproduced = (report: Report) => explain(JSON.parse(JSON.stringify(report))).isReproduced;

describe('an alarm with contributors', () => {
  it.each([
    ['AZ ID', IN_1, 'use1-az1'],
    ['AZ name', IN_2, 'use1-az2'],
  ])('evacuates the zone that its contributor names by the %s', async (_by, attributes, zoneId) => {
    const aws = ringing([attributes]);
    const report = await ask(aws, changed(attributes));
    expect([report.outcome, report.zone?.zoneId, aws.shifts.zonesOut()]).toEqual(['done', zoneId, [zoneId]]);
    expect(isReproduced(report)).toBe(true);
  });

  it('evacuates the same zone by its own event, which names none', async () => {
    const aws = ringing([IN_2]);
    expect(await ask(aws, promQlChange)).toMatchObject({ outcome: 'done', zone: ZONE_2 });
    expect(await ask(aws, changed(IN_2))).toMatchObject({ outcome: 'nothing-to-do' });
  });

  it.each([
    ['a contributor', changed(IN_1)],
    ['the alarm itself', promQlChange],
  ])('holds while it rings for two zones, asked by %s', async (_what, event) => {
    const aws = ringing([IN_1, IN_2]);
    const before = aws.state();
    const report = await ask(aws, event);
    expect(report).toMatchObject({ outcome: 'held' });
    expect(reasonOf(report, 'single-zone')).toMatchObject({
      status: 'fail',
      why: expect.stringContaining(`use1-az2: ${ALARM} ALARM`),
    });
    expect([aws.state(), isReproduced(report)]).toEqual([before, true]);
  });

  it('holds while another contributor names no configured zone', async () => {
    const report = await ask(ringing([IN_1, ELSEWHERE]), changed(IN_1));
    expect(report.outcome).toBe('held');
    expect(reasonOf(report, 'single-zone')).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('{az_id=use1-az6}'),
    });
    expect(isReproduced(report)).toBe(true);
  });

  it('holds where the only contributor names no configured zone, and says which it is', async () => {
    const report = await ask(ringing([ELSEWHERE]), promQlChange);
    expect(report).toMatchObject({ outcome: 'held', zone: null });
    expect(reasonOf(report, 'impact-alarm')?.why).toContain('{az_id=use1-az6}');
    expect(reasonOf(report, 'single-zone')?.status).toBe('unknown');
    expect(isReproduced(report)).toBe(true);
  });

  it('holds while its contributors cannot be read', async () => {
    const aws = ringing([IN_1]);
    aws.calls.failAlways('DescribeAlarmContributors', awsError('AccessDenied', 'not allowed', 403));
    const report = await ask(aws, changed(IN_1));
    expect(report.outcome).toBe('held');
    expect(reasonOf(report, 'single-zone')?.why).toContain('reading the contributors of wildrydes-zonal-faults: AccessDenied');
  });

  it('holds once the zone’s own contributor is gone, although the alarm rings for another', async () => {
    const report = await ask(ringing([IN_2]), changed(IN_1, 3));
    expect(report.outcome).toBe('held');
    expect(reasonOf(report, 'impact-alarm')).toMatchObject({ status: 'fail', why: `${ALARM} is OK again, read now` });
  });

  it('holds a contributor that rings within minutes of the alarm’s creation', async () => {
    const aws = ringing([IN_1]);
    aws.region.cloudWatch.backdateAlarm(ALARM, { configuredAt: Date.parse(since(4)) });
    const report = await ask(aws, changed(IN_1));
    expect(reasonOf(report, 'event-fresh')).toMatchObject({
      status: 'fail',
      why: expect.stringContaining('contributor -> ALARM 3.0 minutes'),
    });
  });
});

describe('upkeep while a contributor still rings', () => {
  it('evacuates its zone, under the ID of its event', async () => {
    const aws = ringing([IN_1], 3);
    aws.calls.fail('DescribeAlarmContributors', awsError('ThrottlingException', 'Rate exceeded'));
    const held = await ask(aws, changed(IN_1, 3));
    expect(held.outcome).toBe('held');
    expect(await ask(aws, UPKEEP)).toMatchObject({ id: held.id, outcome: 'done', zone: ZONE_1, again: true });
  });

  it('evacuates the zone of one that began while the alarm already rang', async () => {
    const aws = ringing([IN_1], 50);
    aws.alarms.contribute(ALARM, [IN_2]);
    expect(await ask(aws, UPKEEP)).toMatchObject({ outcome: 'done', zone: ZONE_2, again: true });
  });

  it('counts how long each zone rings by itself', async () => {
    const aws = ringing([IN_1], 61);
    expect(await ask(aws, UPKEEP)).toMatchObject({ action: 'upkeep', outcome: 'nothing-to-do' });
  });

  it('fails where nothing tells for which zone it rings', async () => {
    const aws = ringing([ELSEWHERE]);
    const report = await ask(aws, UPKEEP);
    expect(report).toMatchObject({ outcome: 'failed', error: { message: expect.stringContaining('for which zone') } });
    expect(report.error?.message).toContain('{az_id=use1-az6}');
  });
});

describe('a restore of a zone that a contributor names', () => {
  it.each<[string, Record<string, string>[], string]>([
    ['holds while it still rings', [IN_1], 'fail'],
    ['is not held by another zone’s', [IN_2], 'pass'],
    ['holds while one names no zone', [ELSEWHERE], 'unknown'],
  ])('%s', async (_what, contributors, status) => {
    const aws = ringing([IN_1]);
    await ask(aws, changed(IN_1));
    aws.alarms.contribute(ALARM, contributors);
    const report = await ask(aws, { ...RESTORE, override: ['recovery'] });
    expect(reasonOf(report, 'no-impact')).toMatchObject({ status, why: expect.stringContaining(ALARM) });
  });

  it('says of which zone the alarm that speaks against it is', async () => {
    const aws = ringing([IN_1]);
    await ask(aws, changed(IN_1));
    const report = await ask(aws, { ...RESTORE, override: ['recovery'] });
    expect(reasonOf(report, 'no-impact')?.why).toBe(`in ALARM: ${ALARM} of use1-az1`);
  });
});

describe('a log alarm', () => {
  const LOGS = 'use1-az2-errors-in-logs';
  const zones = [
    { ...ZONE_1, impactAlarm: 'use1-az1-isolated-impact' },
    { ...ZONE_2, impactAlarm: LOGS },
    { ...ZONE_4, impactAlarm: 'use1-az4-isolated-impact' },
  ];
  const askZones = (aws: RegionUnderTest, event: object) => respond(event, aws.dependencies({ zones }));
  const tick = async (aws: RegionUnderTest) => askZones(aws, UPKEEP);

  function withLogAlarm(state: 'OK' | 'ALARM') {
    const aws = aRegion();
    aws.alarms.set(LOGS, { type: 'LogAlarm', state, stateSince: since(3) });
    return aws;
  }

  it.each([
    ['well', 'OK', 'pass'],
    ['impaired', 'ALARM', 'fail'],
  ] as const)('tells that another zone is %s', async (_what, state, status) => {
    const report = await askZones(withLogAlarm(state), { action: 'evacuate', zone: 'use1-az1' });
    expect(reasonOf(report, 'single-zone')?.status).toBe(status);
  });

  it('is judged again by a tick', async () => {
    const aws = withLogAlarm('ALARM');
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    await aws.reader.alarms.read(aws.dependencies({ zones }).policy);
    expect(await tick(aws)).toMatchObject({ outcome: 'done', zone: ZONE_2, again: true });
  });

  it('is unknown, and not missing, where CloudWatch refuses the type; everything else is known', async () => {
    const aws = withLogAlarm('OK');
    aws.region.cloudWatch.refusesLogAlarms = true;
    const report = await askZones(aws, { action: 'evacuate', zone: 'use1-az1' });
    expect(reasonOf(report, 'single-zone')).toMatchObject({
      status: 'unknown',
      why: expect.stringMatching(
        /use1-az2: use1-az2-errors-in-logs unknown \(no other alarm has this name, and log alarms could not be read: .*; use1-az4: .* OK/,
      ),
    });
    expect([reasonOf(report, 'regional')?.status, isReproduced(report)]).toEqual(['pass', true]);
  });

  it('does not matter to an application without any where CloudWatch refuses the type', async () => {
    const aws = aRegion();
    aws.region.cloudWatch.refusesLogAlarms = true;
    expect(await respond({ action: 'evacuate', zone: 'use1-az1' }, aws.dependencies())).toMatchObject({ outcome: 'done' });
  });
});
