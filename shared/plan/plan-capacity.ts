import type {
  AvailabilityZone,
  AzId,
  CapacityStep,
  Evidence,
  ObservedGroup,
  Omission,
  Plan,
  Policy,
  Reading,
  RemoveSubnets,
  SubnetId,
} from '../domain/index.ts';
import { decodeRecord } from '../marks/record.ts';
import { recordFor } from '../situation/evacuation.ts';
import { launchVerdict } from '../situation/launch-health.ts';
import { capacityStepOf, minimumHealthy } from '../situation/rules.ts';
import { assemble, type Planned } from './assemble.ts';
import { isInForce, shiftStep } from './plan-traffic.ts';

interface Context {
  readonly evidence: Evidence;
  readonly policy: Policy;
  readonly zone: AvailabilityZone;
}

/** The changes to Auto Scaling groups that are still missing for the zone to hold no capacity. */
export function planCapacity(evidence: Evidence, policy: Policy): Plan {
  const { zone } = evidence;
  if (zone === null) return { steps: [], omitted: [] };
  const planned = Object.entries(evidence.groups).map(([name, reading]) => planGroup(name, reading, { evidence, policy, zone }));
  return assemble([...planned, unlisted(evidence, policy)]);
}

/** The groups that a tag selects could not be listed: which steps they need is not known. */
function unlisted({ groupSelection }: Evidence, { autoScalingGroups }: Policy): Omission | null {
  if (groupSelection === null || !('tag' in autoScalingGroups) || autoScalingGroups.capacityStep === 'none') return null;
  const { tag, capacityStep } = autoScalingGroups;
  const target = `groups tagged ${tag.key}=${tag.value}`;
  return {
    kind: kindOf(capacityStep),
    target,
    status: 'failed',
    code: 'call-failed',
    why: `they could not be listed: ${groupSelection}`,
  };
}

function kindOf(capacityStep: CapacityStep): Omission['kind'] {
  return capacityStep === 'zonal-shift' ? 'start-zonal-shift' : 'remove-subnets';
}

/** Subnets whose zone a capacity step needs and the configuration does not give: to be read from EC2, after the traffic steps. */
export function subnetsToLocate(evidence: Evidence, policy: Policy): readonly SubnetId[] {
  const { zone } = evidence;
  if (zone === null) return [];
  const groups = Object.values(evidence.groups).flatMap((reading) => (reading.known ? [reading.value] : []));
  const subnets = groups
    .filter((group) => capacityStepOf(group.name, policy) === 'remove-subnets' && group.zoneNames.includes(zone.zoneName))
    .flatMap((group) => group.subnets);
  return [...new Set(subnets)].filter((subnetId) => policy.subnets[subnetId] === undefined);
}

/** Groups whose subnets are to be removed, and whose launches must be looked at first. */
export function groupsToJudge({ zone, groups }: Evidence, policy: Policy): readonly string[] {
  return Object.entries(groups).flatMap(([name, reading]) => {
    const isAsked = reading.known && zone !== null && reading.value.zoneNames.includes(zone.zoneName);
    return isAsked && capacityStepOf(name, policy) === 'remove-subnets' ? [name] : [];
  });
}

function planGroup(name: string, reading: Reading<ObservedGroup>, context: Context): Planned {
  const capacityStep = capacityStepOf(name, context.policy);
  if (capacityStep === 'none') return null;
  if (!reading.known) {
    return {
      kind: kindOf(capacityStep),
      target: name,
      status: 'failed',
      code: 'call-failed',
      why: `the group could not be read: ${reading.why}`,
    };
  }
  const group = reading.value;
  if (!group.zoneNames.includes(context.zone.zoneName)) return callOff(group, context);
  const step = capacityStep === 'zonal-shift' ? planNativeShift(group, context) : planRemoval(group, context);
  return step === null ? null : (withheld(group, capacityStep, context) ?? step);
}

/** What launch-health speaks against is left out, unless a person answers for it. What it cannot tell keeps nothing. */
function withheld(group: ObservedGroup, capacityStep: CapacityStep, { evidence }: Context): Omission | null {
  const { status, why } = launchVerdict(group, evidence, capacityStep);
  if (status === 'safe' || status === 'unknown' || evidence.trigger.override.includes('launch-health')) return null;
  const code = status === 'managed' ? 'managed-elsewhere' : 'launches-unsafe';
  return { kind: kindOf(capacityStep), target: group.name, status: 'skipped', code, why };
}

function planRemoval(group: ObservedGroup, context: Context): Planned {
  return group.subnets.length > 0
    ? planSubnets(group, context)
    : removal(group, context, { by: 'zone', ...splitZones(group, context) });
}

