import type { GroupSpec } from './auto-scaling/group.ts';
import type { NatGatewaySpec } from './ec2/nat-gateway.ts';
import type { WorldFault } from './faults/world-faults.ts';
import type { InsightRuleSpec } from './load-balancer/faulty-targets.ts';
import type { LoadBalancerSpec } from './load-balancer/load-balancer.ts';
import type { Identity } from './operations/operation.ts';
import { partitionOf } from './operations/partition.ts';
import type { DeployedResponder } from './responder/deployed-responder.ts';
import { gameDayAlarms } from './template-alarms/game-day-alarms.ts';
import type { AlarmSpec } from './template-alarms/template-alarms.ts';
import type { TrafficSpec } from './traffic/traffic.ts';

/** A zone with its two names: the AZ ID `use1-az1`, the same in all accounts, and the account's own AZ name `us-east-1a`. */
export interface ZoneSpec {
  readonly zoneId: string;
  readonly zoneName: string;
}

/** The initial state of a Region and what will go wrong in it, as plain data. Scenarios use this. */
export interface RegionSpec extends Identity {
  /** The same seed and spec give the same traffic, minute by minute, whatever calls are made. */
  readonly seed: number;
  readonly startsAt: Date;
  /**
   * Nothing happens by itself: no traffic, no metrics, no evaluation of metric alarms, no scaling. What has a set end, such as a
   * zonal shift, still ends. For tests that only make calls: a day of it costs nothing.
   */
  readonly isStill?: boolean;
  /** How long the application has run before, as its metrics show. 0: it is new. Default: six hours. */
  readonly pastMinutes?: number;
  readonly zones: readonly ZoneSpec[];
  readonly subnets: readonly { readonly subnetId: string; readonly zoneId: string }[];
  readonly groups: readonly GroupSpec[];
  readonly loadBalancers: readonly LoadBalancerSpec[];
  /** Network Load Balancers. Their traffic is also in `traffic`. They have no alarms. */
  readonly networkLoadBalancers?: readonly LoadBalancerSpec[];
  /** ARNs of EKS clusters, opted in to zonal shift. */
  readonly clusters?: readonly string[];
  readonly natGateways?: readonly NatGatewaySpec[];
  /** Contributor Insights rules that count failures per target of a load balancer. */
  readonly insightRules?: readonly InsightRuleSpec[];
  readonly traffic: readonly TrafficSpec[];
  /** Topic names that exist from the start. */
  readonly topics: readonly string[];
  /** The responder's function with its rules, as deployed in the account. Absent: none is. */
  readonly responder?: DeployedResponder;
  readonly alarms: readonly AlarmSpec[];
  readonly faults: readonly WorldFault[];
}

const IDENTITY: Identity = { region: 'us-east-1', account: '111122223333' };

const ZONES: readonly ZoneSpec[] = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c' },
];
const ZONE_IDS = ZONES.map(({ zoneId }) => zoneId);

const SUBNETS = [
  { subnetId: 'subnet-0a1', zoneId: 'use1-az1' },
  { subnetId: 'subnet-0b2', zoneId: 'use1-az2' },
  { subnetId: 'subnet-0c3', zoneId: 'use1-az4' },
];

const WEB_TARGETS = { name: 'web', id: '73e2d6bc24d8a067', group: 'web', requestsPerSecondPerTarget: 50 };
const API_TARGETS = { name: 'api', id: '943f017f100becff', group: 'api', requestsPerSecondPerTarget: 25 };

/** Cross-zone off and opted in to zonal shift, the setting with the most independent zones. */
const LOAD_BALANCER = {
  crossZone: false,
  zonalShiftEnabled: true,
  zoneIds: ZONE_IDS,
  clientKeepAliveSeconds: 300,
  tags: { app: 'wildrydes' },
};
const LOAD_BALANCERS: readonly LoadBalancerSpec[] = [
  { ...LOAD_BALANCER, name: 'web', id: '50dc6c495c0c9188', targetGroups: [WEB_TARGETS] },
  { ...LOAD_BALANCER, name: 'api', id: '1f2e3d4c5b6a7980', targetGroups: [API_TARGETS] },
];

/** Scaled for the peak with one zone missing: at the peak, three zones use half of their capacity, and two use three quarters. */
const GROUPS: readonly GroupSpec[] = [
  groupOf('web', { desired: 12, targets: WEB_TARGETS }),
  groupOf('api', { desired: 9, targets: API_TARGETS }),
];

const DAY = { dailyCurve: { troughShare: 0.35, peakHourUtc: 20 }, noise: 0.03, faultRate: 2e-4 };
const TRAFFIC: readonly TrafficSpec[] = [
  { ...DAY, loadBalancer: 'web', requestsPerSecond: 300, latency: { medianSeconds: 0.08, sigma: 0.5 } },
  { ...DAY, loadBalancer: 'api', requestsPerSecond: 112, latency: { medianSeconds: 0.03, sigma: 0.5 } },
];

/**
 * The application `wildrydes` in three zones: a public and an internal load balancer, each with its group, zonal alarms and
 * canaries.
 */
export function defaultRegionSpec(given: { seed: number; startsAt: Date } & Partial<RegionSpec>): RegionSpec {
  const { alarms, ...rest } = given;
  const spec = {
    ...IDENTITY,
    zones: ZONES,
    subnets: SUBNETS,
    groups: GROUPS,
    loadBalancers: LOAD_BALANCERS,
    traffic: TRAFFIC,
    topics: ['on-call'],
    faults: [],
    ...rest,
  };
  return { ...spec, alarms: alarms ?? gameDayAlarms(spec) };
}

function groupOf(name: string, { desired, targets }: { desired: number; targets: { name: string; id: string } }): GroupSpec {
  const { region, account } = IDENTITY;
  return {
    name,
    subnetIds: SUBNETS.map(({ subnetId }) => subnetId),
    desired,
    min: desired,
    max: desired * 2,
    targetGroupArns: [
      `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:targetgroup/${targets.name}/${targets.id}`,
    ],
  };
}
