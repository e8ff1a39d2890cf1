import { z } from 'zod';
import type { AutoScaling } from '../auto-scaling/auto-scaling.ts';
import type { Ec2 } from '../ec2/ec2.ts';
import { AwsError, type Operations, reads } from '../operations/operation.ts';
import { takePage } from '../operations/paging.ts';
import type { LoadBalancer, TargetGroup } from './load-balancer.ts';

/** The part of a Region that Elastic Load Balancing describes. */
interface Balanced {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly ec2: Ec2;
  readonly autoScaling: AutoScaling;
}

const PAGE = 400;

const loadBalancersInput = z.object({
  LoadBalancerArns: z.array(z.string()).default([]),
  PageSize: z.coerce.number().int().min(1).max(PAGE).default(PAGE),
  Marker: z.string().optional(),
});
const targetGroupsInput = z.object({ LoadBalancerArn: z.string().optional(), Marker: z.string().optional() });
const loadBalancerInput = z.object({ LoadBalancerArn: z.string() });
/** API DescribeTags: at most 20 ARNs, of load balancers or of what belongs to them. */
const tagsInput = z.object({ ResourceArns: z.array(z.string()).min(1).max(20) });
const targetGroupInput = z.object({ TargetGroupArn: z.string() });

/** Reads of Elastic Load Balancing, with the errors of a wrong ARN. */
export function loadBalancerOperations(region: Balanced): Operations {
  return {
    DescribeLoadBalancers: reads(loadBalancersInput, (input) => describeLoadBalancers(region, input)),
    DescribeLoadBalancerAttributes: reads(loadBalancerInput, ({ LoadBalancerArn }) => ({
      Attributes: attributesOf(findLoadBalancer(region, LoadBalancerArn)),
    })),
    DescribeTargetGroups: reads(targetGroupsInput, ({ LoadBalancerArn }) => {
      const of = LoadBalancerArn === undefined ? region.loadBalancers : [findLoadBalancer(region, LoadBalancerArn)];
      return { TargetGroups: of.flatMap((one) => one.targetGroups.map((group) => describeTargetGroup(group, one))) };
    }),
    DescribeTags: reads(tagsInput, ({ ResourceArns }) => ({
      TagDescriptions: ResourceArns.map((arn) => ({ ResourceArn: arn, Tags: tagsOf(findLoadBalancer(region, arn)) })),
    })),
    DescribeTargetHealth: reads(targetGroupInput, ({ TargetGroupArn }) => ({
      TargetHealthDescriptions: healthOf(region, TargetGroupArn),
    })),
  };
}

function describeLoadBalancers(region: Balanced, input: z.output<typeof loadBalancersInput>): Record<string, unknown> {
  for (const arn of input.LoadBalancerArns) findLoadBalancer(region, arn);
  const { elements, nextToken } = takePage(region.loadBalancers, {
    matches: ({ arn }) => input.LoadBalancerArns.length === 0 || input.LoadBalancerArns.includes(arn),
    keyOf: ({ arn }) => arn,
    size: input.PageSize,
    token: input.Marker,
    refuse: () => new AwsError('ValidationError', 'Invalid marker'),
  });
  return { LoadBalancers: elements.map((one) => describeLoadBalancer(one, region)), NextMarker: nextToken };
}

function describeLoadBalancer({ arn, spec, type }: LoadBalancer, { ec2 }: Balanced): Record<string, unknown> {
  return {
    LoadBalancerArn: arn,
    LoadBalancerName: spec.name,
    Type: type === 'net' ? 'network' : 'application',
    Scheme: 'internet-facing',
    State: { Code: 'active' },
    AvailabilityZones: spec.zoneIds.map((zoneId) => ({ ZoneName: ec2.zone(zoneId)?.zoneName })),
  };
}

function attributesOf({ spec, type }: LoadBalancer): { Key: string; Value: string }[] {
  const attributes = {
    'load_balancing.cross_zone.enabled': String(spec.crossZone),
    'zonal_shift.config.enabled': String(spec.zonalShiftEnabled),
    ...(type === 'app' ? { 'client_keep_alive.seconds': String(spec.clientKeepAliveSeconds ?? 3_600) } : {}),
  };
  return Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
}

function tagsOf({ spec: { tags = {} } }: LoadBalancer): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function describeTargetGroup({ arn, spec }: TargetGroup, { arn: balancer, type }: LoadBalancer): Record<string, unknown> {
  return {
    TargetGroupArn: arn,
    TargetGroupName: spec.name,
    TargetType: spec.forwardsTo === undefined ? 'instance' : 'alb',
    Protocol: type === 'net' ? 'TCP' : 'HTTP',
    LoadBalancerArns: [balancer],
  };
}

/** A Region that stands still plays no health checks: there the instances in service answer. */
function healthOf({ loadBalancers, autoScaling }: Balanced, arn: string): Record<string, unknown>[] {
  const group = loadBalancers.flatMap(({ targetGroups }) => targetGroups).find((known) => known.arn === arn);
  if (group === undefined) throw new AwsError('TargetGroupNotFound', 'One or more target groups not found');
  const { forwardsTo } = group.spec;
  if (forwardsTo !== undefined) {
    return [describeHealth(loadBalancers.find(({ spec, type }) => type === 'app' && spec.name === forwardsTo)?.arn ?? '', true)];
  }
  if (group.targets.length > 0) return group.targets.map(({ instanceId, healthy }) => describeHealth(instanceId, healthy));
  return group.groups.flatMap((name) =>
    (autoScaling.group(name) === undefined ? [] : autoScaling.instances(name)).map(({ instanceId, lifecycleState }) =>
      describeHealth(instanceId, lifecycleState === 'InService'),
    ),
  );
}

function describeHealth(id: string, isHealthy: boolean): Record<string, unknown> {
  return { Target: { Id: id, Port: 80 }, TargetHealth: { State: isHealthy ? 'healthy' : 'unhealthy' } };
}

function findLoadBalancer({ loadBalancers }: Balanced, arn: string): LoadBalancer {
  const found = loadBalancers.find((known) => known.arn === arn);
  if (found === undefined) throw new AwsError('LoadBalancerNotFound', `Load balancers '[${arn}]' not found`);
  return found;
}