function planNativeShift(group: ObservedGroup, { evidence, policy, zone }: Context): Planned {
  const step = shiftStep(evidence, policy, { resource: group.arn, zone, group: group.name });
  const shifts = evidence.shifts.known ? evidence.shifts.value : [];
  return isInForce(
    step,
    shifts.filter(({ resource }) => resource === group.arn),
  )
    ? null
    : step;
}

function planSubnets(group: ObservedGroup, context: Context): Planned {
  const located = zonesOfSubnets(context);
  const lost = group.subnets.filter((subnetId) => located[subnetId] === undefined);
  if (lost.length > 0) {
    const { subnetZones } = context.evidence;
    const why = subnetZones.known ? 'EC2 does not know them' : subnetZones.why;
    return omitted(group, 'subnet-zone-unknown', `the zones of ${lost.join(', ')} are not known: ${why}`);
  }
  const contradiction = contradictionIn(group, located, context);
  if (contradiction !== null) return omitted(group, 'subnet-zone-unknown', contradiction);
  const remove = group.subnets.filter((subnetId) => located[subnetId] === context.zone.zoneId);
  const keep = group.subnets.filter((subnetId) => located[subnetId] !== context.zone.zoneId);
  return removal(group, context, { by: 'subnet', remove, keep });
}

/**
 * A stale `subnets` of the configuration would have the group leave another zone, or none: Auto Scaling says itself in which it
 * is. What EC2 says needs no such check.
 */
function contradictionIn(group: ObservedGroup, located: Readonly<Record<string, AzId>>, { policy }: Context): string | null {
  if (!group.subnets.some((subnetId) => policy.subnets[subnetId] !== undefined)) return null;
  const wrong = policy.zones.filter(({ zoneId, zoneName }) => {
    return group.subnets.some((subnetId) => located[subnetId] === zoneId) !== group.zoneNames.includes(zoneName);
  });
  if (wrong.length === 0) return null;
  const said = group.subnets.map((subnetId) => `${subnetId} in ${located[subnetId]}`).join(', ');
  return `the configuration's "subnets" has ${said}, and Auto Scaling has the group in ${group.zoneNames.join(', ')}: correct it`;
}

function zonesOfSubnets({ evidence, policy }: Context): Readonly<Record<string, AzId>> {
  return { ...(evidence.subnetZones.known ? evidence.subnetZones.value : {}), ...policy.subnets };
}

function splitZones(group: ObservedGroup, { zone }: Context): { remove: string[]; keep: string[] } {
  return { remove: [zone.zoneName], keep: group.zoneNames.filter((name) => name !== zone.zoneName) };
}

function removal(group: ObservedGroup, context: Context, members: Pick<RemoveSubnets, 'by' | 'remove' | 'keep'>): Planned {
  const { evidence, policy, zone } = context;
  if (members.remove.length === 0) return null;
  const latched = latch(group, context);
  if (latched !== null) return latched;
  if (members.keep.length === 0)
    return omitted(group, 'would-empty-group', `it is only in ${zone.zoneId}: nothing would be left`);
  return {
    kind: 'remove-subnets',
    ...members,
    group: group.name,
    awayFrom: zone,
    minimumHealthy: minimumHealthy(group, policy),
    ...(evidence.putBack[group.name] === undefined ? {} : { cause: evidence.putBack[group.name] ?? '' }),
    record: recordFor(evidence, group.tags),
  };
}

/** The group is out already; but a restore that had begun must not go on behind the back of whoever evacuates again. */
function callOff(group: ObservedGroup, { evidence, zone }: Context): Planned {
  const isUpheld = evidence.trigger.action === 'upkeep' || evidence.trigger.action === 'restore';
  if (isUpheld || decodeRecord(group.tags, zone.zoneId)?.phase !== 'restoring') return null;
  return { kind: 'call-off-restore', group: group.name, zone };
}

/** Upkeep takes out again what somebody put back, but not for ever: then it says so once, and leaves the group alone. */
function latch(group: ObservedGroup, { evidence, policy, zone }: Context): Planned {
  const record = evidence.trigger.kind === 'tick' ? decodeRecord(group.tags, zone.zoneId) : null;
  if (record === null || (record.phase !== 'latched' && record.again < policy.limits.maximumReRemovals)) return null;
  const why = `${zone.zoneId} was put back ${record.again} times${cause(group, evidence)}: left alone until a person restores or evacuates`;
  if (record.phase === 'latched') return { kind: 'remove-subnets', target: group.name, status: 'skipped', code: 'latched', why };
  return { kind: 'latch', group: group.name, zone, why };
}

function cause({ name }: ObservedGroup, { putBack }: Evidence): string {
  return putBack[name] === undefined ? '' : ` (Auto Scaling: ${putBack[name]})`;
}

function omitted(group: ObservedGroup, code: Omission['code'], why: string): Omission {
  return { kind: 'remove-subnets', target: group.name, status: 'failed', code, why };
}
