import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FoundAccount, SubnetId } from '../../domain/index.ts';
import { groupReader, makeAutoScalingClient } from '../auto-scaling.ts';
import { type CallOptions, type ClientOptions, inTurn, withoutRetries } from '../client-options.ts';
import { makeEc2Client, subnetReader } from '../ec2.ts';
import { readCaller } from '../readiness/caller.ts';
import { reading } from '../readiness/reading.ts';
import { readZones } from '../readiness/zones.ts';
import { findAlarms, findTopics } from './alarms-and-topics.ts';
import { findLoadBalancers, findTargetGroups } from './load-balancers.ts';

/**
 * All of the account and Region that a configuration could name. Reads only. Rejects with CallError if zones, load balancers or groups
 * cannot be read; alarms and topics may stay unknown.
 */
export async function discover(client: ClientOptions & { readonly region: string }, options: CallOptions): Promise<FoundAccount> {
  const balancing = new ElasticLoadBalancingV2Client(withoutRetries(client));
  const ofBalancing = inTurn(client, options);
  const [identity, zones, loadBalancers, targetGroups, groups, alarms, topics] = await Promise.all([
    readCaller(client, options),
    readZones(client, options),
    findLoadBalancers(balancing, ofBalancing),
    findTargetGroups(balancing, ofBalancing),
    groupReader(makeAutoScalingClient(client), options).all(),
    reading(findAlarms(client, options)),
    reading(findTopics(client, options)),
  ]);
  const subnetIds = [...new Set(groups.flatMap(({ subnets }) => subnets))] as SubnetId[];
  const subnets = subnetIds.length === 0 ? {} : await subnetReader(makeEc2Client(client), options).zonesOf(subnetIds);
  return { identity, region: client.region, zones, loadBalancers, targetGroups, groups, subnets, alarms, topics };
}
