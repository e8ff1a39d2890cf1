import type { AzId, Policy } from '../domain/index.ts';
import { ConfigurationError, show } from '../errors.ts';
import { arnField, expectedIdentity, regionOf } from '../situation/expected-identity.ts';
import { durationMinutes, LONGEST_SHIFT_MINUTES } from '../situation/time.ts';
import { configurationSchema } from './configuration-schema.ts';
import { describeIssues } from './describe-issues.ts';
import { readJson } from './read-json.ts';

export { expectedIdentity };

/**
 * Reads and validates the configuration once, at cold start. `source` is the JSON text.
 * Throws ConfigurationError with every problem in one message.
 */
export function parseConfiguration(source: string): Policy {
  const document = parseJson(source);
  const parsed = configurationSchema.safeParse(document);
  if (!parsed.success) throw new ConfigurationError(describeIssues(parsed.error.issues, document));
  const { $schema: _ofEditors, ...policy }: Policy & { $schema?: string | undefined } = parsed.data;
  const problems = RULES.flatMap((rule) => rule(policy));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return policy;
}

function parseJson(source: string): unknown {
  try {
    return readJson(source);
  } catch (cause) {
    throw new ConfigurationError([`the document is not JSON: ${(cause as Error).message}`]);
  }
}

/** Rules that one value alone cannot break. Each answers its problems, in words. */
const RULES: readonly ((policy: Policy) => string[])[] = [
  (policy) =>
    duplicates(
      'zones[].zoneId',
      policy.zones.map((zone) => zone.zoneId),
    ),
  (policy) =>
    duplicates(
      'zones[].zoneName',
      policy.zones.map((zone) => zone.zoneName),
    ),
  (policy) => duplicates('alarm names', alarmNames(policy)),
  (policy) => duplicates('resources', policy.resources),
  (policy) =>
    'tag' in policy.autoScalingGroups
      ? []
      : duplicates(
          'autoScalingGroups[].name',
          policy.autoScalingGroups.map(({ name }) => name),
        ),
  somethingToEvacuate,
  oneRegionAndAccount,
  zonesThatCanStay,
  subnetsInConfiguredZones,
  signalsOfConfiguredZones,
  windowThatHoldsTheMinutes,
  shiftDurations,
  drainWithinShift,
  recoveryAlarmsForAutomaticRestore,
];

function alarmNames(policy: Policy): string[] {
  const ofZones = policy.zones.flatMap((zone) => [zone.impactAlarm, zone.recoveryAlarm]);
  return [...ofZones, ...policy.regionalAlarms, ...policy.deployment.alarms].filter((name) => name !== undefined);
}

function duplicates(place: string, values: readonly string[]): string[] {
  const repeated = values.filter((value, index) => values.indexOf(value) !== index);
  return [...new Set(repeated)].map((value) => `${place}: ${show(value)} is given more than once; accepted: each once`);
}

function somethingToEvacuate(policy: Policy): string[] {
  const groups = policy.autoScalingGroups;
  if (policy.resources.length > 0 || 'tag' in groups || groups.length > 0) return [];
  return ['resources, autoScalingGroups: both are empty; accepted: at least one resource or one group'];
}

/** One responder serves one Region of one account: a shift in another could not be made by these clients. */
function oneRegionAndAccount(policy: Policy): string[] {
  const arns = [...policy.resources, ...(policy.notify.topicArn === undefined ? [] : [policy.notify.topicArn])];
  const { region, account } = expectedIdentity(policy);
  const ofZones = policy.zones
    .filter((zone) => regionOf(zone.zoneName) !== region)
    .map((zone) => `zones: ${show(zone.zoneName)} is not in ${region}; accepted: zones of one Region`);
  const ofArns = arns
    .filter((arn) => arnField(arn, 'region') !== region || (account !== null && arnField(arn, 'account') !== account))
    .map((arn) => `${show(arn)} is of another Region or account; accepted: ${region}${account === null ? '' : `, ${account}`}`);
  return [...ofZones, ...ofArns];
}

