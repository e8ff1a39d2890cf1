import { decideRestore } from '../../../shared/decide/decide-restore.ts';
import type { AzId, Evidence } from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aGroup, aPolicy, known, someEvidence, unread } from '../../builders.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const RIGHT = { 'us-east-1a': 'use1-az1', 'us-east-1b': 'use1-az2', 'us-east-1c': 'use1-az4' };

const told = (zoneIds: Record<string, string>, overrides: Partial<Evidence> = {}) =>
  someEvidence({ groups: { web: known(aGroup({ zoneIds: zoneIds as Record<string, AzId> })) }, ...overrides });
const toldByEc2 = (zoneIds: Record<string, string>) => someEvidence({ subnetZoneIds: zoneIds as Record<string, AzId> });
const judged = (evidence: Evidence, policy = POLICY) => resultOf('zone-names', evidence, policy);

describe('the check of the names of zones', () => {
  it.each([
    ['AWS says the same', told(RIGHT)],
    ['AWS says the same of some', told({ 'us-east-1b': 'use1-az2' })],
    ['AWS also names zones that are not ours', told({ ...RIGHT, 'us-east-1d': 'use1-az6' })],
    ['no group has an instance that would tell', told({})],
    ['there is no group', someEvidence({ groups: {} })],
    ['the groups could not be read', someEvidence({ groups: { web: unread() } })],
    ['the report is from before they were read', someEvidence()],
    ['EC2 says the same', toldByEc2(RIGHT)],
  ])('passes where %s', (_what, evidence) => {
    expect(judged(evidence)).toEqual({ check: 'zone-names', status: 'pass', why: expect.stringContaining('contradicts') });
  });

  it.each([
    [
      'the names of two zones are swapped',
      { 'us-east-1a': 'use1-az2', 'us-east-1b': 'use1-az1' },
      'use1-az1 as us-east-1a, but AWS says that it is us-east-1b',
    ],
    ['a name is that of a zone which is not configured', { 'us-east-1a': 'use1-az6' }, 'us-east-1a is use1-az6'],
    ['a zone has a name which is not configured', { 'us-east-1f': 'use1-az1' }, 'it is us-east-1f'],
  ])('fails where %s, and holds', (_what, zoneIds, why) => {
    expect(judged(told(zoneIds))).toMatchObject({ status: 'fail', why: expect.stringContaining(`${why} (group web)`) });
    expect(verdictOf(told(zoneIds), POLICY)).toBe('hold');
  });

  it('says where the right names are to be had', () => {
    expect(judged(told({ 'us-east-1a': 'use1-az6' })).why).toContain('aws ec2 describe-availability-zones');
  });

  it('tells the first three of many, and how many more there are', () => {
    const zones = [1, 2, 3, 4, 5].map((n) => ({ zoneId: `use1-az${n}`, zoneName: `us-east-1${'abcde'[n - 1]}` }));
    const wrong = Object.fromEntries(zones.map(({ zoneId }, n) => [`us-east-1${'bcdea'[n]}`, zoneId]));
    expect(judged(told(wrong), aPolicy({ zones })).why).toMatch(/use1-az1 as .*use1-az2 as .*use1-az3 as .*; and 2 more\. /);
  });

  it('stops capacity steps alone where only EC2, which traffic does not wait for, contradicts', () => {
    const evidence = toldByEc2({ 'us-east-1a': 'use1-az2' });
    expect(judged(evidence)).toMatchObject({ status: 'fail', isOfCapacitySteps: true });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it.each([
    [
      'EC2 has a subnet elsewhere',
      { 'subnet-0a1': 'use1-az2' },
      'subnet-0a1 in use1-az2, but AWS says that it is in use1-az1 (EC2)',
    ],
    ['EC2 does not know the subnet', { 'subnet-0f9': 'use1-az4' }, null],
  ])('stops capacity steps alone where the map of subnets is wrong: %s', (_what, subnets, why) => {
    const evidence = someEvidence();
    const result = judged(evidence, aPolicy({ subnets }));
    if (why === null) expect(result.status).toBe('pass');
    else expect(result).toMatchObject({ status: 'fail', why: expect.stringContaining(why), isOfCapacitySteps: true });
    expect(verdictOf(evidence, aPolicy({ subnets }))).toBe('evacuate');
  });
});

describe('the names of zones in a restore', () => {
  const inRestore = (evidence: Evidence, policy = POLICY) =>
    decideRestore(understand(evidence, policy), policy).reasons.find(({ check }) => check === 'zone-names');

  it('hold it, whoever tells that they are wrong', () => {
    expect(inRestore(told({ 'us-east-1a': 'use1-az2' }))).toMatchObject({ status: 'fail' });
    expect(inRestore(toldByEc2({ 'us-east-1a': 'use1-az2' }))).toMatchObject({ status: 'fail' });
    expect(inRestore(told(RIGHT))).toMatchObject({ status: 'pass' });
  });

  it('are all that counts: what the map says of subnets, the record says better', () => {
    expect(inRestore(someEvidence(), aPolicy({ subnets: { 'subnet-0a1': 'use1-az2' } }))).toMatchObject({ status: 'pass' });
  });
});
