import type { Policy } from '../../shared/domain/index.ts';
import { arnField, expectedIdentity } from '../../shared/situation/expected-identity.ts';
import type { GroupSpec } from '../region/auto-scaling/group.ts';
import { type LoadBalancerSpec, targetGroupDimension } from '../region/load-balancer/load-balancer.ts';
import { partitionOf } from '../region/operations/partition.ts';
import type { RegionSpec } from '../region/region-spec.ts';
import { groupsOf, type NamedGroup } from './named-groups.ts';
import { clustersOf, loadBalancersOf, type NamedLoadBalancer, NotRehearsable } from './named-parts.ts';
import { rehearsedAlarms } from './rehearsed-alarms.ts';
import { targetsOf } from './served-by.ts';

/** What a configuration does not say about its application. */
export interface Sizes {
  readonly instancesPerZone: number;
  /** Of all load balancers together, at the day's peak. */
  readonly requestsPerSecond: number | undefined;
  /** Units of capacity that an instance counts for (WeightedCapacity). */
  readonly weight: number;
}

/** A Region with what a configuration names, on a good day. */
export type RehearsedRegion = Omit<RegionSpec, 'seed' | 'startsAt' | 'alarms' | 'faults'>;

const FAKE_ACCOUNT = '111122223333';
/** Requests a second that an instance gets at the peak, if nobody says: as in the default Region. */
const USUAL_REQUESTS = 25;
/** Of what its instances can carry, with one zone missing at the peak. */
const BUSY_WITHOUT_A_ZONE = 0.75;
const DAY = { dailyCurve: { troughShare: 0.35, peakHourUtc: 20 }, noise: 0.03, faultRate: 2e-4 };
const LATENCY = { medianSeconds: 0.08, sigma: 0.5 };

/** Stands for whatever sends requests to groups that no load balancer of the configuration serves. */
const FRONT: NamedLoadBalancer = { type: 'app', name: 'front', id: 'f0f0f0f0f0f0f0f0', isShifted: false, targetGroups: [] };

/** Throws NotRehearsable. */
export function rehearsedRegion(policy: Policy, sizes: Sizes): RehearsedRegion {
  const { region, account } = expectedIdentity(policy);
  refuseUnknownPartition(policy, region);
  const identity = { region, account: account ?? FAKE_ACCOUNT };
  const named = loadBalancersOf(policy);
  const all = named.length === 0 ? [FRONT] : named;
  const groups = groupsOf(policy, named.length === 0 ? [] : all);
  const shaped = shapeOf(all, { groups, policy, sizes });
  const subnets = subnetsOf(policy);
  const spec = {
    ...identity,
    zones: policy.zones.map(({ zoneId, zoneName }) => ({ zoneId, zoneName })),
    subnets,
    groups: groups.map((group) => groupSpec(group, { policy, sizes, subnets, shaped, identity })),
    loadBalancers: shaped.filter(({ type }) => type === 'app').map(({ spec }) => spec),
    networkLoadBalancers: shaped.filter(({ type }) => type === 'net').map(({ spec }) => spec),
    traffic: shaped.map(({ spec: { name }, requestsPerSecond }) => {
      return { ...DAY, loadBalancer: name, requestsPerSecond, latency: LATENCY };
    }),
    topics: policy.notify.topicArn === undefined ? [] : [policy.notify.topicArn.split(':').at(-1) ?? ''],
    clusters: clustersOf(policy),
  };
  return { ...spec, ...otherSignals(policy, spec.loadBalancers) };
}

/** The alarms are made when the Region is: they are read from a file. */
export function alarmed(policy: Policy, spec: RehearsedRegion): RegionSpec['alarms'] {
  return rehearsedAlarms(policy, { ...spec, seed: 0, startsAt: new Date(0), faults: [] });
}

/** The names of what is in the Region, and has no part in the configuration. */
export function hiddenIn(policy: Policy, { loadBalancers, networkLoadBalancers = [] }: RehearsedRegion): readonly string[] {
  const named = loadBalancersOf(policy);
  const shifted = named.flatMap(({ name, isShifted }) => (isShifted ? name : []));
  const unselected = groupsOf(policy, named).flatMap(({ name, isSelected }) => (isSelected ? [] : name));
  const hidden = [...loadBalancers, ...networkLoadBalancers].flatMap(({ name }) => (shifted.includes(name) ? [] : name));
  return [...hidden, ...unselected];
}

interface Shaped {
  readonly type: NamedLoadBalancer['type'];
  readonly spec: LoadBalancerSpec;
  readonly requestsPerSecond: number;
}

