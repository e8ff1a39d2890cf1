import type { Evidence, ManualTrigger, Readiness, Reading, SubnetId } from '../domain/index.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { gatherSubnets } from '../gather/gather-subnets.ts';
import { reading } from '../gather/reading.ts';
import { capacityStepsOf } from '../situation/capacity.ts';
import { knownGroups } from '../situation/groups.ts';
import { questionsOf } from './allowance-questions.ts';
import type { ReadinessSources } from './readiness-sources.ts';

/** Everything that the findings rest on. Reads only; a source that cannot be read becomes unknown, with why. Never throws. */
export async function gatherReadiness(sources: ReadinessSources): Promise<Readiness> {
  const { readiness, policy, now, functionName } = sources;
  const { topicArn } = policy.notify;
  const [evidence, identity, zones, loadBalancers, topic, deployment] = await Promise.all([
    gatherWhole(sources),
    reading(readiness.identity()),
    reading(readiness.zones()),
    reading(readiness.loadBalancers(policy.resources)),
    topicArn === undefined ? null : reading(readiness.topic(topicArn)),
    reading(readiness.deployment(functionName, now)),
  ]);
  const facts = { now: evidence.now, evidence, identity, zones, loadBalancers, topic, functionName, deployment };
  return { ...facts, subnets: evidence.subnetZones, allowances: await gatherAllowances(facts, sources) };
}

/** What an evacuation of any zone reads: all of its evidence, and what only its capacity steps need, of every group. */
async function gatherWhole({ reader, policy, now }: ReadinessSources): Promise<Evidence> {
  const evidence = await gatherEvidence(asIfAsked(now), { reader, policy, now });
  const groups = knownGroups(evidence);
  const stepOf = capacityStepsOf(policy);
  const losing = groups.filter(({ name }) => stepOf(name) === 'remove-subnets');
  const subnetIds = [...Object.keys(policy.subnets), ...groups.flatMap(({ subnets }) => subnets)] as SubnetId[];
  const [located, launches] = await Promise.all([
    subnetIds.length === 0 ? {} : gatherSubnets([...new Set(subnetIds)], { reader }),
    Promise.all(losing.map(async ({ name }) => [name, await reading(reader.groups.launchHealth(name))] as const)),
  ]);
  return { ...evidence, ...located, launches: Object.fromEntries(launches) };
}

/** A person's request, which needs no alarm: what stands in the way of an evacuation on a quiet day. */
function asIfAsked(now: Date): ManualTrigger {
  const at = now.toISOString() as ManualTrigger['at'];
  return { kind: 'manual', action: 'evacuate', id: 'doctor', at, zone: null, dryRun: true, reason: 'doctor', override: [] };
}

/** The principal that evacuates: the function's role, or whoever asks if nothing is deployed. */
async function gatherAllowances(
  { deployment, identity, evidence }: Pick<Readiness, 'deployment' | 'identity' | 'evidence'>,
  { readiness, policy }: ReadinessSources,
): Promise<Readiness['allowances']> {
  const principal = principalOf({ deployment, identity });
  if (!principal.known) return principal;
  return reading(readiness.allowances(principal.value, questionsOf(policy, knownGroups(evidence))));
}

function principalOf({ deployment, identity }: Pick<Readiness, 'deployment' | 'identity'>): Reading<string> {
  if (deployment.known && deployment.value !== null) return { known: true, value: deployment.value.roleArn };
  return identity.known ? { known: true, value: asRole(identity.value.arn) } : identity;
}

/** IAM knows the role, not its session: `arn:aws:sts::1:assumed-role/operator/me` is `arn:aws:iam::1:role/operator`. */
function asRole(arn: string): string {
  return arn.replace(/^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam::$2:role/$3');
}
