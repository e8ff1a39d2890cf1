import type { AlarmSpec } from '../../simulator/region/template-alarms/template-alarms.ts';
import { alarmsOf, compositesInAlarm, SIX_ZONES, TCP, WEB, WEB_TARGETS } from './alarms-under-test.ts';

describe('the composite alarms', () => {
  const alarms = alarmsOf({ loadBalancers: [{ loadBalancer: WEB, targetGroups: [WEB_TARGETS] }, { loadBalancer: TCP }] });
  const failing = (zoneId: string) => [`${zoneId}-web-availability`, `${zoneId}-web-availability-outlier`];

  it.each([
    ['failing requests', failing('use1-az1')],
    ['a large failure, at once', ['use1-az1-web-large-failure']],
    ['slow answers', ['use1-az1-web-latency', 'use1-az1-web-latency-outlier']],
    [
      'slow answers, also when one target fails besides',
      ['use1-az1-web-latency', 'use1-az1-web-latency-outlier', 'use1-az1-web-single-target'],
    ],
    ['reset connections', ['use1-az1-tcp-resets', 'use1-az1-tcp-resets-outlier']],
  ])('name the zone that stands out by %s', (_what, ringing) => {
    expect(compositesInAlarm(alarms, ringing)).toEqual(['use1-az1-impact', 'use1-az1-isolated-impact']);
  });

  it.each([
    ['no worse than the others', ['use1-az1-web-availability']],
    ['bad by one target only', [...failing('use1-az1'), 'use1-az1-web-single-target']],
    ['very bad, but by one target only', ['use1-az1-web-large-failure', 'use1-az1-web-single-target']],
    ['slow, and the outlier in something else', ['use1-az1-web-latency', 'use1-az1-web-availability-outlier']],
  ])('report a zone’s impact, but not as isolated, when it is %s', (_what, ringing) => {
    expect(compositesInAlarm(alarms, ringing)).toEqual(['use1-az1-impact']);
  });

  it('report two bad zones as regional, and neither as isolated', () => {
    const ringing = [...failing('use1-az1'), ...failing('use1-az4')];
    expect(compositesInAlarm(alarms, ringing)).toEqual(['use1-az1-impact', 'use1-az4-impact', 'wildrydes-regional-impact']);
  });

  it.each([
    ['another that is bad for longer', failing('use1-az4')],
    ['another large one', ['use1-az4-web-large-failure']],
  ])('report a large failure beside %s as regional, and neither as isolated', (_what, other) => {
    const ringing = ['use1-az1-web-large-failure', ...other];
    expect(compositesInAlarm(alarms, ringing)).toEqual(['use1-az1-impact', 'use1-az4-impact', 'wildrydes-regional-impact']);
  });

  it('count a single bad target as impact on its zone, so no other zone is isolated meanwhile', () => {
    const ringing = ['use1-az1-web-availability', 'use1-az1-web-single-target', ...failing('use1-az2')];
    expect(compositesInAlarm(alarms, ringing)).toEqual(['use1-az1-impact', 'use1-az2-impact', 'wildrydes-regional-impact']);
  });

  it('stay quiet about outliers that affect nobody', () => {
    expect(compositesInAlarm(alarms, ['use1-az1-web-availability-outlier', 'use1-az1-tcp-resets-outlier'])).toEqual([]);
  });

  describe('of more load balancers than one rule holds', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        loadBalancer: WEB.replace('/web/', `/a-load-balancer-s-longest-name${10 + index}/`),
        targetGroups: [WEB_TARGETS],
      }));
    const rulesOf = (specs: readonly AlarmSpec[]) => specs.flatMap(({ input }) => input.AlarmRule ?? []).map(String);

    it.each([
      ['20 in three zones', 20, undefined],
      ['10 in six zones', 10, SIX_ZONES],
    ])('keep each rule within 10,240 characters and 100 alarms: %s', (_what, count, zones) => {
      const rules = rulesOf(alarmsOf({ loadBalancers: many(count), ...(zones === undefined ? {} : { zones }) }));
      expect(Math.max(...rules.map((rule) => rule.length))).toBeLessThanOrEqual(10_240);
      expect(Math.max(...rules.map((rule) => rule.match(/ALARM\(/g)?.length ?? 0))).toBeLessThanOrEqual(100);
    });

    it('ring for the last load balancer as for the first', () => {
      const split = alarmsOf({ loadBalancers: many(20) });
      const isolatedBy = (index: number) => {
        const name = `use1-az1-a-load-balancer-s-longest-name${index}-availability`;
        return compositesInAlarm(split, [name, `${name}-outlier`]);
      };
      expect(isolatedBy(10)).toEqual(['use1-az1-impact', 'use1-az1-isolated-impact-part-1', 'use1-az1-isolated-impact']);
      expect(isolatedBy(29)).toEqual(['use1-az1-impact', 'use1-az1-isolated-impact-part-2', 'use1-az1-isolated-impact']);
    });
  });
});
