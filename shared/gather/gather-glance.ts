import type { Evidence, ObservedGroup, ObservedShift, Policy, TickTrigger } from '../domain/index.ts';
import { ownRecordOn } from '../situation/record-on-group.ts';
import { isRehearsal, withMark } from '../situation/shifts.ts';
import { isUpheld } from '../situation/unattended.ts';
import { emptyEvidence, type Sources } from './gather-evidence.ts';
import { gatherAllGroups, isSelected } from './gather-groups.ts';
import { reading } from './reading.ts';

/**
 * What an upkeep tick costs while nothing is evacuated: two lists, from which alone a standing evacuation shows. Where one shows, neither
 * list is read to its end: all that is decided then rests on a look of its own.
 */
export async function gatherGlance(trigger: TickTrigger, { reader, policy, now }: Sources): Promise<Evidence> {
  const isEnough = isUpheld(policy) ? firstTrace(policy) : undefined;
  const [shifts, groups] = await Promise.all([
    reading(reader.shifts.activeShifts(isEnough?.inShifts)),
    gatherAllGroups({ reader, policy }, isEnough?.inGroups),
  ]);
  return { ...emptyEvidence(trigger, now), shifts, ...groups };
}

/** Whether a page shows that a configured zone is out, by us; from then on every page is enough, of either list. */
function firstTrace(policy: Policy) {
  const resources = new Set<string>(policy.resources);
  const zoneIds = new Set<string>(policy.zones.map(({ zoneId }) => zoneId));
  let isOut = false;
  const isTrace = (shift: ObservedShift) =>
    resources.has(shift.resource) && zoneIds.has(shift.awayFrom) && !isRehearsal(shift) && withMark(shift, policy.application);
  const bearsRecord = (group: ObservedGroup) =>
    isSelected(group, policy) && policy.zones.some(({ zoneId }) => isRecordedByUs(group, { zoneId, policy }));
  return {
    inShifts: (page: readonly ObservedShift[]) => {
      isOut ||= page.some(isTrace);
      return isOut;
    },
    inGroups: (page: readonly ObservedGroup[]) => {
      isOut ||= page.some(bearsRecord);
      return isOut;
    },
  };
}

function isRecordedByUs(group: ObservedGroup, { zoneId, policy }: { zoneId: Policy['zones'][number]['zoneId']; policy: Policy }) {
  return ownRecordOn(group, zoneId, { application: policy.application, isSelected: true }).state === 'whole';
}
