import type { FaultTarget, TargetCondition } from '../../simulator/region/faults/world-faults.ts';
import { LoadBalancer, type LoadBalancerSpec, type Weights } from '../../simulator/region/load-balancer/load-balancer.ts';
import { Random } from '../../simulator/region/random.ts';
import { rejectedShareAt, SLICE_SECONDS, slowdownAt, Traffic, type TrafficSpec } from '../../simulator/region/traffic/traffic.ts';
import type { LoadBalancerMinute } from '../../simulator/region/traffic/traffic-minute.ts';

const startsAt = Date.parse('2026-03-02T20:00:00Z');
const ZONE_IDS = ['use1-az1', 'use1-az2', 'use1-az4'];
const WELL: TargetCondition = { errorShare: 0, connectionErrorShare: 0, slow: [], failsHealthChecks: false };

interface World {
  seed?: number;
  crossZone?: boolean;
  /** Instances per zone */
  instances?: Record<string, number>;
  traffic?: Partial<TrafficSpec>;
  targetGroups?: LoadBalancerSpec['targetGroups'];
}

const WEB = { name: 'web', id: '73e2d6bc24d8a067', group: 'web', requestsPerSecondPerTarget: 50 };

/** 300 requests/s on four targets of 50 requests/s in each of three zones: half of what they can do. */
function aTraffic({ seed = 1, crossZone = false, instances = {}, traffic = {}, targetGroups = [WEB] }: World = {}) {
  const loadBalancer = new LoadBalancer(
    { name: 'web', id: '50dc6c495c0c9188', crossZone, zonalShiftEnabled: true, zoneIds: ZONE_IDS, targetGroups },
    { region: 'us-east-1', account: '111122223333' },
  );
  const count = { 'use1-az1': 4, 'use1-az2': 4, 'use1-az4': 4, ...instances };
  const state = { unhealthy: new Set<string>(), weights: {} as Weights, conditionOf: (_target: FaultTarget) => WELL, count };
  const world = {
    random: new Random(seed),
    weights: () => state.weights,
    conditionOf: (target: FaultTarget) => state.conditionOf(target),
    instancesOf: ([group = '']: readonly string[]) =>
      Object.entries(state.count).flatMap(([zoneId, number]) =>
        Array.from({ length: number }, (_, index) => ({ instanceId: `i-${group}-${zoneId}-${index}`, zoneId })),
      ),
    reportUnhealthy: ({ instanceId }: { instanceId: string }) => state.unhealthy.add(instanceId),
  };
  const spec = {
    loadBalancer: 'web',
    requestsPerSecond: 300,
    noise: 0.03,
    faultRate: 2e-4,
    latency: { medianSeconds: 0.08, sigma: 0.5 },
  };
  const playing = new Traffic(loadBalancer, { ...spec, ...traffic }, world);
  let at = startsAt;
  const playMinute = (): LoadBalancerMinute => {
    const minute = at;
    for (; at < minute + 60_000; at += SLICE_SECONDS * 1000) playing.playSlice(at);
    return playing.closeMinute(minute);
  };
  const playMinutes = (minutes: number) => Array.from({ length: minutes }, playMinute);
  return { playMinute, playMinutes, state, loadBalancer };
}

function inZones(minute: LoadBalancerMinute | undefined, of: (node: LoadBalancerMinute['nodes'][number]) => number): number[] {
  return minute?.nodes.map(of) ?? [];
}

const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
const faultShares = (minute: LoadBalancerMinute | undefined) => inZones(minute, ({ faults, requests }) => faults / requests);
const requests = (minute: LoadBalancerMinute | undefined) => inZones(minute, (node) => node.requests);
const grayErrors = (zoneId: string, errorShare: number) => (target: FaultTarget) =>
  target.zoneId === zoneId ? { ...WELL, errorShare } : WELL;

