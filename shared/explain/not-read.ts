import type { Evidence, Policy } from '../domain/index.ts';
import { groupsToEmpty, subnetsToLocate } from '../situation/capacity-sources.ts';
import type { Concluded } from './conclude-again.ts';

/**
 * What a changed configuration rests on, and the run never asked for: a decision with it is made without that. In sentences;
 * what AWS was asked for and does not know is not among them.
 */
export function notRead(
  evidence: Evidence,
  { recorded, changed, again }: { recorded: Policy | null; changed: Policy; again: Pick<Concluded, 'decision'> },
): string[] {
  const reasons = [
    ...changed.resources.filter((arn) => !(arn in evidence.resources)).map((arn) => `resource ${arn}`),
    ...unreadGroups(evidence, recorded, changed),
    ...unreadAlarms(evidence, recorded, changed).map((name) => `alarm ${name}`),
    ...unreadSignals(recorded, changed),
    ...(again.decision.verdict === 'evacuate' ? unreadForCapacity(evidence, changed) : []),
  ];
  // Only an automatic restore asks for them, and only while an evacuation stands.
  const needsHistory = evidence.trigger.kind === 'tick' && changed.restore === 'automatic' && !evidence.pastShifts.known;
  return needsHistory ? [...reasons, 'past shifts, on which an automatic restore rests'] : reasons;
}

/** A run that is held never reads what only its capacity steps need. */
function unreadForCapacity(evidence: Evidence, changed: Policy): string[] {
  const groups = groupsToEmpty(evidence, changed).filter(({ name }) => !(name in evidence.launches));
  const located = evidence.subnetZones.known ? [] : subnetsToLocate(evidence, changed);
  const subnets = located.filter((subnetId) => changed.subnets[subnetId] === undefined);
  return [
    ...groups.map(({ name }) => `launches of group ${name}`),
    ...(subnets.length === 0 ? [] : [`zones of ${subnets.join(', ')}`]),
  ];
}

function unreadGroups(evidence: Evidence, recorded: Policy | null, { autoScalingGroups }: Policy): string[] {
  if (!('tag' in autoScalingGroups)) {
    return autoScalingGroups.filter(({ name }) => !(name in evidence.groups)).map(({ name }) => `group ${name}`);
  }
  const { key, value } = autoScalingGroups.tag;
  const before = recorded?.autoScalingGroups;
  const isSame = before !== undefined && 'tag' in before && before.tag.key === key && before.tag.value === value;
  return isSame ? [] : [`the groups tagged ${key}=${value}`];
}

function unreadAlarms({ alarms }: Evidence, recorded: Policy | null, changed: Policy): string[] {
  const asked = new Set(recorded === null ? [] : alarmsOf(recorded));
  const found = new Set(alarms.known ? alarms.value.map(({ name }) => name) : []);
  return alarmsOf(changed).filter((name) => !asked.has(name) && !found.has(name));
}

function alarmsOf({ zones, contributorAlarm, regionalAlarms, deployment }: Policy): string[] {
  const ofZones = zones.flatMap(({ impactAlarm, recoveryAlarm }) => [impactAlarm, recoveryAlarm]);
  return [...ofZones, contributorAlarm, ...regionalAlarms, ...deployment.alarms].filter((name) => name !== undefined);
}

function unreadSignals(recorded: Policy | null, { signals, outlier }: Policy): string[] {
  if (recorded === null) return [];
  const before = recorded.signals.map((signal) => JSON.stringify(signal));
  const added = signals.filter((signal) => !before.includes(JSON.stringify(signal)));
  const { windowMinutes } = recorded.outlier;
  return [
    ...added.map((signal) => `signal ${'loadBalancer' in signal ? signal.loadBalancer : signal.kind}`),
    ...(outlier.windowMinutes === windowMinutes ? [] : [`signals over another window than ${windowMinutes} minutes`]),
  ];
}
