import type { AvailabilityZone, ConfiguredZone, Policy } from '../domain/index.ts';

/** A configured zone by AZ ID or AZ name; null when there is none. */
export function findZone(idOrName: string, policy: Policy): AvailabilityZone | null {
  const zone = policy.zones.find(({ zoneId, zoneName }) => zoneId === idOrName || zoneName === idOrName);
  return zone === undefined ? null : bare(zone);
}

/** What of a configuration decides whose an alarm is. */
type WhoseAlarms = Pick<Policy, 'zones' | 'contributorAlarm' | 'resources' | 'regionalAlarms'> & {
  readonly deployment: Pick<Policy['deployment'], 'alarms'>;
};

/**
 * The zone that an alarm speaks for (docs/configuration.md): the zone that names it as its impact alarm; else, among the zones
 * that name none, the one in the description's JSON (`{"loadBalancer":"arn..","az-id":"use1-az1"}`, written by
 * cdk-multi-az-observability); else the one whose AZ ID begins the alarm's name. Null: not one of ours, or of no zone by itself: beside
 * an alarm with contributors no other speaks for a zone.
 */
export function zoneOfAlarm(alarm: { name: string; description: string }, policy: WhoseAlarms): AvailabilityZone | null {
  const named = policy.zones.find(({ impactAlarm }) => impactAlarm === alarm.name);
  if (named !== undefined) return bare(named);
  // These alarms are ours, but say nothing of one zone's impact, whatever their names begin with.
  const isOther =
    policy.regionalAlarms.includes(alarm.name) ||
    policy.deployment.alarms.includes(alarm.name) ||
    policy.zones.some(({ recoveryAlarm }) => recoveryAlarm === alarm.name);
  if (isOther) return null;
  const unnamed = unnamedZones(policy);
  const described = describedTarget(alarm.description);
  if (described !== null && !concernsUs(described.loadBalancer, policy)) return null;
  const zone = unnamed.find(({ zoneId }) =>
    described === null ? beginsWithAzId(alarm.name, zoneId) : described.zoneId === zoneId,
  );
  return zone === undefined ? null : bare(zone);
}

/** The zones whose alarms only their descriptions and names can tell. */
export function unnamedZones({ zones, contributorAlarm }: Pick<Policy, 'zones' | 'contributorAlarm'>): ConfiguredZone[] {
  return zones.filter(({ impactAlarm }) => impactAlarm === undefined && contributorAlarm === undefined);
}

function bare({ zoneId, zoneName }: ConfiguredZone): AvailabilityZone {
  return { zoneId, zoneName };
}

function describedTarget(description: string): { zoneId: string; loadBalancer: string } | null {
  try {
    const parsed: unknown = JSON.parse(description);
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { 'az-id': zoneId, loadBalancer } = parsed as Record<string, unknown>;
    return typeof zoneId === 'string' ? { zoneId, loadBalancer: typeof loadBalancer === 'string' ? loadBalancer : '' } : null;
  } catch {
    return null; // a description in prose: not the JSON that names a zone
  }
}

/** Whether an alarm's description says that it is on a load balancer of another application. */
export function isOfOthers(description: string, policy: Pick<Policy, 'resources'>): boolean {
  const described = describedTarget(description);
  return described !== null && !concernsUs(described.loadBalancer, policy);
}

/** An alarm of another application's load balancer is not ours; one that names none may be. */
function concernsUs(loadBalancer: string, policy: Pick<Policy, 'resources'>): boolean {
  return loadBalancer === '' || policy.resources.length === 0 || policy.resources.some((arn) => arn === loadBalancer);
}

/** `use1-az1-isolated-impact` is of use1-az1; `use1-az12-…` is not. */
function beginsWithAzId(alarmName: string, zoneId: string): boolean {
  return alarmName.startsWith(zoneId) && !/^\d/.test(alarmName.slice(zoneId.length));
}