describe('traffic', () => {
  it('spreads requests at its rate evenly over the zones', () => {
    const minute = aTraffic().playMinute();
    expect(total(requests(minute)) / (300 * 60)).toBeCloseTo(1, 1);
    for (const here of requests(minute)) expect(here / total(requests(minute))).toBeCloseTo(1 / 3, 1);
  });

  it('has the same arrivals whatever happens to them', () => {
    const quiet = aTraffic();
    const troubled = aTraffic();
    troubled.state.weights = { 'use1-az1': 0 };
    troubled.state.conditionOf = grayErrors('use1-az2', 0.5);
    const arrivals = (minutes: LoadBalancerMinute[]) => minutes.map((minute) => total(requests(minute)));
    expect(arrivals(troubled.playMinutes(10))).toEqual(arrivals(quiet.playMinutes(10)));
  });

  it('accounts for every request exactly once', () => {
    const { playMinute, state } = aTraffic({ instances: { 'use1-az4': 0 } });
    state.conditionOf = () => ({ ...WELL, errorShare: 0.1, connectionErrorShare: 0.1 });
    for (const { groups, requests: all, rejected } of playMinute().nodes) {
      const ends = groups.map((group) => group.responses2xx + group.responses4xx + group.responses5xx + group.connectionErrors);
      expect(total(ends) + rejected).toBe(all);
      expect(total(groups.map((group) => group.latency.count))).toBe(total(groups.map((g) => g.requests - g.connectionErrors)));
    }
  });

  it('fails about its background share on a good day', () => {
    const minutes = aTraffic().playMinutes(60);
    const faults = total(minutes.flatMap((minute) => inZones(minute, (node) => node.faults)));
    const all = total(minutes.flatMap(requests));
    expect(faults / all).toBeGreaterThan(1.6e-4);
    expect(faults / all).toBeLessThan(2.4e-4);
  });

  it('falls to the trough twelve hours from the peak', () => {
    const dailyCurve = { troughShare: 0.25, peakHourUtc: 8 };
    const minute = aTraffic({ traffic: { dailyCurve, noise: 0 } }).playMinute();
    expect(total(requests(minute)) / (300 * 60)).toBeCloseTo(0.25, 1);
  });

  it('follows uneven shares of the zones', () => {
    const [az1 = 0, az2 = 0] = requests(aTraffic({ traffic: { zoneShares: { 'use1-az1': 2 } } }).playMinute());
    expect(az1 / az2).toBeGreaterThan(1.9);
    expect(az1 / az2).toBeLessThan(2.1);
  });

  it('drains a zone within minutes of a shift, with some clients later, and comes back', () => {
    const { playMinute, playMinutes, state } = aTraffic();
    const before = requests(playMinute())[0] ?? 0;
    state.weights = { 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 };
    const shares = playMinutes(30).map((minute) => (requests(minute)[0] ?? 0) / before);
    expect(shares[0]).toBeGreaterThan(0.4);
    expect(shares[2]).toBeLessThan(0.25);
    expect(shares[5]).toBeGreaterThan(0.01);
    expect(shares[5]).toBeLessThan(0.05);
    expect(shares[29]).toBeLessThan(0.005);
    state.weights = { 'use1-az1': 1, 'use1-az2': 1, 'use1-az4': 1 };
    expect((requests(playMinutes(10).at(-1))[0] ?? 0) / before).toBeGreaterThan(0.9);
  });

  it('shows gray errors only in their own zone with cross-zone off', () => {
    const { playMinute, state } = aTraffic();
    state.conditionOf = grayErrors('use1-az1', 0.2);
    const [az1 = 0, az2 = 0, az4 = 0] = faultShares(playMinute());
    expect(az1).toBeGreaterThan(0.17);
    expect(az1).toBeLessThan(0.23);
    expect(Math.max(az2, az4)).toBeLessThan(0.005);
  });

  it('spreads gray errors over all nodes with cross-zone on, and a shift ends them at once', () => {
    const { playMinute, state } = aTraffic({ crossZone: true });
    state.conditionOf = grayErrors('use1-az1', 0.3);
    for (const share of faultShares(playMinute())) expect(share).toBeCloseTo(0.1, 1);
    state.weights = { 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 };
    for (const share of faultShares(playMinute())) expect(share).toBeLessThan(0.005);
  });

  it('leaves a zone whose targets fail health checks, through DNS', () => {
    const { playMinutes, state } = aTraffic();
    state.conditionOf = ({ zoneId }) => (zoneId === 'use1-az2' ? { ...WELL, failsHealthChecks: true, errorShare: 1 } : WELL);
    const minutes = playMinutes(6);
    expect(requests(minutes[5])[1]).toBeLessThan(0.05 * total(requests(minutes[5])));
    expect([...state.unhealthy]).toEqual([0, 1, 2, 3].map((index) => `i-web-use1-az2-${index}`));
  });

  it('fails open when nothing is healthy, so a shift changes nothing', () => {
    const { playMinutes, state } = aTraffic();
    state.conditionOf = () => ({ ...WELL, failsHealthChecks: true, errorShare: 0.3 });
    playMinutes(1);
    state.weights = { 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 };
    const last = playMinutes(6).at(-1);
    expect((requests(last)[0] ?? 0) / total(requests(last))).toBeCloseTo(1 / 3, 1);
  });

  it('rejects requests to a zone without targets', () => {
    const { playMinute, state } = aTraffic();
    state.count = { 'use1-az1': 0, 'use1-az2': 4, 'use1-az4': 4 };
    const [az1, az2] = playMinute().nodes;
    expect(az1?.rejected).toBeGreaterThan(1000);
    expect(az1?.rejected).toBe(az1?.requests);
    expect(az2?.rejected).toBe(0);
  });

  it('is served by two zones as well as by three if there is spare capacity', () => {
    const { playMinutes, state } = aTraffic();
    state.weights = { 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 };
    const last = playMinutes(15).at(-1);
    expect(Math.max(...faultShares(last).slice(1))).toBeLessThan(0.005);
    expect(last?.nodes[1]?.latency().percentile(0.99)).toBeLessThan(0.5);
  });

  it('fails and slows down when evacuated into too little capacity', () => {
    const { playMinutes, state } = aTraffic({ instances: { 'use1-az2': 2, 'use1-az4': 2 } });
    state.weights = { 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 };
    const last = playMinutes(15).at(-1);
    const [, az2 = 0, az4 = 0] = faultShares(last);
    expect(Math.min(az2, az4)).toBeGreaterThan(0.2);
    expect(last?.nodes[1]?.latency().percentile(0.5)).toBeGreaterThan(0.5);
  });

  it('slows down a share of a zone’s responses', () => {
    const { playMinute, state } = aTraffic();
    const slow = [{ share: 0.05, multiplier: 1, addedSeconds: 2 }];
    state.conditionOf = ({ zoneId }) => (zoneId === 'use1-az1' ? { ...WELL, slow } : WELL);
    const [az1, az2] = playMinute().nodes;
    expect(az1?.latency().percentile(0.99)).toBeGreaterThan(1.9);
    expect(az1?.latency().percentile(0.5)).toBeLessThan(0.1);
    expect(az2?.latency().percentile(0.99)).toBeLessThan(0.4);
  });

  it('divides its requests among several target groups', () => {
    const targetGroups = [WEB, { ...WEB, name: 'shop', id: '1111111111111111', group: 'shop' }];
    const [node] = aTraffic({ targetGroups }).playMinute().nodes;
    const [web = 0, shop = 0] = node?.groups.map((group) => group.requests) ?? [];
    expect(web / shop).toBeCloseTo(1, 1);
    expect(node?.latency().count).toBe(node?.groups.reduce((sum, group) => sum + group.latency.count, 0));
  });

  it('is the same for the same seed, and different for another', () => {
    const story = (seed: number) =>
      aTraffic({ seed })
        .playMinutes(5)
        .map((minute) => [requests(minute), inZones(minute, (node) => node.faults)]);
    expect(story(4)).toEqual(story(4));
    expect(story(4)).not.toEqual(story(5));
  });
});

describe('a busy target', () => {
  it('slows down before it rejects', () => {
    expect(slowdownAt(0.5)).toBeLessThan(1.05);
    expect(slowdownAt(0.75)).toBeLessThan(1.5);
    expect(slowdownAt(0.95)).toBeGreaterThan(5);
    expect(rejectedShareAt(1)).toBe(0);
  });

  it('rejects requests above its capacity', () => {
    expect(rejectedShareAt(2)).toBeCloseTo(0.5);
  });
});
