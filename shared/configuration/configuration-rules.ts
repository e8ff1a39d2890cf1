import type { AzId, Policy } from '../domain/index.ts';
import { show } from '../errors.ts';
import { arnField, regionOf } from '../situation/expected-identity.ts';
import { durationMinutes, LONGEST_SHIFT_MINUTES } from '../situation/time.ts';

/** A rule that one value alone cannot break. */
interface Rule {
  /** The keys that it counts: where one of them is broken, it cannot tell. */
  readonly needs: readonly (keyof Policy)[];
  /** In words. */
  readonly problems: (policy: Policy) => string[];
}

const RULES: readonly Rule[] = [
  {
    needs: [],
    problems: ({ zones }) =>
      duplicates(
        'zones[].zoneId',
        zones.map(({ zoneId }) => zoneId),
      ),
  },
  {
    needs: [],
    problems: ({ zones }) =>
      duplicates(
        'zones[].zoneName',
        zones.map(({ zoneName }) => zoneName),
      ),
  },
  { needs: [], problems: (policy) => duplicates('alarm names', alarmNames(policy)) },
  { needs: ['contributorAlarm'], problems: oneAlarmForEachZone },
  { needs: [], problems: ({ resources }) => duplicates('resources', resources) },
  {
    needs: [],
    problems: ({ autoScalingGroups: groups }) =>
      duplicates('autoScalingGroups[].name', 'tag' in groups ? [] : groups.map(({ name }) => name)),
  },
  { needs: ['resources', 'autoScalingGroups'], problems: somethingToEvacuate },
  { needs: ['zones'], problems: oneRegionAndAccount },
  { needs: ['zones', 'capacity'], problems: zonesThatCanStay },
  { needs: ['zones'], problems: subnetsInConfiguredZones },
  { needs: ['zones', 'signals'], problems: signalsOfConfiguredZones },
  { needs: ['outlier'], problems: windowThatHoldsTheMinutes },
  { needs: ['zonalShift'], problems: shiftDurations },
  { needs: ['capacity', 'zonalShift'], problems: drainWithinShift },
  { needs: ['zones', 'restore'], problems: recoveryAlarmsForAutomaticRestore },
];

/** What is wrong with the values together, in words. `broken`: the keys of which not all could be read. */
export function brokenRules(policy: Policy, broken: ReadonlySet<PropertyKey> = new Set()): string[] {
  return RULES.filter(({ needs }) => !needs.some((key) => broken.has(key))).flatMap(({ problems }) => problems(policy));
}

function alarmNames(policy: Policy): string[] {
  const ofZones = policy.zones.flatMap((zone) => [zone.impactAlarm, zone.recoveryAlarm]);
  return [...ofZones, policy.contributorAlarm, ...policy.regionalAlarms, ...policy.deployment.alarms].filter(
    (name) => name !== undefined,
  );
}

/** Two alarms could contradict each other about the same zone. */
function oneAlarmForEachZone({ zones, contributorAlarm }: Policy): string[] {
  const named = zones.filter(({ impactAlarm }) => impactAlarm !== undefined && contributorAlarm !== undefined);
  return named.slice(0, 1).map(({ zoneId }) => `zones: ${zoneId} names an impactAlarm beside contributorAlarm; accepted: either`);
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

/** One responder serves one Region of one account. One value that differs from all others is the wrong one, wherever it stands. */
function oneRegionAndAccount(policy: Policy): string[] {
  const arns = [...policy.resources, ...(policy.notify.topicArn === undefined ? [] : [policy.notify.topicArn])];
  const zoneNames = policy.zones.map(({ zoneName }) => zoneName);
  const region = mostFrequent([...zoneNames.map(regionOf), ...arns.map((arn) => arnField(arn, 'region'))]);
  const account = mostFrequent(arns.map((arn) => arnField(arn, 'account')));
  const ofZones = zoneNames
    .filter((zoneName) => regionOf(zoneName) !== region)
    .map((zoneName) => `zones: ${show(zoneName)} is not in ${region}; accepted: zones of one Region`);
  const ofArns = arns
    .filter((arn) => arnField(arn, 'region') !== region || arnField(arn, 'account') !== account)
    .map((arn) => `${show(arn)} is of another Region or account; accepted: ${region}, ${account}`);
  return [...ofZones, ...ofArns];
}

/** The first of those that are there most often. */
function mostFrequent(values: readonly string[]): string | undefined {
  const countOf = (value: string) => values.filter((other) => other === value).length;
  return values.toSorted((left, right) => countOf(right) - countOf(left))[0];
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
