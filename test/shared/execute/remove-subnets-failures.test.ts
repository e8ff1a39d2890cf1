import type { RemoveSubnets } from '../../../shared/domain/index.ts';
import { removeSubnets } from '../../../shared/execute/remove-subnets.ts';
import { decodeRecord } from '../../../shared/marks/record.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcThrottled, awsError, connectionReset, timedOut } from '../../aws-errors.ts';
import { ZONE_1, ZONE_2 } from '../../builders.ts';
import { aRemoval } from './steps.ts';

function remove({ writer, clock }: RegionUnderTest, overrides: Partial<RemoveSubnets> = {}) {
  return removeSubnets(aRemoval(overrides), { groups: writer.groups, clock, application: 'wildrydes', stop: async () => null });
}

function recordOf({ groups }: RegionUnderTest) {
  return decodeRecord(groups.state('web').tags, ZONE_1.zoneId);
}

function recordedMembers(aws: RegionUnderTest) {
  return recordOf(aws)?.members.map(({ member }) => member);
}

function subnetsOf({ groups }: RegionUnderTest) {
  return groups.state('web').subnets;
}

const ALL = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];
const KEPT = ['subnet-0b2', 'subnet-0c3'];

describe('a record that cannot be written', () => {
  it('leaves the subnets alone when the group holds no more tags', async () => {
    const aws = aRegion();
    aws.groups.retag('web', Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`team-${n}`, 'x'])));
    const finding = await remove(aws);
    expect(finding).toMatchObject({ status: 'failed', code: 'record-refused' });
    expect(finding.why).toContain('LimitExceededFault');
    expect(subnetsOf(aws)).toEqual(ALL);
  });

  it('leaves the subnets alone when the head of the record no longer fits', async () => {
    const aws = aRegion();
    aws.groups.retag('web', Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`team-${n}`, 'x'])));
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'record-refused' });
    expect(subnetsOf(aws)).toEqual(ALL);
    expect(recordedMembers(aws)).toBeUndefined();
  });

  it.each([
    ['denied', awsError('AccessDenied', 'not authorized', 403)],
    ['throttled', awsError('Throttling', 'Rate exceeded')],
    ['contended', awsError('ResourceContentionFault', 'pending update already', 500)],
  ])('leaves the subnets alone when it is %s', async (_case, error) => {
    const aws = aRegion();
    aws.calls.fail('CreateOrUpdateTags', error);
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'record-refused' });
    expect(subnetsOf(aws)).toEqual(ALL);
  });

  it('leaves a damaged record and the subnets alone: what it told would be lost', async () => {
    const aws = aRegion();
    aws.groups.tag('web', { 'gray-failure-responder:use1-az1:0': 'garbage' });
    const before = aws.state();
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'record-refused' });
    expect(aws.state()).toEqual(before);
  });

  it('leaves the subnets alone when the record was not kept', async () => {
    const aws = aRegion();
    aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => {
      aws.groups.retag('web', {});
    });
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'group-changed' });
    expect(subnetsOf(aws)).toEqual(ALL);
  });
});

describe('a change that is refused', () => {
  it.each([
    ['denied', awsError('AccessDenied', 'You are not authorized to use launch template: lt-1', 403)],
    ['not valid', awsError('ValidationError', 'The subnet ID does not exist')],
    ['throttled', awsError('Throttling', 'Rate exceeded')],
    ['blocked by a scaling activity', awsError('ScalingActivityInProgressFault', 'is in progress and blocks this action')],
    ['contended', awsError('ResourceContentionFault', 'pending update already', 500)],
  ])('fails, with what was to go on record before: %s', async (_case, error) => {
    const aws = aRegion();
    aws.calls.fail('UpdateAutoScalingGroup', error);
    const finding = await remove(aws);
    expect(finding).toMatchObject({ status: 'failed', code: 'call-failed' });
    expect(finding.why).toContain(error.message);
    expect(subnetsOf(aws)).toEqual(ALL);
    expect(recordedMembers(aws)).toEqual(['subnet-0a1']);
  });
});

describe('a change whose answer is lost', () => {
  it.each([
    ['a timeout', timedOut()],
    ['a reset', connectionReset()],
    ['a 503', awsError('ServiceUnavailable', 'try later', 503)],
  ])('is done when the group has it: %s', async (_case, error) => {
    const aws = aRegion();
    aws.calls.fail('UpdateAutoScalingGroup', error, { at: 'after' });
    expect(await remove(aws)).toMatchObject({ status: 'done', code: 'subnets-removed' });
    expect(subnetsOf(aws)).toEqual(KEPT);
  });

  it('fails when the group does not have it', async () => {
    const aws = aRegion();
    aws.calls.fail('UpdateAutoScalingGroup', timedOut());
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'call-failed' });
    expect(subnetsOf(aws)).toEqual(ALL);
  });

  it('fails when the group cannot be read', async () => {
    const aws = aRegion();
    aws.calls.fail('UpdateAutoScalingGroup', timedOut(), { at: 'after' });
    aws.calls.failAlways('DescribeAutoScalingGroups', arcThrottled(), { skip: 2 });
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'call-failed' });
  });
});

