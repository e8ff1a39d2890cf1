import type { Policy } from '../../../shared/domain/index.ts';
import { findZone, zoneOfAlarm } from '../../../shared/situation/zones.ts';
import { aPolicy, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';

/** No zone names its alarm. */
const UNNAMED = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4] });
const described = (zoneId: string, loadBalancer = '') => JSON.stringify({ loadBalancer, 'az-id': zoneId });
const zoneOf = (name: string, description = '', policy: Policy = UNNAMED) => zoneOfAlarm({ name, description }, policy);

describe('a zone by its name', () => {
  it.each(['use1-az2', 'us-east-1b'])('is found by %s', (idOrName) => {
    expect(findZone(idOrName, aPolicy())).toEqual(ZONE_2);
  });

  it.each(['', 'use1-az', 'USE1-AZ2', 'us-east-1'])('is not found by %j', (idOrName) => {
    expect(findZone(idOrName, aPolicy())).toBeNull();
  });
});

describe('the zone of an alarm', () => {
  it('is the zone that names it', () => {
    const policy = aPolicy({ zones: [ZONE_1, { ...ZONE_2, impactAlarm: 'orders-impact' }] });
    expect(zoneOf('orders-impact', '', policy)).toEqual(ZONE_2);
  });

  it('is the zone that names it, whatever its description says', () => {
    const policy = aPolicy({ zones: [ZONE_1, { ...ZONE_2, impactAlarm: 'orders-impact' }] });
    expect(zoneOf('orders-impact', described('use1-az1'), policy)).toEqual(ZONE_2);
  });

  it.each([
    ['no load balancer', ''],
    ['a load balancer of ours', WEB],
  ])('is the zone of its description, with %s', (_what, loadBalancer) => {
    expect(zoneOf('use1-az2-impact', described('use1-az1', loadBalancer))).toEqual(ZONE_1);
  });

  it('is nobody’s when its description names a load balancer of another application', () => {
    expect(zoneOf('use1-az1-impact', described('use1-az1', WEB.replace('/web/', '/other/')))).toBeNull();
  });

  it('is nobody’s when its description names a zone that is not configured', () => {
    expect(zoneOf('use1-az1-impact', described('use1-az6'))).toBeNull();
  });

  it.each(['Impact of one zone', '{"loadBalancer":""}', '{', 'null', '7'])(
    'is the zone that its name begins with, where the description does not tell: %s',
    (description) => {
      expect(zoneOf('use1-az4-impact', description)).toEqual(ZONE_4);
    },
  );

  it('is not another zone whose ID begins the same', () => {
    expect(zoneOf('use1-az12-impact')).toBeNull();
  });

  it('is not told by an AZ ID in the middle of the name', () => {
    expect(zoneOf('orders-use1-az1-impact')).toBeNull();
  });

  it('is not a zone that names another alarm', () => {
    expect(zoneOf('use1-az1-latency', '', aPolicy())).toBeNull();
  });

  it('is nobody’s for a recovery alarm: a probe says nothing of impact', () => {
    const policy = aPolicy({ zones: [ZONE_1, ZONE_2, { ...ZONE_4, recoveryAlarm: 'use1-az4-canary' }] });
    expect(zoneOf('use1-az4-canary', '', policy)).toBeNull();
  });

  it('is nobody’s for a regional alarm', () => {
    const policy = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4], regionalAlarms: ['use1-az4-and-all-others'] });
    expect(zoneOf('use1-az4-and-all-others', '', policy)).toBeNull();
  });
});