function zonesThatCanStay(policy: Policy): string[] {
  const most = policy.zones.length - 1;
  if (policy.capacity.minimumZones <= most) return [];
  return [
    `capacity.minimumZones: ${policy.capacity.minimumZones} of ${policy.zones.length} zones could never be kept; accepted: 1 to ${most}`,
  ];
}

function subnetsInConfiguredZones(policy: Policy): string[] {
  const accepted = policy.zones.map((zone) => zone.zoneId);
  return Object.entries(policy.subnets)
    .filter(([, zoneId]) => !accepted.includes(zoneId))
    .map(
      ([subnetId, zoneId]) => `subnets.${subnetId}: ${show(zoneId)} is not a configured zone; accepted: ${accepted.join(', ')}`,
    );
}

/** A zone that a signal does not know would be unknown in every judgement, and hold every evacuation. */
function signalsOfConfiguredZones({ signals, zones }: Policy): string[] {
  const accepted = zones.map(({ zoneId }) => zoneId);
  return signals.flatMap((signal, index) => {
    const named = zonesNamedBy(signal);
    if (named === null) return [];
    const unknown = named.filter((zoneId) => !accepted.includes(zoneId));
    const missing = accepted.filter((zoneId) => !named.includes(zoneId));
    return [
      ...unknown.map((zoneId) => `signals[${index}]: ${show(zoneId)} is not a configured zone; accepted: ${accepted.join(', ')}`),
      ...missing.map((zoneId) => `signals[${index}]: ${zoneId} is missing; accepted: every configured zone`),
    ];
  });
}

/** The zones that a signal lists by itself; null: its metrics carry the zone. */
function zonesNamedBy(signal: Policy['signals'][number]): AzId[] | null {
  if (signal.kind === 'nat-gateway') return Object.values(signal.gateways);
  return signal.kind === 'contributor-insights' ? (Object.keys(signal.rules) as AzId[]) : null;
}

function windowThatHoldsTheMinutes({ outlier: { minimumMinutes, windowMinutes } }: Policy): string[] {
  if (minimumMinutes <= windowMinutes) return [];
  return [`outlier.minimumMinutes: ${minimumMinutes} is not accepted; accepted: 2 to windowMinutes (${windowMinutes})`];
}

function shiftDurations({ zonalShift }: Policy): string[] {
  const expiresIn = durationMinutes(zonalShift.expiresIn);
  const problems: string[] = [];
  if (expiresIn > LONGEST_SHIFT_MINUTES) {
    problems.push(`zonalShift.expiresIn: ${show(zonalShift.expiresIn)} is not accepted; accepted: 1m to 72h`);
  }
  if (durationMinutes(zonalShift.renewBefore) >= expiresIn) {
    problems.push(
      `zonalShift.renewBefore: ${show(zonalShift.renewBefore)} is not accepted; accepted: less than expiresIn (${zonalShift.expiresIn})`,
    );
  }
  if (durationMinutes(zonalShift.maximumDuration) < expiresIn) {
    problems.push(
      `zonalShift.maximumDuration: ${show(zonalShift.maximumDuration)} is not accepted; accepted: at least expiresIn (${zonalShift.expiresIn})`,
    );
  }
  return problems;
}

/** A shift that has ended cannot be waited for. */
function drainWithinShift({ capacity: { drain }, zonalShift: { expiresIn } }: Policy): string[] {
  if (durationMinutes(drain) < durationMinutes(expiresIn)) return [];
  return [`capacity.drain: ${show(drain)} is not accepted; accepted: less than zonalShift.expiresIn (${expiresIn})`];
}

/** Nobody is asked in an automatic restore, so only a probe that still reaches the zone can tell. */
function recoveryAlarmsForAutomaticRestore({ restore, zones }: Policy): string[] {
  if (restore !== 'automatic') return [];
  return zones
    .filter(({ recoveryAlarm }) => recoveryAlarm === undefined)
    .map(({ zoneId }) => `zones: ${zoneId} has no recoveryAlarm; accepted with "restore": "automatic": one for every zone`);
}
