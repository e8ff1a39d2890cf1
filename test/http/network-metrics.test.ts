import { ARCZonalShiftClient, StartZonalShiftCommand } from '@aws-sdk/client-arc-zonal-shift';
import { GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';
import { clientDefaults, sdkClients } from './sdk-clients.ts';

const startsAt = new Date('2026-01-01T12:00:00Z');
const EDGE = 'net/edge/70dc6c495c0c9177';
const ZONES = { 'us-east-1a': 'use1-az1', 'us-east-1b': 'use1-az2', 'us-east-1c': 'use1-az4' };
const ZONE_NAMES = Object.keys(ZONES) as (keyof typeof ZONES)[];
const NAT_GATEWAYS = [
  { natGatewayId: 'nat-0a', zoneId: 'use1-az1', packetsPerSecond: 20_000 },
  { natGatewayId: 'nat-0b', zoneId: 'use1-az2', packetsPerSecond: 20_000 },
];

/** The default Region with a Network Load Balancer in front of the group `web`, after so many minutes. */
function aRegion({ minutes = 10, ...changes }: Partial<RegionSpec> & { minutes?: number } = {}) {
  const zoneIds = Object.values(ZONES);
  const targetGroups = [{ name: 'edge', id: '83e2d6bc24d8a067', group: 'web', requestsPerSecondPerTarget: 200 }];
  const edge = { name: 'edge', id: '70dc6c495c0c9177', crossZone: false, zonalShiftEnabled: true, zoneIds, targetGroups };
  const base = defaultRegionSpec({ seed: 1, startsAt, networkLoadBalancers: [edge], natGateways: NAT_GATEWAYS, ...changes });
  const day = { dailyCurve: { troughShare: 1, peakHourUtc: 20 }, noise: 0.03, faultRate: 1e-3 };
  const flows = { ...day, loadBalancer: 'edge', requestsPerSecond: 200, latency: { medianSeconds: 0.02, sigma: 0.5 } };
  const region = new Region({ ...base, traffic: [...base.traffic, flows] });
  const advance = (further: number) => region.advanceTo(region.clock.millis + further * 60_000);
  advance(minutes);
  const requestHandler = inProcessRequestHandler(region);
  const { cloudWatch } = sdkClients({ requestHandler });
  const arc = new ARCZonalShiftClient({ ...clientDefaults, requestHandler });
  /** A metric over the last five minutes, oldest first. */
  const read = async (namespace: string, name: string, dimensions: Record<string, string>) => {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const Stat = name.endsWith('HostCount') ? 'Maximum' : 'Sum';
    const MetricStat = { Metric: { Namespace: namespace, MetricName: name, Dimensions }, Period: 60, Stat };
    const window = { StartTime: new Date(region.clock.millis - 300_000), EndTime: region.clock.now };
    const command = new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat }],
      ...window,
      ScanBy: 'TimestampAscending',
    });
    return (await cloudWatch.send(command)).MetricDataResults?.[0]?.Values ?? [];
  };
  const ofZone = (name: string, AvailabilityZone: string, more: Record<string, string> = {}) =>
    read('AWS/NetworkELB', name, { AvailabilityZone, LoadBalancer: EDGE, ...more });
  const ofGateway = (name: string, NatGatewayId: string) => read('AWS/NATGateway', name, { NatGatewayId });
  return { region, cloudWatch, arc, advance, ofZone, ofGateway };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('a Network Load Balancer over the wire', () => {
  it('publishes flows, resets and target health in each zone, but nothing about HTTP', async () => {
    const { region, cloudWatch, ofZone } = aRegion();
    for (const zone of ZONE_NAMES) {
      const [flows, targetResets, elbResets] = await Promise.all(
        ['NewFlowCount', 'TCP_Target_Reset_Count', 'TCP_ELB_Reset_Count'].map((name) => ofZone(name, zone)),
      );
      const experienced = region.minutes.slice(-5).map(({ loadBalancers }) => loadBalancers.edge?.[ZONES[zone]]?.requests);
      expect(flows?.map((count, minute) => count + (targetResets?.[minute] ?? 0))).toEqual(experienced);
      expect(elbResets).toEqual([0, 0, 0, 0, 0]);
      const TargetGroup = 'targetgroup/edge/83e2d6bc24d8a067';
      expect(await ofZone('HealthyHostCount', zone, { TargetGroup })).toEqual([4, 4, 4, 4, 4]);
      expect(await ofZone('UnHealthyHostCount', zone, { TargetGroup })).toEqual([0, 0, 0, 0, 0]);
    }
    const published = await cloudWatch.send(new ListMetricsCommand({ Dimensions: [{ Name: 'LoadBalancer', Value: EDGE }] }));
    expect(new Set(published.Metrics?.map(({ Namespace }) => Namespace))).toEqual(new Set(['AWS/NetworkELB']));
  });

  it('shows broken connections of a zone as resets by the targets, but no HTTP errors', async () => {
    const broken = aRegion({ faults: [{ kind: 'connections', at: 0, zoneIds: ['use1-az1'], share: 0.1 }] });
    const failing = aRegion({ faults: [{ kind: 'errors', at: 0, zoneIds: ['use1-az1'], share: 0.5 }] });
    const shareOfResets = async ({ ofZone }: typeof broken, zone: string) => {
      const resets = sum(await ofZone('TCP_Target_Reset_Count', zone));
      return resets / (resets + sum(await ofZone('NewFlowCount', zone)));
    };
    expect(await shareOfResets(broken, 'us-east-1a')).toBeCloseTo(0.1, 1);
    expect(await shareOfResets(broken, 'us-east-1b')).toBeLessThan(0.002);
    expect(await shareOfResets(failing, 'us-east-1a')).toBeLessThan(0.002);
  });

  it('counts unhealthy targets', async () => {
    const groups = defaultRegionSpec({ seed: 1, startsAt }).groups.map((group) => ({
      ...group,
      suspended: ['ReplaceUnhealthy'],
    }));
    const { ofZone } = aRegion({ groups, faults: [{ kind: 'health-checks', at: 8, zoneIds: ['use1-az1'] }] });
    const TargetGroup = 'targetgroup/edge/83e2d6bc24d8a067';
    expect(await ofZone('UnHealthyHostCount', 'us-east-1a', { TargetGroup })).toEqual([0, 0, 0, 4, 4]);
    expect(await ofZone('HealthyHostCount', 'us-east-1a', { TargetGroup })).toEqual([4, 4, 4, 0, 0]);
    expect(await ofZone('UnHealthyHostCount', 'us-east-1b', { TargetGroup })).toEqual([0, 0, 0, 0, 0]);
  });

  it('resets connections without a target in the zone', async () => {
    const { region, ofZone, advance } = aRegion();
    const input = { AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' };
    expect(region.call({ service: 'autoscaling', operation: 'UpdateAutoScalingGroup', input }).kind).toBe('answer');
    for (
      let minute = 0;
      minute < 30 && region.autoScaling.instances('web').some(({ zoneId }) => zoneId === 'use1-az1');
      minute += 1
    ) {
      advance(1);
    }
    advance(2);
    const [resets, flows] = await Promise.all(['TCP_ELB_Reset_Count', 'NewFlowCount'].map((name) => ofZone(name, 'us-east-1a')));
    const experienced = region.minutes.at(-1)?.loadBalancers.edge?.['use1-az1'];
    expect(resets?.at(-1)).toBeGreaterThan(0);
    expect(resets?.at(-1)).toBe(experienced?.requests);
    expect(flows?.at(-1)).toBe(0);
  });

  it('publishes zeros for a shifted zone once the clients have left', async () => {
    const { region, arc, advance, ofZone } = aRegion();
    const resourceIdentifier = region.loadBalancers.find(({ dimension }) => dimension === EDGE)?.arn ?? '';
    await arc.send(new StartZonalShiftCommand({ resourceIdentifier, awayFrom: 'use1-az1', expiresIn: '72h', comment: 'test' }));
    const before = sum(await ofZone('NewFlowCount', 'us-east-1a'));
    advance(120);
    const after = await ofZone('NewFlowCount', 'us-east-1a');
    expect(after).toHaveLength(5);
    expect(sum(after)).toBeLessThan(before * 0.02);
  });
});

describe('NAT gateways over the wire', () => {
  it('publish packets and drops per gateway', async () => {
    const { ofGateway } = aRegion();
    const [source, destination, dropped] = await Promise.all(
      ['PacketsInFromSource', 'PacketsInFromDestination', 'PacketsDropCount'].map((name) => ofGateway(name, 'nat-0a')),
    );
    for (const count of [...(source ?? []), ...(destination ?? [])]) expect(count / (20_000 * 60)).toBeCloseTo(1, 1);
    expect(dropped).toHaveLength(5);
    expect(sum(dropped ?? [])).toBeLessThan(100);
  });

  it('drop packets in the affected zone until the fault ends', async () => {
    const { ofGateway, advance } = aRegion({
      faults: [{ kind: 'packet-loss', at: 5, until: 10, zoneIds: ['use1-az1'], share: 0.01 }],
    });
    const shareOfDrops = async (gateway: string) => {
      const all =
        sum(await ofGateway('PacketsInFromSource', gateway)) + sum(await ofGateway('PacketsInFromDestination', gateway));
      return sum(await ofGateway('PacketsDropCount', gateway)) / all;
    };
    expect(await shareOfDrops('nat-0a')).toBeCloseTo(0.01, 3);
    expect(await shareOfDrops('nat-0b')).toBeLessThan(1e-5);
    advance(5);
    expect(await shareOfDrops('nat-0a')).toBeLessThan(1e-5);
  });
});

describe('a Contributor Insights rule over the wire', () => {
  const insightRules = [
    { name: 'faults-az1', loadBalancer: 'web', zoneId: 'use1-az1' },
    { name: 'faults-az2', loadBalancer: 'web', zoneId: 'use1-az2' },
  ];
  const unique = async ({ region, cloudWatch }: ReturnType<typeof aRegion>, rule: string) => {
    const query = { Id: 'u', Expression: `INSIGHT_RULE_METRIC("${rule}", UniqueContributors)`, Period: 60 };
    const window = { StartTime: new Date(region.clock.millis - 300_000), EndTime: region.clock.now };
    const { MetricDataResults } = await cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries: [query], ...window }));
    return MetricDataResults?.[0]?.Values ?? [];
  };

  it('counts failing targets: all in a bad zone, one for a single bad instance', async () => {
    const bad = aRegion({ insightRules, faults: [{ kind: 'errors', at: 0, zoneIds: ['use1-az1'], share: 0.1 }] });
    expect(await unique(bad, 'faults-az1')).toEqual([4, 4, 4, 4, 4]);
    const single = { kind: 'bad-instance', at: 0, zoneIds: ['use1-az1'], group: 'web', share: 0.5 } as const;
    const quiet = defaultRegionSpec({ seed: 1, startsAt }).traffic.map((traffic) => ({ ...traffic, faultRate: 0 }));
    const one = aRegion({ insightRules, faults: [single], traffic: quiet });
    expect(await unique(one, 'faults-az1')).toEqual([1, 1, 1, 1, 1]);
    expect(await unique(one, 'faults-az2')).toEqual([]);
  });
});