describe('verification of a change', () => {
  it('fails when the change was accepted and the subnets are still there', async () => {
    const aws = aRegion();
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () => {
      aws.groups.setSubnets('web', [...ALL]);
    });
    const finding = await remove(aws);
    expect(finding).toMatchObject({ status: 'failed', code: 'call-failed' });
    expect(finding.why).toContain('subnet-0a1 is still in the group');
  });

  it('is done, and says that it is not verified, when the group cannot be read', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAutoScalingGroups', arcThrottled(), { skip: 2 });
    const finding = await remove(aws);
    expect(finding).toMatchObject({ status: 'done', code: 'subnets-removed' });
    expect(finding.why).toContain('accepted, not verified');
  });
});

describe('a change that takes the group out of another zone', () => {
  const SWAPPED = { zoneId: ZONE_1.zoneId, zoneName: ZONE_2.zoneName };

  it('is undone at once, and left alone from then on', async () => {
    const aws = aRegion();
    const finding = await remove(aws, { awayFrom: SWAPPED });
    expect(finding).toMatchObject({ status: 'failed', code: 'wrong-zone-left' });
    expect(finding.why).toBe(
      'without subnet-0a1 the group has left us-east-1a instead of us-east-1b: put back at once; ' +
        'correct the names of the zones, or "subnets", in the configuration',
    );
    expect(subnetsOf(aws)).toEqual(ALL);
    expect(recordOf(aws)).toMatchObject({ phase: 'latched', members: [{ position: 0, member: 'subnet-0a1' }] });
  });

  it('is undone also where the zone has not been left: one of its subnets is not taken for one', async () => {
    const aws = aRegion();
    aws.region.ec2.addSubnet({ subnetId: 'subnet-0a9', zoneId: ZONE_1.zoneId });
    aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0a1', 'subnet-0c3', 'subnet-0a9']);
    const finding = await remove(aws, { keep: ['subnet-0b2', 'subnet-0c3', 'subnet-0a9'] });
    expect(finding).toMatchObject({ status: 'failed', code: 'wrong-zone-left' });
    expect(finding.why).toContain('without subnet-0a1 the group is still in us-east-1a');
    expect(subnetsOf(aws)).toEqual(['subnet-0b2', 'subnet-0a1', 'subnet-0c3', 'subnet-0a9']);
  });

  it('says what to do where it cannot be undone, and keeps the record', async () => {
    const aws = aRegion();
    aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'), { skip: 1 });
    const finding = await remove(aws, { awayFrom: SWAPPED });
    expect(finding).toMatchObject({ status: 'failed', code: 'wrong-zone-left' });
    expect(finding.why).toContain('restore use1-az1');
    expect(recordedMembers(aws)).toEqual(['subnet-0a1']);
  });
});

describe('a run that has been held up', () => {
  it('makes no change that others no longer wait for', async () => {
    const aws = aRegion();
    aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => aws.clock.advanceMinutes(0.5));
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'out-of-time' });
    expect(subnetsOf(aws)).toEqual(ALL);
  });
});

describe('a group that changes between record and change', () => {
  it.each([
    [
      'a subnet is added',
      (aws: RegionUnderTest) => {
        aws.region.ec2.addSubnet({ subnetId: 'subnet-0d4', zoneId: ZONE_2.zoneId });
        aws.groups.setSubnets('web', [...ALL, 'subnet-0d4']);
      },
    ],
    [
      'capacity is lost',
      (aws: RegionUnderTest) => {
        aws.groups.setInstances('web', { 'use1-az2': 5 });
      },
    ],
    ['a subnet is removed', (aws: RegionUnderTest) => aws.groups.setSubnets('web', ALL.slice(0, -1))],
  ] as const)('is left as it is, to be planned again: %s', async (_case, edit) => {
    const aws = aRegion();
    aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => void edit(aws));
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'group-changed' });
    expect(subnetsOf(aws)).toContain('subnet-0a1');
  });

  it('is left as it is when it is deleted', async () => {
    const aws = aRegion();
    aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => aws.groups.remove('web'));
    expect(await remove(aws)).toMatchObject({ status: 'failed' });
    expect(aws.groups.states()).toEqual([]);
  });
});

describe('a crash', () => {
  it('between record and change loses nothing: the record is there, and another run finishes', async () => {
    const aws = aRegion();
    const crashed = aws.calls.hang('UpdateAutoScalingGroup');
    void remove(aws);
    await crashed;
    expect([subnetsOf(aws), recordedMembers(aws)]).toEqual([ALL, ['subnet-0a1']]);
    expect(await remove(aws)).toMatchObject({ status: 'done' });
    expect([subnetsOf(aws), recordedMembers(aws)]).toEqual([KEPT, ['subnet-0a1']]);
  });

  it('after the change loses nothing: another run finds it done, and the record stays', async () => {
    const aws = aRegion();
    const crashed = aws.calls.hang('UpdateAutoScalingGroup', { at: 'after' });
    void remove(aws);
    await crashed;
    expect(await remove(aws)).toMatchObject({ status: 'already-done', code: 'already-removed' });
    expect([subnetsOf(aws), recordedMembers(aws)]).toEqual([KEPT, ['subnet-0a1']]);
  });
});
