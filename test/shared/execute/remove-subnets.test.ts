import type { AzId, RemoveSubnets } from '../../../shared/domain/index.ts';
import { removeSubnets } from '../../../shared/execute/remove-subnets.ts';
import { decodeRecord } from '../../../shared/marks/record.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { ALL_ZONE_NAMES } from '../../a-region/groups.ts';
import { NOW, ZONE_1 } from '../../builders.ts';
import { aRemoval } from './steps.ts';

function remove({ writer, clock }: RegionUnderTest, overrides: Partial<RemoveSubnets> = {}) {
  return removeSubnets(aRemoval(overrides), { groups: writer.groups, clock, application: 'wildrydes', stop: async () => null });
}

function recordOf({ groups }: RegionUnderTest, zoneId: AzId = ZONE_1.zoneId) {
  return decodeRecord(groups.state('web').tags, zoneId);
}

describe('removing subnets', () => {
  it('takes the subnets of the zone out, and keeps the order of the others', async () => {
    const aws = aRegion();
    aws.groups.setSubnets('web', ['subnet-0c3', 'subnet-0a1', 'subnet-0b2']);
    const finding = await remove(aws);
    expect(finding).toMatchObject({ status: 'done', code: 'subnets-removed' });
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0c3', 'subnet-0b2']);
  });

  it('leaves a record of what it took, with positions, report and time', async () => {
    const aws = aRegion();
    aws.groups.setSubnets('web', ['subnet-0c3', 'subnet-0a1', 'subnet-0b2']);
    await remove(aws);
    expect(recordOf(aws)).toEqual({
      application: 'wildrydes',
      zoneId: 'use1-az1',
      by: 'subnet',
      reportId: '0123456789abcdef',
      at: NOW,
      members: [{ position: 1, member: 'subnet-0a1' }],
      phase: 'evacuated',
      again: 0,
      removal: { state: 'made', at: NOW },
    });
  });

  it("leaves everybody else's tags alone", async () => {
    const aws = aRegion();
    aws.groups.retag('web', { app: 'wildrydes' });
    await remove(aws);
    expect(aws.groups.state('web').tags.app).toBe('wildrydes');
  });

  it('takes 60 subnets of one zone out, with a record of many tags', async () => {
    const aws = aRegion();
    const many = Array.from({ length: 60 }, (_, index) => `subnet-0123456789abc${String(index).padStart(4, '0')}`);
    for (const subnetId of many) aws.region.ec2.addSubnet({ subnetId, zoneId: ZONE_1.zoneId });
    aws.groups.setSubnets('web', ['subnet-0b2', ...many, 'subnet-0c3']);
    const finding = await remove(aws, { remove: many });
    expect(finding.status).toBe('done');
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(recordOf(aws)?.members).toEqual(many.map((member, index) => ({ position: index + 1, member })));
    expect(Object.keys(aws.groups.state('web').tags).length).toBeGreaterThan(5);
  });

  it('takes the zone out of a group that is given by zones, with a record', async () => {
    const aws = aRegion();
    aws.groups.remake('web', { zoneNames: ALL_ZONE_NAMES });
    const finding = await remove(aws, { by: 'zone', remove: ['us-east-1a'], keep: ['us-east-1b', 'us-east-1c'] });
    expect(finding.status).toBe('done');
    expect(aws.groups.state('web').zoneNames).toEqual(['us-east-1b', 'us-east-1c']);
    expect(recordOf(aws)).toMatchObject({ by: 'zone', members: [{ position: 0, member: 'us-east-1a' }] });
  });

  it('finds a group that holds nothing of the zone any more as it should be', async () => {
    const aws = aRegion();
    await remove(aws);
    const before = aws.state();
    expect(await remove(aws)).toMatchObject({ status: 'already-done', code: 'already-removed' });
    expect(aws.state()).toEqual(before);
  });

  it('keeps what an earlier run took on record when it takes the rest', async () => {
    const aws = aRegion();
    aws.region.ec2.addSubnet({ subnetId: 'subnet-0a9', zoneId: ZONE_1.zoneId });
    await remove(aws);
    aws.groups.setSubnets('web', ['subnet-0a9', 'subnet-0b2', 'subnet-0c3']);
    await remove(aws, { remove: ['subnet-0a9'] });
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(recordOf(aws)?.members.map(({ member }) => member)).toEqual(['subnet-0a1', 'subnet-0a9']);
  });

  it('takes out what is still there when some of it has gone meanwhile', async () => {
    const aws = aRegion();
    const finding = await remove(aws, { remove: ['subnet-0a1', 'subnet-0dead'] });
    expect(finding.status).toBe('done');
    expect(recordOf(aws)?.members.map(({ member }) => member)).toEqual(['subnet-0a1']);
  });
});

describe('a group from which nothing may be removed', () => {
  it.each([
    ['nothing would be left', 'would-empty-group', { remove: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'], keep: [] }],
    ['a subnet has been added since the plan', 'group-changed', { keep: ['subnet-0b2'] }],
    ['too few healthy instances would stay', 'capacity-gone', { minimumHealthy: 9 }],
    ['it does not exist', 'group-not-found', { group: 'nobody' }],
  ] as const)('stays as it is when %s', async (_case, code, overrides) => {
    const aws = aRegion();
    const before = aws.state();
    expect(await remove(aws, overrides)).toMatchObject({ status: 'failed', code });
    expect(aws.state()).toEqual(before);
  });

  it('counts units where instances are weighted', async () => {
    const aws = aRegion();
    aws.groups.remake('web', { desired: 48, max: 96, weight: 8 });
    aws.groups.setInstances('web', { 'use1-az1': 3, 'use1-az2': 2, 'use1-az4': 1 });
    expect(await remove(aws, { minimumHealthy: 25 })).toMatchObject({ status: 'failed', code: 'capacity-gone' });
    expect(await remove(aws, { minimumHealthy: 24 })).toMatchObject({ status: 'done' });
  });

  it('counts nothing in a zone that the group has left meanwhile', async () => {
    const aws = aRegion();
    aws.groups.setSubnets('web', ['subnet-0a1', 'subnet-0b2']);
    expect(await remove(aws, { keep: ['subnet-0b2'] })).toMatchObject({ status: 'failed', code: 'capacity-gone' });
  });

  it('counts the healthy instances as they are now, not as they were planned', async () => {
    const aws = aRegion();
    aws.groups.setInstances('web', { 'use1-az2': 5 });
    expect(await remove(aws)).toMatchObject({ status: 'failed', code: 'capacity-gone' });
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });
});
