import { InvalidEventError } from '../../../shared/errors.ts';
import { gatherForCapacity } from '../../../shared/gather/gather-capacity.ts';
import { gatherEvidence } from '../../../shared/gather/gather-evidence.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcDenied, arcThrottled, awsError, connectionReset, timedOut } from '../../aws-errors.ts';
import {
  API,
  aConfiguration,
  aManualTrigger,
  anAlarmTrigger,
  aPolicy,
  NOW,
  someEvidence,
  WEB,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';

const NO_NAMES = { zones: [ZONE_1, ZONE_2, ZONE_4] };
const BY_TAG = { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } };

function gather({ reader, clock }: RegionUnderTest, overrides: Record<string, unknown> = {}, trigger = anAlarmTrigger()) {
  return gatherEvidence(trigger, { reader, policy: aPolicy(overrides), now: clock.now() });
}

describe('gathering evidence', () => {
  it('has every source, and the time', async () => {
    const evidence = await gather(aRegion());
    expect(evidence.now).toBe(NOW);
    expect(evidence.zone).toEqual(ZONE_1);
    expect(evidence.alarms).toMatchObject({ known: true });
    expect(Object.keys(evidence.resources)).toEqual([WEB, API]);
    expect(evidence.shifts).toEqual({ known: true, value: [] });
    expect(evidence.autoshifts).toEqual({ known: true, value: [] });
    expect(evidence.groups.web).toMatchObject({ known: true, value: { desired: 12 } });
    expect(evidence.groupSelection).toBeNull();
  });

  it('is plain JSON, so that it can be decided again from a file', async () => {
    const evidence = await gather(aRegion());
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence);
  });

  it('does not need the zones of subnets', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeSubnets', timedOut());
    expect((await gather(aws)).subnetZones).toEqual({ known: false, why: 'not read: nothing has asked for it' });
  });

  it('has the shifts of other applications, and the autoshifts of the Region', async () => {
    const aws = aRegion();
    aws.shifts.put({ resource: `${WEB}-of-others`, awayFrom: ZONE_2.zoneId });
    aws.region.arc.startAutoshift(ZONE_4.zoneId);
    const evidence = await gather(aws);
    expect(evidence.shifts).toMatchObject({ known: true, value: [{ awayFrom: 'use1-az2' }] });
    expect(evidence.autoshifts).toEqual({ known: true, value: ['use1-az4'] });
  });

  it('has a group that does not exist as unknown', async () => {
    const evidence = await gather(aRegion(), { autoScalingGroups: [{ name: 'web' }, { name: 'gone' }] });
    expect(evidence.groups.gone).toEqual({ known: false, why: 'Auto Scaling knows no group of this name' });
    expect(evidence.groups.web).toMatchObject({ known: true });
  });

  it('has the groups that a tag selects, over pages', async () => {
    const aws = aRegion();
    const names = Array.from({ length: 101 }, (_, index) => `group-${String(index).padStart(3, '0')}`);
    for (const name of names) aws.groups.put({ name, desired: 0, tags: { app: 'wildrydes' } });
    expect(Object.keys((await gather(aws, BY_TAG)).groups)).toEqual(names);
  });
});

