import type { AvailabilityZone, FoundAccount, ResourceArn } from '../../domain/index.ts';
import { alarmThresholdsFor, quietestZones } from './alarm-thresholds.ts';
import { choicesOf } from './choices.ts';
import { type ConfigurationDocument, type DraftFacts, type DraftOptions, isOfEks, stackMakesAlarms } from './draft-facts.ts';
import { draftThresholds, latencyThreshold } from './draft-thresholds.ts';
import { type NamedAlarms, nameAlarms } from './name-alarms.ts';
import { nameTopic } from './name-topic.ts';
import { notesOf } from './notes.ts';
import { type Selected, selectResources } from './select-resources.ts';

export type { ConfigurationDocument };

/** What was found, drafted into a document; what was chosen, and why; and what has to be added by hand. */
export interface Draft {
  readonly document: ConfigurationDocument;
  readonly choices: readonly string[];
  readonly notes: readonly string[];
  /** The application's own stack, to which the zones' alarms and the topic are left where it has made them; else null. */
  readonly leftTo: { readonly alarms: string | null; readonly topic: string | null };
}

const NO_ALARMS: NamedAlarms = { impact: {}, recovery: {}, regional: [], doubtful: {}, stack: null };

/** Pure: the same account gives the same document. It begins in mode observe, with signals and a drain. */
export function draftConfiguration(account: FoundAccount, options: DraftOptions): Draft {
  const selected = selectResources(account, options.wanted);
  const zones = zonesOf(account, selected);
  const resources = resourcesOf(account, selected);
  const madeBy = options.madeBy.known ? options.madeBy.value : {};
  const ours = { application: options.application, zones, resources, madeBy };
  const alarms = account.alarms.known ? nameAlarms(account.alarms.value, ours) : NO_ALARMS;
  const topic = nameTopic(account, options, alarms);
  const quietest = quietestZones(options.usualHours);
  const facts = { account, ...options, ...selected, zones, resources, alarms, ...topic, quietest };
  const document = documentOf(facts);
  const leftTo = { alarms: alarms.stack, topic: topic.topicStack };
  return { document, choices: choicesOf(document, facts), notes: notesOf(facts), leftTo };
}

function documentOf(facts: DraftFacts): ConfigurationDocument {
  const { application, zones, resources, alarms, topicArn, usualHours } = facts;
  return {
    application,
    mode: 'observe',
    zones: zones.map(({ zoneId, zoneName }) => ({
      zoneId,
      zoneName,
      ...given('impactAlarm', alarms.impact[zoneId]),
      ...given('recoveryAlarm', alarms.recovery[zoneId]),
    })),
    ...(alarms.regional.length === 0 ? {} : { regionalAlarms: [...alarms.regional] }),
    resources: [...resources],
    autoScalingGroups: groupsOf(facts),
    subnets: subnetsOf(facts),
    signals: facts.loadBalancers.map(({ arn }) => signalOf(arn, facts)),
    outlier: { pastMinutes: PAST_MINUTES, ...draftThresholds(usualHours) },
    ...alarmThresholdsOf(facts),
    capacity: { drain: DRAIN },
    ...(topicArn === null ? {} : { notify: { topicArn } }),
  };
}

/** Only for the alarms that the stack makes, and only where the traffic asks for others than the defaults. */
function alarmThresholdsOf(facts: DraftFacts): Pick<ConfigurationDocument, 'alarmThresholds'> {
  const [busiest] = facts.quietest;
  if (busiest === undefined || !stackMakesAlarms(facts)) return {};
  const { areDefaults, ...alarmThresholds } = alarmThresholdsFor(busiest.requestsPerMinute);
  return areDefaults ? {} : { alarmThresholds };
}

/** As docs/configuration.md recommends. */
const DRAIN = '8m';
const PAST_MINUTES = 120;

function given<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: string });
}

/** Every zone that the load balancers or the groups are in. */
function zonesOf({ zones }: FoundAccount, { loadBalancers, groups }: Selected): AvailabilityZone[] {
  const used = new Set([...loadBalancers, ...groups].flatMap(({ zoneNames }) => zoneNames));
  return zones.filter(({ zoneName }) => used.has(zoneName)).sort((one, other) => (one.zoneName < other.zoneName ? -1 : 1));
}

/** An Application Load Balancer behind a chosen Network Load Balancer is not shifted by itself (docs/doctor.md, alb-behind-nlb). */
function resourcesOf({ targetGroups }: FoundAccount, { loadBalancers }: Selected): ResourceArn[] {
  const arns = loadBalancers.map(({ arn }) => arn);
  const behind = targetGroups
    .filter((group) => group.loadBalancers.some((arn) => arns.includes(arn)))
    .flatMap(({ fronts }) => fronts);
  return arns.filter((arn) => !behind.includes(arn));
}

/** By their tag if that selects just these; EKS undoes what others change in the groups that it manages. */
function groupsOf({ account, groups, wanted: { tag } }: DraftFacts): ConfigurationDocument['autoScalingGroups'] {
  const tagged = tag === null ? [] : account.groups.filter(({ tags }) => tags[tag.key] === tag.value);
  if (tag !== null && groups.length > 0 && tagged.length === groups.length && !groups.some(isOfEks)) return { tag };
  return groups.map((group) => ({ name: group.name, ...(isOfEks(group) ? { capacityStep: 'none' as const } : {}) }));
}

function subnetsOf({ account, groups }: DraftFacts): Record<string, string> {
  const ids = groups.flatMap(({ subnets }) => subnets);
  return Object.fromEntries(
    ids.flatMap((subnetId) => {
      const zone = account.subnets[subnetId];
      return zone === undefined ? [] : [[subnetId, zone.zoneId]];
    }),
  );
}

type Signal = NonNullable<ConfigurationDocument['signals']>[number];

function signalOf(arn: ResourceArn, { account, usualHours }: DraftFacts): Signal {
  const loadBalancer = tailOf(arn);
  const targetGroups = account.targetGroups
    .filter(({ loadBalancers, fronts }) => loadBalancers.includes(arn) && fronts.length === 0)
    .map((group) => group.arn.split(':').at(-1) ?? '');
  if (loadBalancer.startsWith('net/')) return { kind: 'network-load-balancer', loadBalancer, targetGroups };
  const seconds = usualHours.known ? latencyThreshold(usualHours.value[loadBalancer]) : null;
  const slow = seconds === null ? {} : { latencyThresholdSeconds: seconds };
  return { kind: 'application-load-balancer', loadBalancer, targetGroups, ...slow };
}

/** `app/web/50dc6c495c0c9188`, as metrics name a load balancer. */
export function tailOf(arn: string): string {
  return arn.split(':loadbalancer/')[1] ?? arn;
}
