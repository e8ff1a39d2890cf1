import type { AvailabilityZone, FoundAlarm, Maker, Policy } from '../../domain/index.ts';
import { zoneOfAlarm } from '../../situation/zones.ts';

/** The alarms of an application by what they say. A zone is left out of a map where none or more than one fits. */
export interface NamedAlarms {
  /** By AZ ID. */
  readonly impact: Readonly<Record<string, string>>;
  readonly recovery: Readonly<Record<string, string>>;
  readonly regional: readonly string[];
  /** By AZ ID, the alarms of which one would have to be chosen. */
  readonly doubtful: Readonly<Record<string, readonly string[]>>;
  /** The application's own stack, if it has made the zones' alarms. Then none is named, or its next deployment would delete them. */
  readonly stack: string | null;
}

/** A probe that reaches a zone while it is shifted; an alarm on a load balancer's own metrics is OK as soon as no traffic is left. */
const PROBE = /canary|canaries|synthetic/i;
const REGIONAL = /regional/i;

/** What zoneOfAlarm looks at: an alarm that names another load balancer is another application's. */
type Ours = Pick<Policy, 'application' | 'zones' | 'resources'> & { readonly madeBy: Readonly<Record<string, Maker>> };

/** Which alarm says what, by names, descriptions and rules. Guesses nothing: where two fit, none is named. */
export function nameAlarms(all: readonly FoundAlarm[], ours: Ours): NamedAlarms {
  const stack = Object.values(ours.madeBy)[0]?.stack ?? null;
  const alarms = all.filter(({ name }) => ours.madeBy[name] === undefined);
  const of = (zone: AvailabilityZone) => alarms.filter((alarm) => speaksFor(alarm, zone, ours));
  const isPart = ({ name }: FoundAlarm) => all.some(({ rule }) => rule !== null && namesIn(rule, name));
  const isImpact = (alarm: FoundAlarm) => stack === null && alarm.rule !== null && !isProbe(alarm) && !isPart(alarm);
  const impact = ours.zones.map((zone) => [zone.zoneId, preferOwn(of(zone).filter(isImpact), ours)] as const);
  const recovery = ours.zones.map((zone) => [zone.zoneId, preferOwn(of(zone).filter(isProbe), ours)] as const);
  const regional = alarms.filter(({ name, rule }) => rule !== null && REGIONAL.test(name));
  const ownRegional = preferOwn(regional, ours);
  return {
    impact: onlyOnes(impact),
    recovery: onlyOnes(recovery),
    regional: ownRegional.length === 1 ? ownRegional.map(({ name }) => name) : [],
    stack,
    doubtful: Object.fromEntries(
      [...impact, ...recovery].filter(([, found]) => found.length > 1).map(([zoneId, found]) => [zoneId, found.map(nameOf)]),
    ),
  };
}

const nameOf = ({ name }: FoundAlarm) => name;

function isProbe({ name, namespace }: FoundAlarm): boolean {
  return PROBE.test(`${name} ${namespace ?? ''}`);
}

/** By the responder's own rule, or by the AZ ID or AZ name somewhere in the alarm's name. */
function speaksFor(alarm: FoundAlarm, zone: AvailabilityZone, { zones, resources }: Pick<Ours, 'zones' | 'resources'>): boolean {
  const told = zoneOfAlarm(alarm, { zones, resources, regionalAlarms: [], deployment: { alarms: [] } });
  if (told !== null) return told.zoneId === zone.zoneId;
  return [zone.zoneId, zone.zoneName].some((word) => new RegExp(`(?<![a-z\\d])${word}(?![a-z\\d])`).test(alarm.name));
}

/** By name or by ARN. A composite alarm that another's rule names is a part of that one, such as of the regional alarm. */
function namesIn(rule: string, name: string): boolean {
  return rule.split(/["'(),\s]+/).some((word) => word === name || word.endsWith(`:alarm:${name}`));
}

/** Where several applications share an account, the alarms that have this one's name. */
function preferOwn(alarms: readonly FoundAlarm[], { application }: Ours): readonly FoundAlarm[] {
  const own = alarms.filter(({ name }) => name.includes(application));
  return alarms.length > 1 && own.length > 0 ? own : alarms;
}

function onlyOnes(found: readonly (readonly [string, readonly FoundAlarm[]])[]): Record<string, string> {
  return Object.fromEntries(
    found.flatMap(([zoneId, alarms]) => (alarms.length === 1 ? alarms.map(({ name }) => [zoneId, name]) : [])),
  );
}
