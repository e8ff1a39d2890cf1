import { addBackSubnets } from '../../../shared/execute/add-back-subnets.ts';
import type { RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError, connectionReset, timedOut } from '../../aws-errors.ts';
import { anAddBack, phaseOf, withoutZone1 } from './restored.ts';

const ALL = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];
const addBack = (aws: RegionUnderTest, overrides: Parameters<typeof anAddBack>[0] = {}) =>
  addBackSubnets(anAddBack(overrides), { groups: aws.writer.groups, clock: aws.clock, application: 'wildrydes' });
const subnetsOf = (aws: RegionUnderTest) => aws.groups.state('web').subnets;

describe('adding subnets back', () => {
  it('puts them in at their places', async () => {
    const aws = withoutZone1();
    expect(await addBack(aws)).toMatchObject({ status: 'done', code: 'subnets-added-back' });
    expect(subnetsOf(aws)).toEqual(ALL);
  });

  it('keeps the record, which now says that a restore is under way', async () => {
    const aws = withoutZone1();
    await addBack(aws);
    expect(phaseOf(aws)).toBe('restoring');
  });

  it('says so before it changes the group', async () => {
    const aws = withoutZone1();
    let phase: string | undefined;
    aws.calls.add('UpdateAutoScalingGroup', {}, () => {
      phase = phaseOf(aws);
    });
    await addBack(aws);
    expect(phase).toBe('restoring');
  });

  it('merges them onto what others have made of the list since it was planned', async () => {
    const aws = withoutZone1();
    aws.region.ec2.addSubnet({ subnetId: 'subnet-0d4', zoneId: 'use1-az2' });
    aws.calls.add('CreateOrUpdateTags', {}, () => {
      aws.groups.setSubnets('web', ['subnet-0d4', 'subnet-0c3', 'subnet-0b2']);
    });
    await addBack(aws);
    expect(subnetsOf(aws)).toEqual(['subnet-0a1', 'subnet-0d4', 'subnet-0c3', 'subnet-0b2']);
  });

  it('leaves alone a group that has been changed from subnets to zones since it was planned', async () => {
    const aws = withoutZone1();
    aws.calls.add('CreateOrUpdateTags', {}, () => aws.groups.remake('web', { zoneNames: ['us-east-1b', 'us-east-1c'] }));
    expect(await addBack(aws)).toMatchObject({ status: 'failed', code: 'group-changed' });
    expect(aws.groups.state('web')).toMatchObject({ subnets: [], zoneNames: ['us-east-1b', 'us-east-1c'] });
  });

  it('leaves everybody else’s tags alone', async () => {
    const aws = withoutZone1();
    await addBack(aws);
    expect(aws.groups.state('web').tags.app).toBe('wildrydes');
  });

  it('puts the zone back into a group that is given by zones', async () => {
    const aws = withoutZone1();
    aws.groups.remake('web', { zoneNames: ['us-east-1b', 'us-east-1c'] });
    await addBack(aws, { by: 'zone', add: [{ position: 0, member: 'us-east-1a' }] });
    expect(aws.groups.state('web')).toMatchObject({ subnets: [], zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
  });

  it('has done it already when all of them are in the group', async () => {
    const aws = withoutZone1();
    await addBack(aws);
    expect(await addBack(aws)).toMatchObject({ status: 'already-done', code: 'already-added-back' });
    expect(subnetsOf(aws)).toEqual(ALL);
  });

  it('tells which subnet is gone, and adds the rest', async () => {
    const aws = withoutZone1();
    const finding = await addBack(aws, { missing: ['subnet-0a9'] });
    expect(finding.status).toBe('done');
    expect(finding.why).toContain('no longer in EC2, and left out: subnet-0a9');
    expect(subnetsOf(aws)).toEqual(ALL);
  });

  it('tells which subnet is gone also when nothing is left to add', async () => {
    const aws = withoutZone1();
    const finding = await addBack(aws, { add: [], missing: ['subnet-0a1'] });
    expect(finding).toMatchObject({ status: 'already-done', why: expect.stringContaining('left out: subnet-0a1') });
    expect(phaseOf(aws)).toBe('restoring');
  });
});

describe('adding subnets back when calls fail', () => {
  it.each([timedOut(), connectionReset()])('has done it when only the answer was lost', async (error) => {
    const aws = withoutZone1();
    aws.calls.fail('UpdateAutoScalingGroup', error, { at: 'after' });
    expect(await addBack(aws)).toMatchObject({ status: 'done', code: 'subnets-added-back' });
  });

  it('has failed when the request was lost', async () => {
    const aws = withoutZone1();
    aws.calls.fail('UpdateAutoScalingGroup', timedOut());
    expect(await addBack(aws)).toMatchObject({ status: 'failed', code: 'call-failed' });
  });

  it('has failed when the change is refused, and the record still tells what is out', async () => {
    const aws = withoutZone1();
    aws.calls.fail('UpdateAutoScalingGroup', awsError('AccessDenied', 'not authorized', 403));
    expect(await addBack(aws)).toMatchObject({ status: 'failed', why: expect.stringContaining('AccessDenied') });
    expect(subnetsOf(aws)).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(phaseOf(aws)).toBe('restoring');
  });

  it('has failed when the change was accepted, and does not show', async () => {
    const aws = withoutZone1();
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after' }, () => {
      aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3']);
    });
    expect(await addBack(aws)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('subnet-0a1 is not in the group'),
    });
  });

  it('has done it, unverified, when the group cannot be read afterwards', async () => {
    const aws = withoutZone1();
    aws.calls.fail('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'), { skip: 2 });
    expect(await addBack(aws)).toMatchObject({ status: 'done', why: expect.stringContaining('accepted, not verified') });
  });

  it('changes nothing when the record cannot be written', async () => {
    const aws = withoutZone1();
    aws.calls.fail('CreateOrUpdateTags', awsError('AccessDenied', 'not authorized', 403));
    await expect(addBack(aws)).rejects.toMatchObject({ kind: 'denied' });
    expect(subnetsOf(aws)).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('changes nothing when the record is gone', async () => {
    const aws = withoutZone1();
    aws.groups.retag('web', {});
    expect(await addBack(aws)).toMatchObject({ status: 'failed', code: 'group-changed' });
    expect(subnetsOf(aws)).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('fails for a group that is gone', async () => {
    const aws = withoutZone1();
    aws.groups.remove('web');
    expect((await addBack(aws)).status).toBe('failed');
  });

  it('goes on from a run that died between the record and the change', async () => {
    const aws = withoutZone1();
    const died = aws.calls.hang('UpdateAutoScalingGroup');
    void addBack(aws);
    await died;
    expect([phaseOf(aws), subnetsOf(aws)]).toEqual(['restoring', ['subnet-0b2', 'subnet-0c3']]);
    expect((await addBack(aws)).status).toBe('done');
    expect(subnetsOf(aws)).toEqual(ALL);
  });
});
