import { DEFAULT_THRESHOLDS as BENCH_THRESHOLDS } from '../../bench/judgement/episodes/alarms.ts';
import { DEFAULT_THRESHOLDS } from '../../infra/zonal-impact-alarms/thresholds.ts';
import type { ZonalImpactAlarmsProps } from '../../infra/zonal-impact-alarms/zonal-impact-alarms-props.ts';
import { isOverwhelming } from '../../shared/decide/outlier/lasting.ts';
import { aPolicy } from '../builders.ts';
import { aCloudWatch, START } from '../region/cloud-watch-setup.ts';
import { alarmsOf, WEB, WEB_TARGETS, ZONES } from './alarms-under-test.ts';

/** One minute of the load balancer `web`, zone by zone: requests, failures, and of each target group its targets and the anomalous ones. */
interface ZoneShown {
  readonly requests: number;
  readonly failed: number;
  readonly hosts?: readonly (readonly [healthy: number, anomalous: number])[];
}

const GOOD: ZoneShown = { requests: 1000, failed: 0, hosts: [[4, 0]] };
const GROUPS = Array.from({ length: 5 }, (_, index) => WEB_TARGETS.replace('/web/', `/web-${index}/`));

function propsOf(groups: number): Partial<ZonalImpactAlarmsProps> {
  return { loadBalancers: [{ loadBalancer: WEB, targetGroups: GROUPS.slice(0, groups) }] };
}

/** The state of the first zone's alarm after one minute in which only this was published. */
function stateAfter(zones: readonly ZoneShown[], changes: Partial<ZonalImpactAlarmsProps> = propsOf(1)) {
  const { cloudWatch, call, goTo, stateOf } = aCloudWatch();
  for (const { kind, input } of alarmsOf(changes)) if (kind === 'metric') call('PutMetricAlarm', input);
  const publish = (name: string, value: number, place: Record<string, string>) => {
    const dimensions = { LoadBalancer: 'app/web/50dc6c495c0c9188', ...place };
    const all = { sum: value, count: 1, minimum: value, maximum: value };
    cloudWatch.putMetric({ namespace: 'AWS/ApplicationELB', name, dimensions, at: START, ...all });
  };
  for (const [index, { requests, failed, hosts = [] }] of zones.entries()) {
    const place = { AvailabilityZone: ZONES[index]?.zoneName ?? '' };
    publish('RequestCount', requests, place);
    publish('HTTPCode_Target_5XX_Count', failed, place);
    for (const [group, [healthy, anomalous]] of hosts.entries()) {
      const ofGroup = { ...place, TargetGroup: `targetgroup/web-${group}/73e2d6bc24d8a067` };
      publish('HealthyHostCount', healthy, ofGroup);
      publish('AnomalousHostCount', anomalous, ofGroup);
    }
  }
  publish(
    'RequestCount',
    zones.reduce((sum, { requests }) => sum + requests, 0),
    {},
  );
  publish(
    'HTTPCode_Target_5XX_Count',
    zones.reduce((sum, { failed }) => sum + failed, 0),
    {},
  );
  goTo(1);
  return stateOf('use1-az1-web-large-failure');
}

/** The first zone in that state, two good ones beside it. */
const bad = (zone: Partial<ZoneShown>): ZoneShown[] => [{ ...GOOD, failed: 200, hosts: [[4, 4]], ...zone }, GOOD, GOOD];