describe('a source that cannot be read', () => {
  it.each([
    ['alarms', 'DescribeAlarms'],
    ['shifts', 'ListZonalShifts'],
    ['autoshifts', 'ListAutoshifts'],
  ] as const)('is unknown, with why: %s', async (source, operation) => {
    const aws = aRegion();
    aws.calls.failAlways(operation, arcThrottled());
    const evidence = await gather(aws);
    expect(evidence[source]).toEqual({ known: false, why: expect.stringContaining('ThrottlingException: Rate exceeded') });
  });

  it('is unknown for one resource, while the other is known', async () => {
    const aws = aRegion();
    aws.calls.failAlways('GetManagedResource', arcDenied(), { concerning: [API] });
    const { resources } = await gather(aws);
    expect(resources[API]).toEqual({ known: false, why: expect.stringContaining('AccessDeniedException') });
    expect(resources[WEB]).toMatchObject({ known: true });
  });

  it('is unknown for each group by name', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    const { groups, groupSelection } = await gather(aws, { autoScalingGroups: [{ name: 'web' }, { name: 'api' }] });
    expect(groups.web).toEqual({ known: false, why: expect.stringContaining('Throttling') });
    expect(groups.api).toEqual({ known: false, why: expect.stringContaining('Throttling') });
    expect(groupSelection).toBeNull();
  });

  it('is unknown for the selection of groups by tag', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    const { groups, groupSelection } = await gather(aws, BY_TAG);
    expect(groups).toEqual({});
    expect(groupSelection).toContain('Throttling');
  });

  it('is unknown when a later page cannot be read: half a list is no list', async () => {
    const aws = aRegion();
    for (let index = 0; index <= 100; index += 1) aws.shifts.put({ resource: `${WEB}${index}`, awayFrom: ZONE_1.zoneId });
    aws.calls.fail('ListZonalShifts', connectionReset(), { skip: 1, concerning: ['ACTIVE'] });
    expect((await gather(aws)).shifts).toMatchObject({ known: false });
  });

  it('leaves everything unknown, and still answers, when all of AWS is down', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAlarms', timedOut());
    for (const operation of ['GetManagedResource', 'ListZonalShifts', 'ListAutoshifts']) {
      aws.calls.failAlways(operation, timedOut());
    }
    aws.calls.failAlways('DescribeAutoScalingGroups', timedOut());
    const { alarms, shifts, autoshifts, groups, resources } = await gather(aws);
    const readings = [alarms, shifts, autoshifts, ...Object.values(groups), ...Object.values(resources)];
    expect(readings.filter(({ known }) => known)).toEqual([]);
  });
});

describe('the zone of an alarm', () => {
  const trigger = anAlarmTrigger({
    zone: null,
    alarm: { name: 'aggregate', arn: 'arn', previousState: 'OK', mutedBy: null, suppressedBy: null },
  });

  it("is found in the alarm's description", async () => {
    const aws = aRegion();
    aws.alarms.set('aggregate', { description: `{"loadBalancer":"${WEB}","az-id":"use1-az2"}` });
    expect((await gather(aws, NO_NAMES, trigger)).zone).toEqual(ZONE_2);
  });

  it('is refused when the alarm is of another application', async () => {
    const aws = aRegion();
    aws.alarms.set('aggregate', { description: `{"loadBalancer":"${WEB}-of-others","az-id":"use1-az2"}` });
    await expect(gather(aws, NO_NAMES, trigger)).rejects.toThrow(InvalidEventError);
  });

  it('is refused when neither description nor name tells one', async () => {
    await expect(gather(aRegion(), NO_NAMES, trigger)).rejects.toThrow(/"aggregate" names no zone of application wildrydes/);
  });

  it('is unknown while the alarms cannot be read', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAlarms', timedOut());
    expect((await gather(aws, NO_NAMES, trigger)).zone).toBeNull();
  });

  it('may be missing in a request for the status', async () => {
    const { reader, clock } = aRegion();
    const request = aManualTrigger({ action: 'status', zone: null });
    const evidence = await gatherEvidence(request, { reader, policy: aPolicy(), now: clock.now() });
    expect(evidence.zone).toBeNull();
  });
});

describe('gathering the zones of subnets', () => {
  const subnets = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };
  const unread = { known: false, why: 'not yet' } as const;

  function locate({ reader, clock }: RegionUnderTest, overrides: Record<string, unknown> = {}) {
    const policy = aPolicy({ ...aConfiguration(), ...overrides });
    return gatherForCapacity(someEvidence({ subnetZones: unread }), { reader, policy, now: clock.now() });
  }

  it('asks EC2', async () => {
    expect((await locate(aRegion())).subnetZones).toEqual({ known: true, value: subnets });
  });

  it('asks EC2 also where the configuration has them: it may be wrong', async () => {
    expect((await locate(aRegion(), { subnets })).subnetZones).toEqual({ known: true, value: subnets });
  });

  it('keeps the name that EC2 gives with each AZ ID', async () => {
    expect((await locate(aRegion())).subnetZoneIds).toEqual({
      'us-east-1a': 'use1-az1',
      'us-east-1b': 'use1-az2',
      'us-east-1c': 'use1-az4',
    });
  });

  it('does not need EC2 where no group has its subnets removed', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeSubnets', timedOut());
    expect((await locate(aws, { autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] })).subnetZones).toEqual(unread);
  });

  it('are unknown, with why, when EC2 cannot be read', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeSubnets', timedOut());
    expect((await locate(aws)).subnetZones).toEqual({ known: false, why: expect.stringContaining('TimeoutError') });
  });
});
