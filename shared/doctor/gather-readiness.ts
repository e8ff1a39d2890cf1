import type { Evidence, Readiness, Reading } from '../domain/index.ts';
import { gatherForEveryZone } from '../gather/gather-capacity.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { reading } from '../gather/reading.ts';
import { THIS_VERSION } from '../marks/this-version.ts';
import { knownGroups } from '../situation/groups.ts';
import { questionsOf } from './allowance-questions.ts';
import { asIfAsked } from './as-if-asked.ts';
import type { ReadinessSources } from './readiness-sources.ts';

/** Everything that the findings rest on. Reads only; a source that cannot be read becomes unknown, with why. Never throws. */
export async function gatherReadiness(sources: ReadinessSources): Promise<Readiness> {
  const { readiness, policy, now, functionName } = sources;
  const { topicArn } = policy.notify;
  const [evidence, identity, zones, balancers, topic, deployment] = await Promise.all([
    gatherWhole(sources),
    reading(readiness.identity()),
    reading(readiness.zones()),
    gatherLoadBalancers(sources),
    topicArn === undefined ? null : reading(readiness.topic(topicArn)),
    reading(readiness.deployment(functionName, now)),
  ]);
  const facts = {
    now: evidence.now,
    evidence,
    identity,
    zones,
    ...balancers,
    topic,
    functionName,
    deployment,
    version: THIS_VERSION,
  };
  return { ...facts, subnets: evidence.subnetZones, allowances: await gatherAllowances(facts, sources) };
}

/** With what those that are configured have carried. */
async function gatherLoadBalancers({
  readiness,
  policy,
  now,
}: ReadinessSources): Promise<Pick<Readiness, 'loadBalancers' | 'loads'>> {
  const loadBalancers = await reading(readiness.loadBalancers(policy.resources));
  const configured = new Set<string>(policy.resources);
  const ours = loadBalancers.known ? loadBalancers.value.filter(({ arn }) => configured.has(arn)) : [];
  return { loadBalancers, loads: await reading(readiness.loads(ours, { zones: policy.zones, now })) };
}

/** What an evacuation of any zone reads. */
async function gatherWhole({ reader, policy, now }: ReadinessSources): Promise<Evidence> {
  const sources = { reader, policy, now };
  return gatherForEveryZone(await gatherEvidence(asIfAsked(now), sources), sources);
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
