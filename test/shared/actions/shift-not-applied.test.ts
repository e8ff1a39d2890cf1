import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { aCompositeAlarmEvent, WEB } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';

const ALL = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];

/** ARC accepts shifts of one load balancer, and does not apply them. */
function withoutEffect(): RegionUnderTest {
  const aws = aRegion();
  aws.shifts.register(WEB, { shiftsTakeEffect: false });
  return aws;
}

const ask = (aws: RegionUnderTest, request: object) => respond(request, aws.dependencies());
const NOT_APPLIED = ['failed shift-not-applied', 'skipped traffic-not-moved'];

describe('a shift that ARC accepts and does not apply', () => {
  it('keeps the capacity in the first run', async () => {
    const aws = withoutEffect();
    const { outcome, results } = await ask(aws, aCompositeAlarmEvent());
    expect([outcome, codesOf(results)]).toEqual(['partial', ['done shifted', ...NOT_APPLIED]]);
    expect(aws.groups.state('web').subnets).toEqual(ALL);
  });

  it.each([
    ['the retry', aCompositeAlarmEvent()],
    ['upkeep', { action: 'upkeep' }],
    ['a person who asks again', { action: 'evacuate', zone: 'use1-az1', reason: 'again' }],
  ])('keeps it also in %s', async (_who, request) => {
    const aws = withoutEffect();
    await ask(aws, aCompositeAlarmEvent());
    const { outcome, results } = await ask(aws, request);
    expect([outcome, codesOf(results)]).toEqual(['partial', NOT_APPLIED]);
    expect(results[0]?.why).toContain('it is not applied: the weight is 1');
    expect(aws.groups.state('web')).toMatchObject({ subnets: ALL, tags: {} });
  });

  it('lets the capacity go once it is applied', async () => {
    const aws = withoutEffect();
    await ask(aws, aCompositeAlarmEvent());
    aws.shifts.register(WEB);
    expect((await ask(aws, { action: 'upkeep' })).outcome).toBe('done');
    expect(aws.groups.state('web').subnets).not.toContain('subnet-0a1');
  });

  it('keeps the capacity also where it is somebody else’s', async () => {
    const aws = withoutEffect();
    aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1' });
    const { results } = await ask(aws, aCompositeAlarmEvent());
    expect(codesOf(results)).toEqual(['done shifted', ...NOT_APPLIED]);
    expect(aws.groups.state('web').subnets).toEqual(ALL);
  });

  it('is renewed all the same: it must not lapse either', async () => {
    const aws = withoutEffect();
    await ask(aws, aCompositeAlarmEvent());
    aws.clock.advanceMinutes(480 - 58);
    const { results } = await ask(aws, { action: 'upkeep' });
    expect(codesOf(results)).toEqual(['done extended', ...NOT_APPLIED]);
    const ends = aws.shifts.active().map(({ expiryTime }) => expiryTime?.getTime() ?? 0);
    expect(Math.min(...ends)).toBeGreaterThan(aws.clock.now().getTime() + 7 * 3_600_000);
  });

  it('does not keep a restore from being done', async () => {
    const aws = withoutEffect();
    await ask(aws, aCompositeAlarmEvent());
    const request = { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'] };
    expect((await ask(aws, request)).outcome).toBe('done');
    expect(aws.shifts.active()).toEqual([]);
  });

  it('is waited for, where the weight follows a moment later', async () => {
    const aws = withoutEffect();
    await ask(aws, aCompositeAlarmEvent());
    aws.calls.add('GetManagedResource', { skip: 3, concerning: [WEB] }, () => aws.shifts.register(WEB));
    expect((await ask(aws, aCompositeAlarmEvent())).outcome).toBe('done');
  });
});
