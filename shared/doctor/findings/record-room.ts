import type { Instant, ObservedGroup, Policy } from '../../domain/index.ts';
import { encodeRecord } from '../../marks/record.ts';
import { capacityStepsOf } from '../../situation/capacity.ts';
import { defineExamination, fail } from '../finding.ts';

/** Tags a group may have (Auto Scaling, quotas). */
const MOST_TAGS = 50;

/** What is taken out of a group is first written onto it, as tags: without room for them, nothing is taken out. */
export const recordRoom = defineExamination({
  name: 'record-room',
  examine: ({ groups, policy }) => {
    const stepOf = capacityStepsOf(policy);
    return groups
      .filter(({ name }) => stepOf(name) === 'remove-subnets')
      .flatMap((group) => {
        const [present, needed] = [Object.keys(group.tags).length, tagsNeeded(group, policy)];
        if (present + needed <= MOST_TAGS) return [];
        return [
          fail({
            why: `group ${group.name} has ${present} of ${MOST_TAGS} tags, and the record needs ${needed}: its capacity would stay`,
            mend: `remove ${present + needed - MOST_TAGS} tags: aws autoscaling delete-tags --tags ResourceId=${group.name},ResourceType=auto-scaling-group,Key=KEY`,
          }),
        ];
      });
  },
  well: () => 'every group has room for the record of an evacuation',
});

/** At most all members of the group are of one zone. */
function tagsNeeded({ subnets, zoneNames }: ObservedGroup, { application, zones: [zone] }: Policy): number {
  if (zone === undefined) return 0;
  const at = '2026-01-01T00:00:00.000Z' as Instant;
  const members = (subnets.length > 0 ? subnets : zoneNames).map((member, position) => ({ member, position }));
  const by = subnets.length > 0 ? 'subnet' : 'zone';
  const removal = { state: 'announced', at } as const;
  return encodeRecord({
    application,
    zoneId: zone.zoneId,
    by,
    reportId: 'doctor',
    at,
    members,
    phase: 'evacuated',
    again: 0,
    removal,
  }).length;
}
