import { Token } from 'aws-cdk-lib';
import { Alarm, CfnAlarm, CfnCompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { BEGINS_WITH_ZONE_ID } from '../../../shared/configuration/zone-patterns.ts';
import { partsOfAlarmArn } from '../alarms/alarm-names.ts';
import type { GrayFailureResponderProps, ResponderZone } from '../responder-props.ts';

/** Problems with the alarms: metric alarms, alarms of a zone that is not configured, and alarms given for the wrong zone. */
export function alarmProblems({ zones, regionalAlarms = [] }: GrayFailureResponderProps): string[] {
  const zoneIds = zones.map(({ zoneId }) => zoneId);
  const configured = zoneIds.filter((zoneId) => zoneId !== undefined).filter((zoneId) => !Token.isUnresolved(zoneId));
  return [
    ...zones.flatMap(metricAlarm),
    // If a zone is known only at deployment, any alarm may belong to it.
    ...(configured.length === zones.length ? strangers([...zones.flatMap(alarmsOf), ...regionalAlarms], configured) : []),
    ...zones.flatMap((zone) => mixedUp(zone, configured)),
  ];
}

function alarmsOf({ impactAlarm, recoveryAlarm }: ResponderZone): (IAlarm | string)[] {
  return [impactAlarm, recoveryAlarm].filter((alarm) => alarm !== undefined);
}

/** The rule listens to composite alarms. The kind of an alarm given by name or ARN is unknown. */
function metricAlarm({ zoneName, impactAlarm }: ResponderZone): string[] {
  if (!(impactAlarm instanceof Alarm)) return [];
  return [`zones: ${zoneName}: ${impactAlarm.node.path} is a metric alarm; accepted as impactAlarm: a composite alarm`];
}

/** A zone is missing from the configuration, or the alarm belongs to another application. */
function strangers(alarms: readonly (IAlarm | string)[], configured: readonly string[]): string[] {
  return alarms.flatMap((alarm) => {
    const named = zoneNamedBy(alarm);
    if (named === undefined || configured.includes(named)) return [];
    return [`alarm ${labelOf(alarm)} names ${named}, which is not configured; accepted: ${configured.join(', ')}`];
  });
}

/** Evacuating a healthy zone instead of the impaired one would be the worst mistake of all. */
function mixedUp(zone: ResponderZone, configured: readonly string[]): string[] {
  const { zoneId } = zone;
  if (zoneId === undefined || !configured.includes(zoneId)) return [];
  return alarmsOf(zone).flatMap((alarm) => {
    const named = zoneNamedBy(alarm);
    if (named === undefined || named === zoneId || !configured.includes(named)) return [];
    return [`zones: ${zoneId}: alarm ${labelOf(alarm)} names ${named}; accepted: an alarm of ${zoneId}`];
  });
}

function labelOf(alarm: IAlarm | string): string {
  return typeof alarm === 'string' ? alarm : alarm.node.path;
}

/**
 * The AZ ID in the description's JSON, else at the beginning of the name (as in shared/situation/zones.ts), if known at synth.
 */
function zoneNamedBy(alarm: IAlarm | string): string | undefined {
  if (typeof alarm === 'string') return zoneInName(partsOfAlarmArn(alarm)?.name ?? alarm);
  const resource = alarm.node.defaultChild;
  if (!(resource instanceof CfnCompositeAlarm || resource instanceof CfnAlarm)) return zoneInName(alarm.alarmName);
  return zoneInDescription(resource.alarmDescription ?? '') ?? zoneInName(resource.alarmName ?? '');
}

function zoneInName(name: string): string | undefined {
  return Token.isUnresolved(name) ? undefined : BEGINS_WITH_ZONE_ID.exec(name)?.[0];
}

function zoneInDescription(text: string): string | undefined {
  return Token.isUnresolved(text) ? undefined : /"az-id"\s*:\s*"([^"]+)"/.exec(text)?.[1];
}
