import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { API, aCompositeAlarmEvent, ZONE_2 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { tagsOf } from '../standing.ts';
import { recordOf } from '../there-and-back.ts';

const ALL = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];
const WITHOUT = ['subnet-0b2', 'subnet-0c3'];

function evacuate(aws: RegionUnderTest, configuration: Record<string, unknown> = {}) {
  return respond(aCompositeAlarmEvent(), aws.dependencies(configuration));
}

/** Something happens between the record and the change. */
function betweenRecordAndChange(happens: (aws: RegionUnderTest) => unknown): RegionUnderTest {
  const aws = aRegion();
  aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => void happens(aws));
  return aws;
}

describe('what others do between the record and the change', () => {
  it('keeps the capacity where the traffic is back: somebody has cancelled our shifts', async () => {
    const aws = betweenRecordAndChange(({ shifts }) => shifts.cancelAll());
    const { outcome, results } = await evacuate(aws);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['partial', 'failed traffic-not-moved']);
    expect(aws.groups.state('web')).toMatchObject({ subnets: ALL, tags: {} });
    expect(recordOf(aws)).toBeNull();
  });

  it('keeps the capacity where a restore has begun, as our shift says', async () => {
    const aws = betweenRecordAndChange(({ shifts }) => {
      const [lock] = shifts.active(API);
      if (lock !== undefined) shifts.update(lock, 'gray-failure-responder/1 restoring since=2026-11-24T03:00:00.000Z');
    });
    const { outcome, results } = await evacuate(aws);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['partial', 'skipped stopped']);
    expect(aws.groups.state('web').subnets).toEqual(ALL);
  });

  it('keeps the capacity where a restore has begun, as the record says', async () => {
    const aws = betweenRecordAndChange(({ groups }) => {
      const head = 'gray-failure-responder:use1-az1:0';
      const value = groups.state('web').tags[head] ?? '';
      groups.tag('web', { [head]: value.replace('evacuated', 'restoring') });
    });
    expect(codesOf((await evacuate(aws)).results).at(-1)).toBe('skipped stopped');
    expect(aws.groups.state('web').subnets).toEqual(ALL);
  });

  it('keeps the capacity where another zone is on record, and takes its own record back', async () => {
    const record = tagsOf({ zoneId: ZONE_2.zoneId, members: [{ position: 1, member: 'subnet-0b2' }] });
    const aws = betweenRecordAndChange(({ groups }) => groups.tag('web', record));
    const { outcome, results } = await evacuate(aws);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['partial', 'failed another-zone-out']);
    expect(aws.groups.state('web')).toMatchObject({ subnets: ALL, tags: record });
    expect(recordOf(aws)).toBeNull();
  });

  it('attempts no other group where another zone is on record', async () => {
    const record = tagsOf({ zoneId: ZONE_2.zoneId, members: [{ position: 1, member: 'subnet-0b2' }] });
    const aws = betweenRecordAndChange(({ groups }) => groups.tag('api', record));
    aws.groups.put({ name: 'api' });
    aws.groups.put({ name: 'jobs' });
    const groupsAlone = { resources: [], autoScalingGroups: ['web', 'api', 'jobs'].map((name) => ({ name })) };
    const { results } = await evacuate(aws, groupsAlone);
    expect(codesOf(results)).toEqual(['failed another-zone-out', 'skipped stopped', 'skipped stopped']);
    expect(aws.groups.states().map(({ subnets }) => subnets)).toEqual([ALL, ALL, ALL]);
  });
});

describe('a record that somebody deletes at the moment of the change', () => {
  it('is written anew', async () => {
    const aws = aRegion();
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () => aws.groups.retag('web', { app: 'wildrydes' }));
    expect((await evacuate(aws)).outcome).toBe('done');
    expect(recordOf(aws)?.members).toEqual([{ position: 0, member: 'subnet-0a1' }]);
    expect(aws.groups.state('web')).toMatchObject({ subnets: WITHOUT, tags: { app: 'wildrydes' } });
  });

  it('fails the run, and says what is out, where it cannot be written anew', async () => {
    const aws = aRegion();
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () => aws.groups.retag('web', {}));
    aws.calls.failAlways('CreateOrUpdateTags', new Error('not now'), { skip: 1 });
    const { outcome, results } = await evacuate(aws);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['partial', 'failed record-refused']);
    expect(results.at(-1)?.why).toContain('put subnet-0a1 back by hand');
  });
});

describe('a read that lags behind the writes', () => {
  it('does not fail an evacuation: the group is read until it shows them', async () => {
    const aws = aRegion();
    aws.region.awsFaults.add({ kind: 'stale', operation: 'DescribeAutoScalingGroups' });
    const { outcome, results } = await evacuate(aws);
    expect([outcome, codesOf(results).at(-1)]).toEqual(['done', 'done subnets-removed']);
    expect(results.at(-1)?.why).toContain('verified');
    expect(aws.groups.state('web').subnets).toEqual(WITHOUT);
    expect(recordOf(aws)?.removal?.state).toBe('made');
  });
});
