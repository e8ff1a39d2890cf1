import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcThrottled, awsError } from '../../aws-errors.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';
import { evacuated, halfWayBack, type Journey, RESTORE, setCanary, UPKEEP } from '../there-and-back.ts';

const EVACUATE = { action: 'evacuate', zone: 'use1-az1', reason: 'incident 4711' };

/** The requests that the report of this one suggests. */
async function nextAfter(aws: RegionUnderTest, request: object, overrides: Record<string, unknown> = {}) {
  return requestsOf(await respond(request, aws.dependencies(overrides)));
}

function requestsOf({ outcome, next }: { outcome: string; next: readonly string[] }) {
  expect(outcome).toBe('held');
  return next.map((command) => JSON.parse(/--payload '(.*)' \/dev\/stdout$/.exec(command)?.[1] ?? 'null') as object);
}

const regionalRings = ({ alarms }: RegionUnderTest) => alarms.set('wildrydes-regional-impact', { state: 'ALARM' });
const otherUnknown = ({ alarms }: RegionUnderTest) => alarms.set('use1-az2-isolated-impact', { state: 'INSUFFICIENT_DATA' });
const otherRings = ({ alarms }: RegionUnderTest) => alarms.set('use1-az2-isolated-impact', { state: 'ALARM' });
const listsUnread = ({ calls }: RegionUnderTest) => calls.failAlways('ListZonalShifts', arcThrottled());

describe('an evacuation that is held', () => {
  const cases: [what: string, spoil: ((aws: RegionUnderTest) => void)[], override: string[]][] = [
    ['a soft check that fails', [regionalRings], ['regional']],
    ['a hard check that is unknown', [otherUnknown], ['single-zone']],
    ['several at once', [regionalRings, otherUnknown, listsUnread], ['single-zone', 'regional', 'no-other-evacuation']],
  ];

  it.each(cases)('suggests to a person to answer for %s, and goes ahead then', async (_what, spoil, override) => {
    const aws = aRegion();
    for (const one of spoil) one(aws);
    const [suggested, ...others] = await nextAfter(aws, EVACUATE);
    expect([suggested, others]).toEqual([{ ...EVACUATE, override }, []]);
    expect((await respond(suggested, aws.dependencies())).outcome).toBe('done');
  });

  it('keeps what the person has answered for already', async () => {
    const aws = aRegion();
    regionalRings(aws);
    otherUnknown(aws);
    const asked = { ...EVACUATE, override: ['regional'] };
    expect(await nextAfter(aws, asked)).toEqual([{ ...EVACUATE, override: ['single-zone', 'regional'] }]);
  });

  it('suggests nothing where a hard check fails, whatever else holds', async () => {
    const aws = aRegion();
    otherRings(aws);
    regionalRings(aws);
    expect(await nextAfter(aws, EVACUATE)).toEqual([]);
  });

  it.each([{ paused: true }, { mode: 'observe' }])('suggests nothing where no request can change it: %j', async (overrides) => {
    const aws = aRegion();
    regionalRings(aws);
    expect(await nextAfter(aws, EVACUATE, overrides)).toEqual([]);
  });

  it('by an alarm suggests what a person would ask for, with what that person has to answer for', async () => {
    const aws = aRegion();
    regionalRings(aws);
    const { id } = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(await nextAfter(aws, aCompositeAlarmEvent())).toEqual([
      { action: 'evacuate', zone: 'use1-az1', reason: `approved ${id}`, override: ['regional'] },
    ]);
  });

  it('by an alarm that only a person may follow suggests the plain request', async () => {
    const aws = aRegion();
    aws.alarms.set('use1-az1-isolated-impact', { configuredAt: aws.clock.now().toISOString() });
    const event = aCompositeAlarmEvent({ previous: 'INSUFFICIENT_DATA' });
    const [suggested] = await nextAfter(aws, event);
    expect(suggested).not.toHaveProperty('override');
    expect((await respond(suggested, aws.dependencies())).outcome).toBe('done');
  });
});

describe('a restore that is held', () => {
  const spoiled: [what: string, spoil: ((journey: Journey) => void)[], override: string[]][] = [
    ['the canary', [({ aws }) => setCanary(aws, 'ALARM')], ['recovery']],
    [
      'several checks at once',
      [
        ({ aws }) => setCanary(aws, 'ALARM'),
        ({ aws }) => regionalRings(aws),
        ({ aws }) => aws.calls.failAlways('DescribeAvailabilityZones', awsError('UnauthorizedOperation', 'no', 403)),
      ],
      ['recovery', 'no-impact', 'zone-available'],
    ],
  ];

  it.each(spoiled)('suggests to answer for %s', async (_what, spoil, override) => {
    const journey = await evacuated();
    for (const one of spoil) one(journey);
    const [suggested] = requestsOf(await journey.ask(RESTORE));
    expect(suggested).toEqual({ ...RESTORE, override });
    expect((await journey.ask(suggested ?? {})).outcome).toBe('in-progress');
  });

  it('suggests nothing where EC2 itself says that the zone is impaired', async () => {
    const { aws, ask } = await evacuated();
    aws.region.ec2.setZoneState('use1-az1', 'impaired');
    expect(requestsOf(await ask(RESTORE))).toEqual([]);
  });

  it('under way suggests it by upkeep, too', async () => {
    const { aws, ask } = await halfWayBack();
    regionalRings(aws);
    expect(requestsOf(await ask(UPKEEP))).toMatchObject([{ ...RESTORE, override: ['no-impact'] }]);
  });

  it('is not what upkeep is held by while an evacuation stands', async () => {
    const { aws, ask } = await evacuated();
    regionalRings(aws);
    expect(requestsOf(await ask(UPKEEP))).toEqual([]);
  });
});
