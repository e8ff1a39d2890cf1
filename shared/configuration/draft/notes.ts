import type { AvailabilityZone } from '../../domain/index.ts';
import { few } from '../../situation/few.ts';
import { stackAlarmNames } from '../stack-alarms.ts';
import { isNamedAsByStack } from '../stack-topic.ts';
import { type DraftFacts, isOfEks } from './draft-facts.ts';

/** What was not found, with how to add it. Pure. */
export function notesOf(facts: DraftFacts): string[] {
  return [
    impact,
    makers,
    recovery,
    regional,
    doubtful,
    topic,
    topicMaker,
    groups,
    clusters,
    subnets,
    usualHours,
    targets,
  ].flatMap((note) => note(facts) ?? []);
}

type Note = (facts: DraftFacts) => string | readonly string[] | null;

const without = (zones: readonly AvailabilityZone[], named: Readonly<Record<string, string>>) =>
  zones.filter(({ zoneId }) => named[zoneId] === undefined).map(({ zoneId }) => zoneId);

const impact: Note = ({ zones, alarms, account }) => {
  if (!account.alarms.known) return `alarms could not be read (${account.alarms.why}): add "impactAlarm" to each zone`;
  const missing = without(zones, alarms.impact);
  if (missing.length === 0 || alarms.stack !== null) return null;
  if (missing.length === zones.length) return 'no impact alarm for any zone: the stack creates them (docs/alarms.md)';
  return `no impact alarm for ${few(missing, ', ')}: add "impactAlarm", or remove those of the other zones, and the stack creates them all`;
};

const look = (id: string) => `look with: aws cloudformation describe-stack-resources --physical-resource-id ${id}`;

/** Names alone do not tell the stack's alarms from those of somebody who uses the construct; version 0.2.0 put no tag on them. */
const makers: Note = ({ application, zones, alarms, madeBy }) => {
  const { impact: names } = stackAlarmNames({ application, zones });
  const [one, ...others] = Object.values(alarms.impact).filter((name) => names.includes(name));
  if (one === undefined) return null;
  const these = others.length === 0 ? one : `${one} and ${others.length} more`;
  const why = madeBy.known ? 'they bear no tag of it' : `their tags could not be read (${madeBy.why})`;
  return `who made ${these}: they have the names that the responder's own stack gives, but ${why}; if it made them, leave "impactAlarm" and "regionalAlarms" out, or its next deployment deletes them; ${look(one)}`;
};

const recovery: Note = ({ zones, alarms }) => {
  const missing = without(zones, alarms.recovery);
  return missing.length === 0
    ? null
    : `no recovery alarm for ${few(missing, ', ')}: without one a person decides when to restore; add "recoveryAlarm" on a canary of the zone`;
};

const regional: Note = ({ zones, alarms }) =>
  alarms.regional.length > 0 || without(zones, alarms.impact).length === zones.length
    ? null
    : 'no regional alarm: add one to "regionalAlarms", or a failure of the whole Region may look like one of a zone (docs/alarms.md)';

const doubtful: Note = ({ alarms }) =>
  Object.entries(alarms.doubtful).map(
    ([zoneId, names]) => `more than one alarm fits ${zoneId} (${few(names)}): name one of them`,
  );

const topic: Note = ({ topicArn, topicStack, account: { topics } }) => {
  if (topicArn !== null || topicStack !== null) return null;
  if (!topics.known) return `topics could not be read (${topics.why}): add "notify": { "topicArn" }, or the stack creates one`;
  return topics.value.length === 0
    ? 'no topic: the stack creates one, and people subscribe to it'
    : `no topic was chosen among ${topics.value.length}: the stack creates one, unless you give --topic NAME`;
};

const topicMaker: Note = ({ topicArn, topicsMadeBy }) => {
  if (topicArn === null || !isNamedAsByStack(topicArn) || (topicsMadeBy.known && topicsMadeBy.value[topicArn])) return null;
  const why = topicsMadeBy.known ? 'it bears no tag of one' : `its tags could not be read (${topicsMadeBy.why})`;
  return `who made ${topicArn}: it has a name that a stack of the responder gives, but ${why}; if this application's made it, leave "notify" out, or its next deployment deletes it; ${look(topicArn)}`;
};

const groups: Note = ({ groups: found }) =>
  found.length > 0
    ? null
    : 'no Auto Scaling group is behind these load balancers: traffic can leave a zone, capacity stays; add "autoScalingGroups" if there are any';

const clusters: Note = ({ groups: found, account: { identity, region } }) => {
  const names = [...new Set(found.filter(isOfEks).flatMap(({ tags }) => tags['eks:cluster-name'] ?? []))];
  const partition = identity.arn.split(':')[1];
  return names.map(
    (name) =>
      `EKS manages groups of ${name}, so they keep their subnets: to shift the cluster, add arn:${partition}:eks:${region}:${identity.account}:cluster/${name} to "resources"`,
  );
};

const subnets: Note = ({ groups: found, account }) => {
  const unread = found.flatMap((group) => group.subnets).filter((subnetId) => account.subnets[subnetId] === undefined);
  return unread.length === 0 ? null : `no zone for ${few(unread, ', ')}: EC2 does not know these subnets of the groups`;
};

const targets: Note = ({ loadBalancers }) =>
  loadBalancers.some(({ arn }) => arn.includes(':loadbalancer/app/'))
    ? 'no rule that counts failures by target, so a single bad instance may look like its zone: add a signal of kind "contributor-insights" (docs/judgement.md#a-single-target)'
    : null;

const usualHours: Note = ({ usualHours: read }) =>
  read.known
    ? null
    : `the traffic of the last day could not be read (${read.why}): check the limits that depend on it (docs/judgement.md)`;