describe('the alarm on a large failure', () => {
  it('rings after one minute in which a fifth of the zone fails', () => {
    expect(stateAfter(bad({}))).toBe('ALARM');
  });

  it.each([
    ['less than the large share fails', bad({ failed: 170 })],
    ['it fails much, but only a few requests', bad({ requests: 200, failed: 40 })],
    ['there are more failures than requests, so the minute is unfinished', bad({ requests: 100, failed: 200 })],
    ['another zone fails a little', [...bad({}).slice(0, 2), { ...GOOD, failed: 6 }]],
    ['all zones fail', Array(3).fill(bad({})[0])],
  ])('does not ring when %s', (_what, zones) => {
    expect(stateAfter(zones)).toBe('OK');
  });

  it.each([
    ['the zone has too few requests', bad({ requests: 90, failed: 90 })],
    ['the others have too few requests', [...bad({}).slice(0, 1), { ...GOOD, requests: 40 }, { ...GOOD, requests: 40 }]],
  ])('has no data point when %s', (_what, zones) => {
    expect(stateAfter(zones)).toBe('INSUFFICIENT_DATA');
  });

  describe('and a single bad target', () => {
    it.each<[string, { failed: number; hosts: readonly [number, number]; state: string }]>([
      ['all four are anomalous', { failed: 200, hosts: [4, 4], state: 'ALARM' }],
      ['two are', { failed: 200, hosts: [4, 2], state: 'ALARM' }],
      ['one is, whatever it fails', { failed: 990, hosts: [4, 1], state: 'OK' }],
      ['the detector shows none, and one of four could fail so much', { failed: 240, hosts: [4, 0], state: 'OK' }],
      ['the detector shows none, and it is more than one of four could fail', { failed: 260, hosts: [4, 0], state: 'ALARM' }],
      ['the detector shows none, and it is more than one of ten could fail', { failed: 190, hosts: [10, 0], state: 'ALARM' }],
    ])('%s: %j', (_what, { failed, hosts, state }) => {
      expect(stateAfter(bad({ failed, hosts: [hosts] }))).toBe(state);
    });

    it.each<[string, { failed: number; hosts: readonly (readonly [number, number])[]; state: string }]>([
      ['without target groups, less than half proves nothing', { failed: 490, hosts: [], state: 'OK' }],
      ['without target groups, more than half is more than one of two', { failed: 510, hosts: [], state: 'ALARM' }],
      [
        'two anomalous targets of one group of several are two',
        {
          failed: 200,
          hosts: [
            [4, 2],
            [4, 0],
          ],
          state: 'ALARM',
        },
      ],
      [
        'one in each of two groups may be the same instance',
        {
          failed: 200,
          hosts: [
            [4, 1],
            [4, 1],
          ],
          state: 'OK',
        },
      ],
      [
        'with several groups, one target may have most of the requests',
        {
          failed: 490,
          hosts: [
            [4, 0],
            [4, 0],
          ],
          state: 'OK',
        },
      ],
      [
        'with several groups, more than half is more than one of two',
        {
          failed: 510,
          hosts: [
            [4, 0],
            [4, 0],
          ],
          state: 'ALARM',
        },
      ],
      [
        'five groups do not fit, and more than half is proof enough',
        { failed: 510, hosts: Array(5).fill([4, 0]), state: 'ALARM' },
      ],
    ])('%s', (_what, { failed, hosts, state }) => {
      expect(stateAfter(bad({ failed, hosts }), propsOf(hosts.length))).toBe(state);
    });
  });

  it('takes other limits', () => {
    const thresholds = { largeFaultPercent: 30, largeLeastBad: 10 };
    expect(stateAfter(bad({}), { ...propsOf(1), thresholds })).toBe('OK');
    expect(stateAfter(bad({ requests: 100, failed: 40 }), { ...propsOf(1), thresholds })).toBe('ALARM');
  });

  it('begins where the responder acts on one minute: otherwise the alarm would spend its event on a hold', () => {
    const { largeFaultPercent, largeLeastBad } = DEFAULT_THRESHOLDS;
    const { overwhelmingShare } = aPolicy().outlier;
    const alone = { rateThere: 0, overwhelmingShare };
    const atPercent = (percent: number) => isOverwhelming([{ failed: 100 * percent, of: 10_000 }], alone);
    expect([largeFaultPercent - 0.1, largeFaultPercent].map(atPercent)).toEqual([false, true]);
    const everyOneOf = (requests: number) => isOverwhelming([{ failed: requests, of: requests }], alone);
    expect([largeLeastBad - 1, largeLeastBad].map(everyOneOf)).toEqual([false, true]);
  });

  it('is played by the bench with the same limits', () => {
    const { leastRequests, outlierLeastBad: leastBad, largeFaultPercent, largeLeastBad } = DEFAULT_THRESHOLDS;
    const large = { percent: largeFaultPercent, leastBad: largeLeastBad };
    expect(BENCH_THRESHOLDS).toEqual({ leastRequests, leastBad, large });
  });
});
