import type { AlarmTrigger, NotedTrigger } from '../domain/index.ts';
import { InvalidEventError, show } from '../errors.ts';
import { findZone, isOfOthers, unnamedZones } from '../situation/zones.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { alarmTrigger, type ParseContext } from './alarm-trigger.ts';

/**
 * What the change of an alarm asks for whose tag `az-id` names its zone. The configuration wins: of an alarm that it names, the tag says
 * nothing. Throws InvalidEventError where the tag names no zone of ours, or another than the alarm's description or name, or
 * where the description is of another application's load balancer.
 */
export function taggedTrigger(event: AlarmEvent, tag: string, context: ParseContext): AlarmTrigger | NotedTrigger {
  const { policy } = context;
  const { alarmName, configuration } = event.change;
  const trigger = alarmTrigger(event, context);
  const isConfigured = policy.zones.some(({ impactAlarm }) => impactAlarm === alarmName);
  if (trigger.kind === 'noted' || isConfigured || policy.contributorAlarm !== undefined) return trigger;
  const unnamed = unnamedZones(policy).map(({ zoneId }) => zoneId as string);
  const says = `alarm ${show(alarmName)}: its tag az-id says ${show(tag)}`;
  if (!unnamed.includes(tag)) throw new InvalidEventError(`${says}; accepted: ${unnamed.join(', ')}`);
  if (isOfOthers(configuration?.description ?? '', policy))
    throw new InvalidEventError(`${says}, and its description names a load balancer of others; accepted: one of "resources"`);
  if (trigger.zone !== null && trigger.zone.zoneId !== tag)
    throw new InvalidEventError(`${says}, and its description or name ${trigger.zone.zoneId}; accepted: the same zone`);
  return { ...trigger, zone: findZone(tag, policy) };
}
