import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AzName, ObservedLoadBalancer, ObservedTargetGroup, ResourceArn } from '../../domain/index.ts';
import { call } from '../call.ts';
import { type CallOptions, type ClientOptions, inTurn, withoutRetries } from '../client-options.ts';
import { readPages } from '../pages.ts';
import { reading } from './reading.ts';

const NOT_ASKED = { known: false, why: 'not read: it is not in the configuration' } as const;

/** All load balancers of the account and Region, in pages, and four reads or more for each of which details are wanted. */
export async function readLoadBalancers(
  clientOptions: ClientOptions,
  callOptions: CallOptions,
  detailsOf: readonly ResourceArn[],
): Promise<ObservedLoadBalancer[]> {
  const client = new ElasticLoadBalancingV2Client(withoutRetries(clientOptions));
  const options = inTurn(clientOptions, callOptions);
  const listed = await readPages(async (Marker) => {
    const command = new DescribeLoadBalancersCommand({ Marker });
    const page = await call('reading load balancers', () => client.send(command, options), options);
    return { items: page.LoadBalancers, nextToken: page.NextMarker };
  });
  const wanted = new Set<string>(detailsOf);
  return Promise.all(
    listed.map(async (one) => {
      const about = observe(one);
      if (!wanted.has(about.arn)) return { ...about, attributes: NOT_ASKED, targetGroups: NOT_ASKED };
      const [attributes, targetGroups] = await Promise.all([
        reading(readAttributes(client, options, about.arn)),
        reading(readTargetGroups(client, options, about.arn)),
      ]);
      return { ...about, attributes, targetGroups };
    }),
  );
}

function observe({ LoadBalancerArn = '', Type, AvailabilityZones = [] }: LoadBalancer) {
  const zoneNames = AvailabilityZones.map(({ ZoneName = '' }) => ZoneName as AzName);
  return { arn: LoadBalancerArn as ResourceArn, type: Type ?? 'unknown', zoneNames };
}

async function readAttributes(
  client: ElasticLoadBalancingV2Client,
  options: CallOptions,
  arn: string,
): Promise<Record<string, string>> {
  const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn });
  const { Attributes = [] } = await call(`reading the attributes of ${arn}`, () => client.send(command, options), options);
  return Object.fromEntries(Attributes.map(({ Key = '', Value = '' }) => [Key, Value]));
}

async function readTargetGroups(
  client: ElasticLoadBalancingV2Client,
  options: CallOptions,
  arn: string,
): Promise<ObservedTargetGroup[]> {
  const groups = await readPages(async (Marker) => {
    const command = new DescribeTargetGroupsCommand({ LoadBalancerArn: arn, Marker });
    const page = await call(`reading the target groups of ${arn}`, () => client.send(command, options), options);
    return { items: page.TargetGroups, nextToken: page.NextMarker };
  });
  return Promise.all(groups.map((group) => readTargets(client, options, group)));
}

async function readTargets(
  client: ElasticLoadBalancingV2Client,
  options: CallOptions,
  { TargetGroupArn = '', TargetGroupName = '', TargetType = 'instance' as const }: TargetGroup,
): Promise<ObservedTargetGroup> {
  const command = new DescribeTargetHealthCommand({ TargetGroupArn });
  const found = await call(`reading the targets of ${TargetGroupName}`, () => client.send(command, options), options);
  const targets = (found.TargetHealthDescriptions ?? []).map(({ Target, TargetHealth }) => ({
    id: Target?.Id ?? '',
    health: TargetHealth?.State ?? 'unknown',
  }));
  return { arn: TargetGroupArn as ResourceArn, name: TargetGroupName, targetType: TargetType, targets };
}
