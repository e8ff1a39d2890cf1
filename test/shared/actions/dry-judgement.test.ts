import { explain } from '../../../shared/explain/explain.ts';
import type { Report } from '../../../shared/report/report.ts';
import { respond } from '../../../shared/respond.ts';
import { noticeOf } from '../../../shared/tell/notice.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { aFleet } from '../../a-region/a-fleet.ts';
import { arcDenied, awsError } from '../../aws-errors.ts';
import { aPolicy, minutesAfter, NOW, WEB } from '../../builders.ts';
import { atHome, UPKEEP } from '../there-and-back.ts';

const QUIET = ['DescribeAlarms', 'DescribeAutoScalingGroups', 'ListZonalShifts'];
const MAP = { subnets: { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' } };

/** A process that stays, on a quiet day: its ticks, with what they call. */
function aQuietDay(configuration: Record<string, unknown> = {}) {
  const { aws } = atHome(configuration);
  for (const zoneId of ['use1-az1', 'use1-az2', 'use1-az4']) aws.alarms.set(`${zoneId}-isolated-impact`, { state: 'OK' });
  const dependencies = { ...aws.dependencies(configuration), dryJudgements: { lastAt: null } };
  const tick = async () => {
    const before = aws.calls.asked.length;
    const report = await respond(UPKEEP, dependencies);
    aws.clock.advanceMinutes(1);
    return { report, asked: aws.calls.asked.slice(before).toSorted() };
  };
  return { aws, tick };
}

const troubles = ({ diagnosis }: Report) =>
  (diagnosis?.findings ?? []).filter(({ status }) => status === 'fail' || status === 'unknown');

describe('the dry judgement of a quiet day', () => {
  it('is made by the first tick of a process, and then once an hour', async () => {
    const { tick } = aQuietDay();
    const judged: number[] = [];
    for (let minute = 0; minute < 130; minute += 1) if ((await tick()).report.diagnosis !== undefined) judged.push(minute);
    expect(judged).toEqual([0, 60, 120]);
  });

  it('finds nothing where all is well, and changes nothing', async () => {
    const { aws, tick } = aQuietDay(MAP);
    const before = aws.state();
    const { report } = await tick();
    expect(troubles(report)).toEqual([]);
    expect(report).toMatchObject({ outcome: 'nothing-to-do', zone: null, diagnosis: { verdict: 'ready' } });
    expect(report.diagnosis?.zones.map(({ verdict }) => verdict)).toEqual(['yes', 'yes', 'yes']);
    expect(aws.state()).toEqual(before);
  });

  it('reads every source of an evacuation, and leaves the other ticks at three reads', async () => {
    const { tick } = aQuietDay(MAP);
    const first = await tick();
    expect([...new Set(first.asked)]).toEqual([
      'DescribeAlarms',
      'DescribeAutoScalingGroups',
      'DescribeInstanceRefreshes',
      'DescribeScalingActivities',
      'DescribeSubnets',
      'GetManagedResource',
      'ListAutoshifts',
      'ListZonalShifts',
    ]);
    expect(first.asked.length).toBeLessThanOrEqual(18);
    expect((await tick()).asked).toEqual(QUIET);
  });

  it('is not made while an alarm rings: the tick has work', async () => {
    const { aws, tick } = aQuietDay();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM', stateSince: minutesAfter(NOW, -3) });
    const { report } = await tick();
    expect(report).toMatchObject({ action: 'evacuate', again: true, outcome: 'done' });
    expect(report.diagnosis).toBeUndefined();
  });

  it('is not made by a process that keeps no memory of it', async () => {
    const { ask, aws } = atHome();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    expect((await ask(UPKEEP)).diagnosis).toBeUndefined();
  });

  it('tells what it finds once an hour', async () => {
    const { aws, tick } = aQuietDay();
    aws.shifts.unregister(WEB);
    const outcomes: string[] = [];
    for (let minute = 0; minute < 61; minute += 1) outcomes.push((await tick()).report.outcome);
    expect(outcomes.flatMap((outcome, minute) => (outcome === 'failed' ? [minute] : []))).toEqual([0, 60]);
    expect(new Set(outcomes)).toEqual(new Set(['failed', 'nothing-to-do']));
  });
});

type Spoil = (aws: ReturnType<typeof aQuietDay>['aws']) => void;
const denied = (operation: string, error = awsError('AccessDenied', 'no identity-based policy allows it')): Spoil => {
  return ({ calls }) => calls.failAlways(operation, error);
};

const SEEDED: readonly (readonly [what: string, configuration: object, spoil: Spoil, finding: string, told: RegExp])[] = [
  ['a load balancer that is not opted in', {}, ({ shifts }) => shifts.unregister(WEB), 'opt-in', /zonal_shift\.config\.enabled/],
  [
    'an alarm that was deleted',
    {},
    ({ alarms }) => alarms.remove('use1-az2-isolated-impact'),
    'impact-alarms',
    /does not know the impact alarm use1-az2-isolated-impact/,
  ],
  [
    'a signal without data',
    { signals: [{ kind: 'application-load-balancer', loadBalancer: 'app/wbe/50dc6c495c0c9188' }] },
    () => {},
    'signals',
    /list-metrics/,
  ],
  ['a group that does not exist', { autoScalingGroups: [{ name: 'web' }, { name: 'gone' }] }, () => {}, 'groups', /has gone/],
  [
    'a subnet that is gone',
    { subnets: { ...MAP.subnets, 'subnet-0e5': 'use1-az2' } },
    () => {},
    'subnets',
    /remove "subnet-0e5"/,
  ],
  ['a zone that cannot be missed', { capacity: { minimumHealthyShare: 0.9 } }, () => {}, 'capacity', /too little would serve/],
  ['autoshifts that may not be listed', {}, denied('ListAutoshifts', arcDenied()), 'sources', /allow arc-zonal-shift:ListAuto/],
  ['resources that may not be read', {}, denied('GetManagedResource', arcDenied()), 'opt-in', /GetManagedResource/],
  ['subnets that may not be read', {}, denied('DescribeSubnets'), 'sources', /allow ec2:DescribeSubnets/],
  ['activities that may not be read', {}, denied('DescribeScalingActivities'), 'sources', /allow autoscaling:DescribeScaling/],
  ['refreshes that may not be read', {}, denied('DescribeInstanceRefreshes'), 'launches', /group web/],
];

describe('on a quiet day, a tick fails for', () => {
  it.each(SEEDED)('%s', async (...[, configuration, spoil, finding, told]) => {
    const { aws, tick } = aQuietDay({ ...configuration });
    spoil(aws);
    const { report } = await tick();
    expect(report.outcome).toBe('failed');
    expect(troubles(report).map((trouble) => trouble.finding)).toContain(finding);
    expect(noticeText(report)).toMatch(told);
    expect(noticeOf(report, { now: new Date('2026-11-24T03:01:00Z'), lastTold: null })?.subject).toBe('wildrydes: upkeep failed');
  });

  it('nothing that could be read at the second attempt', async () => {
    const { aws, tick } = aQuietDay();
    aws.calls.fail('ListAutoshifts', arcDenied());
    aws.calls.fail('DescribeScalingActivities', awsError('Throttling', 'Rate exceeded'), { times: 2 });
    const { report, asked } = await tick();
    expect(report).toMatchObject({ outcome: 'nothing-to-do', diagnosis: { verdict: 'ready' } });
    // What was read at first is not read again.
    expect(asked.filter((operation) => operation === 'GetManagedResource')).toHaveLength(2);
  });

  it('nothing that only would be better: it is in the report', async () => {
    const { tick } = aQuietDay({ regionalAlarms: [] });
    const { report } = await tick();
    expect(report.outcome).toBe('nothing-to-do');
    expect(report.diagnosis?.findings).toContainEqual(expect.objectContaining({ finding: 'regional-alarm', status: 'warn' }));
  });
});

describe('the dry judgement of a fleet', () => {
  async function callsOf(size: number): Promise<{ calls: number; report: Report }> {
    const { aws, configuration } = aFleet(size);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const report = await respond(UPKEEP, { ...aws.dependencies(configuration), dryJudgements: { lastAt: null } });
    return { calls: aws.region.calls.length, report };
  }

  it('reads lists, not one thing after the other', async () => {
    const [few, many] = [await callsOf(20), await callsOf(120)];
    expect(many.report.diagnosis).toBeDefined();
    expect(many.calls - few.calls).toBeLessThanOrEqual(10);
  });

  it('names a few of many findings that are alike, and counts the rest', async () => {
    const { aws, configuration, resources } = aFleet(60);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    for (const arn of resources) aws.shifts.unregister(arn);
    const report = await respond(UPKEEP, { ...aws.dependencies(configuration), dryJudgements: { lastAt: null } });
    const found = troubles(report).filter(({ finding }) => finding === 'opt-in');
    expect(found).toHaveLength(11);
    expect(found.at(-1)?.why).toBe('and 50 more like these');
    expect(noticeText(report).length).toBeLessThan(1_000);
  });
});

describe('the report of a dry judgement', () => {
  it.each([[{}], [{ capacity: { minimumHealthyShare: 0.9 } }]])(
    'is explained with the same findings: %j',
    async (configuration) => {
      const { tick } = aQuietDay({ ...configuration });
      const saved: unknown = JSON.parse(JSON.stringify((await tick()).report));
      expect(explain(saved)).toMatchObject({
        differing: [],
        isReproduced: true,
        again: { diagnosis: { findings: expect.any(Array) } },
      });
    },
  );

  it('shows what a mended configuration would have come to', async () => {
    const { tick } = aQuietDay({ capacity: { minimumHealthyShare: 0.9 } });
    const { report } = await tick();
    expect(report.diagnosis?.verdict).toBe('not-ready');
    expect(explain(JSON.parse(JSON.stringify(report)), aPolicy()).again.diagnosis?.verdict).toBe('ready');
  });
});
