import type { Policy } from '../../../shared/domain/index.ts';
import { RECORD_PREFIX } from '../../../shared/marks/record.ts';
import { bearsOurMarker } from '../../../shared/situation/shifts.ts';
import type { Region } from '../../region/region.ts';
import type { GroupState } from '../region-state.ts';
import type { Step } from './step.ts';

/** 13: a load balancer of ours takes traffic in the zone again only when the groups have their share of instances there. */
export function capacityBeforeTraffic(step: Step): string[] {
  const { call, before, policy, region } = step;
  if (call.operation !== 'CancelZonalShift') return [];
  const { zonalShiftId } = call.input as { zonalShiftId?: string };
  const shift = before.shifts.find(({ id }) => id === zonalShiftId);
  const isTraffic = shift?.active === true && policy.resources.some((arn) => arn === shift.resource);
  if (!isTraffic || region.arc.appliedWeights(shift.resource)[shift.awayFrom] !== 1) return [];
  return lackingGroups(shift.awayFrom, step).map(
    (lack) => `${shift.resource} takes traffic in ${shift.awayFrom} again, but ${lack}`,
  );
}

function lackingGroups(zoneId: string, { initial, after, region }: Step): string[] {
  return after.groups.flatMap((group) => {
    if (!belongsThere(group, { zoneId, initial: initial.groups, region })) return [];
    const healthy = group.healthyZoneIds.filter((other) => other === zoneId).length * group.weight;
    // With weights, a zone can be short of its exact share by less than one instance.
    const needed = Math.floor(group.desired / new Set([...group.zoneIds, zoneId]).size) - (group.weight - 1);
    return healthy < needed ? [`group ${group.name} has ${healthy} of ${needed} units there`] : [];
  });
}

interface Place {
  readonly zoneId: string;
  readonly initial: readonly GroupState[];
  readonly region: Region;
}

/** A group cannot return to a zone in which all its subnets were deleted. */
function belongsThere({ name, zoneIds }: GroupState, { zoneId, initial, region }: Place): boolean {
  const was = initial.find((group) => group.name === name);
  if (zoneIds.includes(zoneId)) return true;
  if (was === undefined || !was.zoneIds.includes(zoneId)) return false;
  return was.members.some((member) => !member.startsWith('subnet-') || region.ec2.subnet(member)?.zoneId === zoneId);
}

/** 7: only our own shifts are updated or cancelled, and only our own tags are deleted. Rehearsals of others count too. */
export function onlyOursIsAsked({ call, before, policy }: Step): string[] {
  if (call.operation === 'DeleteTags') {
    const { Tags = [] } = call.input as { Tags?: { Key: string }[] };
    return Tags.filter(({ Key }) => !Key.startsWith(RECORD_PREFIX)).map(
      ({ Key }) => `tag ${Key}, which is not ours, was deleted`,
    );
  }
  if (call.operation !== 'CancelZonalShift' && call.operation !== 'UpdateZonalShift') return [];
  const { zonalShiftId } = call.input as { zonalShiftId?: string };
  const shift = before.shifts.find(({ id }) => id === zonalShiftId);
  const isRehearsal = shift !== undefined && !shift.real;
  return isRehearsal && !bearsOurMarker(shift, policy.application)
    ? [`rehearsal ${shift.id}, which is not ours, was changed`]
    : [];
}

/**
 * 14: a shift of ours never expires while its zone is still bad. Each call returns the new lapses since the last call: shifts
 * that expired, so that the zone takes traffic again.
 */
export function lapses(region: Region, { application, resources }: Policy): () => string[] {
  const { arc, clock } = region;
  const seen = new Set<string>();
  return () =>
    arc.shifts().flatMap(({ zonalShiftId, resourceIdentifier, awayFrom, status, comment }) => {
      if (status !== 'EXPIRED' || seen.has(zonalShiftId)) return [];
      seen.add(zonalShiftId);
      const isOurs = bearsOurMarker({ comment }, application) && resources.some((arn) => arn === resourceIdentifier);
      const isOpen = arc.appliedWeights(resourceIdentifier)[awayFrom] !== 0;
      if (!isOurs || !isOpen || !region.isImpaired(awayFrom)) return [];
      return [`the shift of ${resourceIdentifier} expired at ${clock.now.toISOString()}, but ${awayFrom} is still bad`];
    });
}
