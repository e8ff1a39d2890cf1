import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, aConfiguration, WEB } from '../../builders.ts';

/** Zones 1 and 2 as another account names them. */
const SWAPPED = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1b', impactAlarm: 'use1-az1-isolated-impact' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1a', impactAlarm: 'use1-az2-isolated-impact' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c', impactAlarm: 'use1-az4-isolated-impact' },
];
const SUBNETS = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };
const SWAPPED_SUBNETS = { ...SUBNETS, 'subnet-0a1': 'use1-az2', 'subnet-0b2': 'use1-az1' };

const ALARM = aCompositeAlarmEvent();
const REQUEST = { action: 'evacuate', zone: 'use1-az1' };
const DRY_RUN = { ...REQUEST, dryRun: true };
const TICK = { action: 'upkeep' };
const RUNS: [string, object][] = [
  ['an alarm', ALARM],
  ['a person', REQUEST],
  ['a dry run', DRY_RUN],
];

const play = (aws: RegionUnderTest, event: object, configuration: object) =>
  respond(event, aws.dependencies(aConfiguration({ ...configuration })));

describe.each([
  ['with a map of subnets', { zones: SWAPPED, subnets: SUBNETS }],
  ['without a map of subnets', { zones: SWAPPED }],
  ['of a tag', { zones: SWAPPED, autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } }],
])('a configuration %s that has the AZ names of another account', (_case, configuration) => {
  function anApplication() {
    const aws = aRegion();
    aws.groups.retag('web', { app: 'wildrydes' });
    return aws;
  }

  it.each(RUNS)('holds %s, and nothing is written', async (_what, event) => {
    const aws = anApplication();
    const before = aws.state();
    const { outcome, decision, results } = await play(aws, event, configuration);
    expect([outcome, decision.verdict, results]).toEqual(['held', 'hold', []]);
    const { status, why } = decision.reasons.find(({ check }) => check === 'zone-names') ?? {};
    expect(status).toBe('fail');
    expect(why).toContain('"zones" has use1-az1 as us-east-1b, but AWS says that it is us-east-1a (group web)');
    expect(aws.state()).toEqual(before);
  });

  it('is overridden by nobody', async () => {
    const aws = anApplication();
    const before = aws.state();
    const { error } = await play(aws, { ...REQUEST, override: ['zone-names'] }, configuration);
    expect(error?.name).toBe('InvalidEventError');
    expect(aws.state()).toEqual(before);
  });

  it('makes a quiet tick fail, which says where to mend it', async () => {
    const aws = anApplication();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const { outcome, error } = await play(aws, TICK, configuration);
    expect(outcome).toBe('failed');
    expect(error?.message).toContain('"zones" has use1-az1 as us-east-1b, but AWS says that it is us-east-1a (group web)');
    expect(error?.message).toContain('"zones" has use1-az2 as us-east-1a, but AWS says that it is us-east-1b (group web)');
    expect(error?.message).toContain('correct the configuration');
  });
});

describe('a map of subnets that is wrong', () => {
  it.each(RUNS.slice(0, 2))('lets %s move traffic, which does not need it, and no capacity', async (_what, event) => {
    const aws = aRegion();
    const { groups } = aws.state();
    const { outcome, decision, results } = await play(aws, event, { subnets: SWAPPED_SUBNETS });
    expect(outcome).toBe('partial');
    expect(decision.reasons).toContainEqual({
      check: 'zone-names',
      status: 'fail',
      why: expect.stringContaining('"subnets" has subnet-0a1 in use1-az2, but AWS says that it is in use1-az1'),
      isOfCapacitySteps: true,
    });
    expect(results.at(-1)).toMatchObject({ kind: 'remove-subnets', status: 'failed', code: 'subnet-zone-unknown' });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.state().groups).toEqual(groups);
  });

  it('shows in a dry run as it does in a run', async () => {
    const { outcome, decision, plan } = await play(aRegion(), DRY_RUN, { subnets: SWAPPED_SUBNETS });
    expect([outcome, decision.verdict]).toEqual(['planned', 'evacuate']);
    expect(decision.reasons).toContainEqual(expect.objectContaining({ check: 'zone-names', status: 'fail' }));
    expect(plan.steps.map(({ kind }) => kind)).toEqual(['start-zonal-shift', 'start-zonal-shift']);
    expect(plan.omitted).toMatchObject([{ target: 'web', code: 'subnet-zone-unknown' }]);
  });

  it('makes each later tick fail the same step, loudly, and removes nothing', async () => {
    const aws = aRegion();
    await play(aws, ALARM, { subnets: SWAPPED_SUBNETS });
    const before = aws.state();
    expect(await play(aws, TICK, { subnets: SWAPPED_SUBNETS })).toMatchObject({ outcome: 'partial' });
    expect(aws.state()).toEqual(before);
  });

  it('makes a quiet tick fail as soon as Auto Scaling contradicts it', async () => {
    const aws = aRegion();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const { outcome, error } = await play(aws, TICK, {
      subnets: { 'subnet-0a1': 'use1-az2', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' },
    });
    expect(outcome).toBe('failed');
    expect(error?.message).toContain('but AWS says that the group is in us-east-1a, us-east-1b, us-east-1c (group web)');
  });

  it('that only EC2 contradicts makes the first tick of a quiet day fail', async () => {
    const aws = aRegion();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const dependencies = { ...aws.dependencies({ subnets: SWAPPED_SUBNETS }), dryJudgements: { lastAt: null } };
    const { outcome, diagnosis } = await respond(TICK, dependencies);
    expect(outcome).toBe('failed');
    expect(diagnosis?.findings).toContainEqual({
      finding: 'subnets',
      status: 'fail',
      zone: 'use1-az2',
      why: '"subnets" has subnet-0a1 in use1-az2, but it is in use1-az1',
      mend: 'set "subnet-0a1": "use1-az1" in "subnets"',
    });
  });

  it('stands in for EC2 where EC2 cannot be read: nothing contradicts it', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeSubnets', awsError('RequestLimitExceeded', 'Request limit exceeded.'));
    expect(await play(aws, ALARM, { subnets: SUBNETS })).toMatchObject({ outcome: 'done' });
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });
});

describe('a configuration that agrees with AWS', () => {
  it.each([...RUNS, ['a tick', TICK] as const])('passes for %s', async (_what, event) => {
    const { outcome, error, decision } = await play(aRegion(), event, { subnets: SUBNETS });
    expect(error).toBeUndefined();
    expect(outcome).not.toBe('held');
    expect(decision.reasons.filter(({ check, status }) => check === 'zone-names' && status !== 'pass')).toEqual([]);
  });
});

describe('a restore with the AZ names of another account', () => {
  it('is held: the capacity that it waits for would be that of another zone', async () => {
    const aws = aRegion();
    await play(aws, ALARM, {});
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const before = aws.state();
    const request = { action: 'restore', zone: 'use1-az1', override: ['recovery'] };
    const { outcome, decision } = await play(aws, request, { zones: SWAPPED });
    expect(outcome).toBe('held');
    expect(decision.reasons).toContainEqual(expect.objectContaining({ check: 'zone-names', status: 'fail' }));
    expect(aws.state()).toEqual(before);
    expect(await play(aws, request, {})).toMatchObject({ decision: { verdict: 'restore' } });
  });
});
