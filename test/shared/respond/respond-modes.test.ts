import { respond } from '../../../shared/respond.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { aRegion } from '../../a-region/a-region.ts';
import { timedOut } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, NOW, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';

const ALARM = aCompositeAlarmEvent();
const REQUEST = { action: 'evacuate', zone: 'use1-az1', reason: 'game day 12' };
const DRY_RUN = { ...REQUEST, dryRun: true };

describe('modes', () => {
  it.each([
    ['observe', 'an alarm', ALARM],
    ['observe', 'a dry run', DRY_RUN],
    ['approve', 'an alarm', ALARM],
    ['approve', 'a dry run', DRY_RUN],
    ['act', 'a dry run', DRY_RUN],
  ])('%s only plans for %s', async (mode, _case, event) => {
    const aws = aRegion();
    const before = aws.state();
    const report = await respond(event, aws.dependencies({ mode }));
    expect(report).toMatchObject({ mode, outcome: 'planned', results: [], decision: { verdict: 'evacuate' } });
    expect(aws.state()).toEqual(before);
  });

  it.each([
    ['approve', 'a request', REQUEST],
    ['act', 'an alarm', ALARM],
    ['act', 'a request', REQUEST],
  ])('%s carries out %s', async (mode, _case, event) => {
    const aws = aRegion();
    const report = await respond(event, aws.dependencies({ mode }));
    expect(report).toMatchObject({ mode, outcome: 'done' });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it.each([REQUEST, { ...REQUEST, reason: '' }])(
    'observe holds a request that it would carry out, and says why: %j',
    async (event) => {
      const aws = aRegion();
      const before = aws.state();
      const report = await respond(event, aws.dependencies({ mode: 'observe' }));
      expect(report).toMatchObject({ outcome: 'held', results: [], decision: { verdict: 'evacuate' }, next: [] });
      expect(report.notCarriedOut).toContain('mode "observe" writes nothing');
      expect(report.plan.steps).toHaveLength(3);
      expect(aws.state()).toEqual(before);
      const text = noticeText(report);
      expect(text).toContain('\nnot carried out: mode "observe" writes nothing');
      expect(text).toContain('planned start-zonal-shift web: away from use1-az1');
    },
  );

  it.each([
    ['nothing to do', 'nothing-to-do', (aws: ReturnType<typeof aRegion>) => respond(REQUEST, aws.dependencies())],
    ['held', 'held', async (aws: ReturnType<typeof aRegion>) => aws.alarms.set('use1-az2-isolated-impact', { state: 'ALARM' })],
  ] as const)('observe does not speak of the mode where it is not what keeps it: %s', async (_what, outcome, prepare) => {
    const aws = aRegion();
    await prepare(aws);
    const report = await respond(REQUEST, aws.dependencies({ mode: 'observe' }));
    expect(report.outcome).toBe(outcome);
    expect(report).not.toHaveProperty('notCarriedOut');
  });

  it('shows the whole plan that would be carried out', async () => {
    const { plan } = await respond(ALARM, aRegion().dependencies({ mode: 'observe' }));
    expect(plan.steps).toMatchObject([
      { kind: 'start-zonal-shift', resource: API, awayFrom: 'use1-az1' },
      { kind: 'start-zonal-shift', resource: WEB, awayFrom: 'use1-az1' },
      { kind: 'remove-subnets', group: 'web', remove: ['subnet-0a1'], keep: ['subnet-0b2', 'subnet-0c3'] },
    ]);
  });

  it('approve tells the command that carries the plan out', async () => {
    const report = await respond(ALARM, aRegion().dependencies({ mode: 'approve' }));
    expect(report.next).toEqual([
      "aws lambda invoke --function-name responder --cli-binary-format raw-in-base64-out --payload '" +
        `{"action":"evacuate","zone":"use1-az1","reason":"approved ${report.id}"}' /dev/stdout`,
    ]);
  });

  it('observe tells no command: its role could not carry one out', async () => {
    expect((await respond(ALARM, aRegion().dependencies({ mode: 'observe' }))).next).toEqual([]);
  });

  it('a request without an ID is reported under that of the invocation', async () => {
    expect((await respond(REQUEST, aRegion().dependencies())).id).toBe('invocation-1');
  });

  it('a request may name its zone by AZ name', async () => {
    const aws = aRegion();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const report = await respond({ ...REQUEST, zone: 'us-east-1b' }, aws.dependencies());
    expect(report).toMatchObject({ zone: ZONE_2, outcome: 'done', reason: 'game day 12' });
  });

  it('a request may act though the alarms cannot be read, when the person answers for it', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAlarms', timedOut());
    const held = await respond(REQUEST, aws.dependencies());
    const forced = await respond({ ...REQUEST, override: ['single-zone'] }, aws.dependencies());
    expect([held.outcome, forced.outcome]).toEqual(['held', 'done']);
  });
});

describe('status', () => {
  const STATUS = { action: 'status' };

  it('says that nothing is evacuated', async () => {
    const report = await respond(STATUS, aRegion().dependencies());
    expect(report).toMatchObject({ action: 'status', outcome: 'nothing-to-do', status: { holdInfrastructureChanges: false } });
  });

  it('says what is evacuated, and that instances are still leaving', async () => {
    const aws = aRegion();
    await respond(ALARM, aws.dependencies());
    const report = await respond(STATUS, aws.dependencies());
    expect(report.outcome).toBe('in-progress');
    expect(report.status).toMatchObject({
      holdInfrastructureChanges: true,
      evacuated: [{ zoneId: ZONE_1.zoneId, groups: [{ name: 'web', instancesLeft: 4 }] }],
    });
    expect(report.status?.evacuated[0]?.shifts.map(({ resource, ours }) => [resource, ours])).toEqual([
      [WEB, true],
      [API, true],
    ]);
  });

  it('is done once the instances have left', async () => {
    const aws = aRegion();
    await respond(ALARM, aws.dependencies());
    aws.groups.setInstances('web', { 'use1-az2': 4, 'use1-az4': 4 });
    expect((await respond(STATUS, aws.dependencies())).outcome).toBe('done');
  });

  it('changes nothing', async () => {
    const aws = aRegion();
    await respond(ALARM, aws.dependencies());
    const before = aws.state();
    await respond({ ...STATUS, zone: 'use1-az1' }, aws.dependencies());
    expect(aws.state()).toEqual(before);
  });

  it('does not release infrastructure changes when what is evacuated cannot be read', async () => {
    const aws = aRegion();
    await respond(ALARM, aws.dependencies());
    for (const operation of ['GetManagedResource', 'ListZonalShifts']) aws.calls.failAlways(operation, timedOut());
    aws.calls.failAlways('DescribeAutoScalingGroups', timedOut());
    const report = await respond(STATUS, aws.dependencies());
    expect(report.status?.holdInfrastructureChanges).toBe(true);
  });
});

describe('an event that asks for nothing', () => {
  it.each([
    ['the alarm went to OK', { value: 'OK', previous: 'ALARM' }],
    ['the alarm went to INSUFFICIENT_DATA', { value: 'INSUFFICIENT_DATA' }],
    ['a regional alarm went to ALARM', { alarmName: 'wildrydes-regional-impact' }],
  ])('is noted, and nothing is read or changed: %s', async (_case, change) => {
    const aws = aRegion();
    const before = aws.state();
    const report = await respond(aCompositeAlarmEvent(change), aws.dependencies());
    expect(report).toMatchObject({ outcome: 'nothing-to-do', results: [], evidence: {} });
    expect(aws.state()).toEqual(before);
  });
});

describe('an event that cannot be used', () => {
  it.each([
    ['nothing', undefined],
    ['text', 'evacuate use1-az1'],
    ['another event', { 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2' }],
    ['another Region', { ...ALARM, region: 'eu-west-1' }],
    ['another account', { ...ALARM, account: '999999999999' }],
    ["another application's alarm", aCompositeAlarmEvent({ alarmName: 'checkout-use1-az1' })],
    ['an unknown action', { action: 'explode', zone: 'use1-az1' }],
    ['an unknown zone', { action: 'evacuate', zone: 'use1-az9' }],
    ['no zone', { action: 'evacuate' }],
    ['a mistyped key', { action: 'evacuate', zone: 'use1-az1', dryrun: true }],
    ['an override of the kill switch', { action: 'evacuate', zone: 'use1-az1', override: ['paused'] }],
  ])('ends in a report that says so, and changes nothing: %s', async (_case, event) => {
    const aws = aRegion();
    const before = aws.state();
    const report = await respond(event, aws.dependencies());
    expect(report).toMatchObject({ id: 'invocation-1', action: 'none', outcome: 'failed', error: { name: 'InvalidEventError' } });
    expect(report.error?.message).toMatch(/accepted/);
    expect(aws.state()).toEqual(before);
  });

  it('is refused as late as its alarm is read, where only that tells whose it is', async () => {
    const aws = aRegion();
    aws.alarms.set('checkout', { state: 'ALARM', description: '{"loadBalancer":"of others","az-id":"use1-az1"}' });
    const event = aCompositeAlarmEvent({ alarmName: 'checkout', timestamp: NOW });
    const report = await respond(event, aws.dependencies({ zones: [ZONE_1, ZONE_2] }));
    expect(report).toMatchObject({ outcome: 'failed', action: 'none', error: { name: 'InvalidEventError' } });
    expect(aws.shifts.active()).toEqual([]);
  });
});
