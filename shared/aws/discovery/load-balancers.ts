import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AzName, FoundLoadBalancer, FoundTargetGroup, ResourceArn } from '../../domain/index.ts';
import { call } from '../call.ts';
import type { CallOptions } from '../client-options.ts';
import { readPages } from '../pages.ts';

/** API DescribeTags: at most 20 resources a call. */
const ARNS_A_CALL = 20;

/** Every load balancer of the account and Region that ARC can shift, with its tags: a call for 20 of them. */
export async function findLoadBalancers(
  client: ElasticLoadBalancingV2Client,
  options: CallOptions,
): Promise<FoundLoadBalancer[]> {
  const listed = await readPages(async (Marker) => {
    const command = new DescribeLoadBalancersCommand({ Marker });
    const page = await call('reading load balancers', () => client.send(command, options), options);
    return { items: page.LoadBalancers, nextToken: page.NextMarker };
  });
  const shiftable = listed.filter(({ Type }) => Type === 'application' || Type === 'network');
  const tags = await readTags(
    client,
    options,
    shiftable.map(({ LoadBalancerArn = '' }) => LoadBalancerArn),
  );
  return shiftable.map((one) => observe(one, tags));
}

type Tags = ReadonlyMap<string, Readonly<Record<string, string>>>;

function observe({ LoadBalancerArn = '', LoadBalancerName = '', AvailabilityZones = [] }: LoadBalancer, tags: Tags) {
  return {
    arn: LoadBalancerArn as ResourceArn,
    name: LoadBalancerName,
    zoneNames: AvailabilityZones.map(({ ZoneName = '' }) => ZoneName as AzName),
    tags: tags.get(LoadBalancerArn) ?? {},
  };
}

async function readTags(client: ElasticLoadBalancingV2Client, options: CallOptions, arns: readonly string[]): Promise<Tags> {
  const batches = Array.from({ length: Math.ceil(arns.length / ARNS_A_CALL) }, (_, index) =>
    arns.slice(index * ARNS_A_CALL, (index + 1) * ARNS_A_CALL),
  );
  const answers = await Promise.all(
    batches.map(async (ResourceArns) => {
      const command = new DescribeTagsCommand({ ResourceArns });
      return call('reading tags of load balancers', () => client.send(command, options), options);
    }),
  );
  return new Map(
    answers
      .flatMap(({ TagDescriptions = [] }) => TagDescriptions)
      .map(({ ResourceArn: arn = '', Tags: tags = [] }) => [
        arn,
        Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
      ]),
  );
}

/** Every target group of the account and Region that a load balancer uses. */
export async function findTargetGroups(client: ElasticLoadBalancingV2Client, options: CallOptions): Promise<FoundTargetGroup[]> {
  const listed = await readPages(async (Marker) => {
    const command = new DescribeTargetGroupsCommand({ Marker });
    const page = await call('reading target groups', () => client.send(command, options), options);
    return { items: page.TargetGroups, nextToken: page.NextMarker };
  });
  return Promise.all(
    listed.map(async (group) => ({
      arn: (group.TargetGroupArn ?? '') as ResourceArn,
      loadBalancers: (group.LoadBalancerArns ?? []) as ResourceArn[],
      fronts: await readFronts(client, options, group),
    })),
  );
}

/** Only a target group of the type `alb` has load balancers as targets. */
async function readFronts(
  client: ElasticLoadBalancingV2Client,
  options: CallOptions,
  { TargetGroupArn, TargetType }: TargetGroup,
): Promise<ResourceArn[]> {
  if (TargetType !== 'alb') return [];
  const command = new DescribeTargetHealthCommand({ TargetGroupArn });
  const found = await call(`reading the targets of ${TargetGroupArn}`, () => client.send(command, options), options);
  return (found.TargetHealthDescriptions ?? []).map(({ Target }) => (Target?.Id ?? '') as ResourceArn);
}
