import { expectedIdentity, parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { respond } from '../../../shared/respond.ts';
import { aSovereignRegion, SOVEREIGN } from '../../a-region/a-sovereign-region.ts';
import { aPolicy } from '../../builders.ts';

describe('a configuration of the European Sovereign Cloud', () => {
  it('is accepted, and is of its Region and account', () => {
    const policy = parseConfiguration(JSON.stringify(SOVEREIGN));
    expect(policy.zones.map(({ zoneId, zoneName }) => [zoneId, zoneName])).toEqual([
      ['euscdee1-az1', 'eusc-de-east-1a'],
      ['euscdee1-az2', 'eusc-de-east-1b'],
      ['euscdee1-az3', 'eusc-de-east-1c'],
    ]);
    expect(expectedIdentity(policy)).toEqual({ region: 'eusc-de-east-1', account: '123456789012' });
  });

  it.each([
    ['usgw1-az1', 'us-gov-west-1a'],
    ['apne1-az1', 'ap-northeast-1a'],
    ['mxc1-az1', 'mx-central-1a'],
  ])('is accepted as any other is: %s, %s', (zoneId, zoneName) => {
    const region = zoneName.slice(0, -1);
    const zones = [
      { zoneId, zoneName },
      { zoneId: zoneId.replace(/\d$/, '2'), zoneName: `${region}b` },
    ];
    expect(() => aPolicy({ zones, resources: [], regionalAlarms: [] })).not.toThrow();
  });

  it('evacuates a zone there and brings it back', async () => {
    const aws = aSovereignRegion();
    const request = { action: 'evacuate', zone: 'eusc-de-east-1a' };
    expect(await respond(request, aws.dependencies)).toMatchObject({ outcome: 'done', zone: { zoneId: 'euscdee1-az1' } });
    expect(aws.region.autoScaling.group('web')?.subnetIds).toEqual(['subnet-0b2', 'subnet-0c3']);
    const restore = { action: 'restore', zone: 'euscdee1-az1', override: ['recovery', 'no-impact'] };
    expect(await respond(restore, aws.dependencies)).toMatchObject({ outcome: 'done' });
    expect(aws.region.autoScaling.group('web')?.subnetIds).toEqual(['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
  });
});