interface Given {
  readonly groups: readonly NamedGroup[];
  readonly policy: Policy;
  readonly sizes: Sizes;
}

/** Cross-zone off and opted in: what the responder is made for. Sized so that the peak is carried with one zone missing. */
function shapeOf(all: readonly NamedLoadBalancer[], { groups, policy: { zones }, sizes }: Given): readonly Shaped[] {
  const zoneIds = zones.map(({ zoneId }) => zoneId);
  return all.map((one, turn) => {
    const targets = targetsOf(one, { groups, turn });
    const instances = zoneIds.length * sizes.instancesPerZone * targets.length;
    const requests = sizes.requestsPerSecond === undefined ? USUAL_REQUESTS * instances : sizes.requestsPerSecond / all.length;
    const carriers = (instances * (zoneIds.length - 1)) / zoneIds.length;
    const requestsPerSecondPerTarget = requests / carriers / BUSY_WITHOUT_A_ZONE;
    const spec = {
      name: one.name,
      id: one.id,
      crossZone: false,
      zonalShiftEnabled: one.isShifted,
      zoneIds,
      clientKeepAliveSeconds: 300,
      targetGroups: targets.map((target) => ({ ...target, requestsPerSecondPerTarget })),
    };
    return { type: one.type, spec, requestsPerSecond: requests };
  });
}

/** Those of the `subnets` map, and one for each zone that has none there. */
function subnetsOf({ subnets, zones }: Policy): RegionSpec['subnets'] {
  const given = Object.entries(subnets).map(([subnetId, zoneId]) => ({ subnetId, zoneId: String(zoneId) }));
  const missing = zones.filter(({ zoneId }) => !given.some((subnet) => subnet.zoneId === zoneId));
  return [...given, ...missing.map(({ zoneId, zoneName }) => ({ subnetId: `subnet-0${zoneName.replace(/-/g, '')}`, zoneId }))];
}

interface Surroundings {
  readonly policy: Policy;
  readonly sizes: Sizes;
  readonly subnets: RegionSpec['subnets'];
  readonly shaped: readonly Shaped[];
  readonly identity: { readonly region: string; readonly account: string };
}

function groupSpec({ name, zoneIds }: NamedGroup, { policy, sizes, subnets, shaped, identity }: Surroundings): GroupSpec {
  const { instancesPerZone, weight } = sizes;
  const desired = instancesPerZone * zoneIds.length * weight;
  const { region, account } = identity;
  const behind = shaped
    .flatMap(({ spec }) => spec.targetGroups)
    .filter((targets) => [targets.group, ...(targets.otherGroups ?? [])].includes(name));
  const { autoScalingGroups: selection } = policy;
  const step = 'tag' in selection ? selection.capacityStep : selection.find((group) => group.name === name)?.capacityStep;
  return {
    name,
    subnetIds: subnets.flatMap(({ subnetId, zoneId }) => (zoneIds.includes(zoneId) ? subnetId : [])),
    desired,
    min: desired,
    max: 2 * desired,
    targetGroupArns: behind.map((targets) => {
      return `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:${targetGroupDimension(targets)}`;
    }),
    ...(weight === 1 ? {} : { weight }),
    ...(step === 'zonal-shift' ? { zonalShiftEnabled: true } : {}),
    ...('tag' in selection ? { tags: { [selection.tag.key]: selection.tag.value } } : {}),
  };
}

function otherSignals(
  { signals }: Policy,
  loadBalancers: readonly LoadBalancerSpec[],
): Pick<RegionSpec, 'natGateways' | 'insightRules'> {
  const loadBalancer = loadBalancers[0]?.name ?? '';
  return {
    natGateways: signals.flatMap((signal) =>
      signal.kind === 'nat-gateway'
        ? Object.entries(signal.gateways).map(([natGatewayId, zoneId]) => ({ natGatewayId, zoneId, packetsPerSecond: 2_000 }))
        : [],
    ),
    insightRules: signals.flatMap((signal) =>
      signal.kind === 'contributor-insights'
        ? Object.entries(signal.rules).map(([zoneId, name]) => ({ name, zoneId, loadBalancer }))
        : [],
    ),
  };
}

function refuseUnknownPartition({ resources }: Policy, region: string): void {
  const expected = partitionOf(region);
  const other = resources.find((arn) => arn.split(':')[1] !== expected);
  if (other === undefined) return;
  const problem = `"${other}" is of partition "${other.split(':')[1]}", and the simulated Region ${arnField(other, 'region')} of ${expected}`;
  throw new NotRehearsable(`resources: ${problem}; accepted: ARNs of ${expected}`);
}
