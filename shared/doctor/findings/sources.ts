import { groupsToEmptyAnywhere } from '../../situation/capacity-sources.ts';
import { defineExamination, unknown } from '../finding.ts';
import type { Judged } from '../judged.ts';

/** What an evacuation reads and no other finding asks about must be readable: a refusal shows only in the incident otherwise. */
export const sources = defineExamination({
  name: 'sources',
  examine: (judged) =>
    sourcesOf(judged).flatMap(({ what, reading, action }) =>
      reading === undefined || reading.known
        ? []
        : [unknown({ why: `${what} could not be read: ${reading.why}`, mend: `allow ${action}` })],
    ),
  well: () => 'shifts, their past, autoshifts, and what has changed in the groups were read',
});

function sourcesOf({ evidence, policy }: Judged) {
  const { shifts, autoshifts, pastShifts, strays, changes, subnetZones } = evidence;
  const needsSubnets = groupsToEmptyAnywhere(evidence, policy).some((group) => group.subnets.length > 0);
  return [
    { what: 'zonal shifts', reading: shifts, action: 'arc-zonal-shift:ListZonalShifts' },
    { what: 'shifts that are over', reading: pastShifts, action: 'arc-zonal-shift:ListZonalShifts' },
    { what: 'autoshifts', reading: autoshifts, action: 'arc-zonal-shift:ListAutoshifts' },
    { what: 'records on other groups', reading: strays, action: 'autoscaling:DescribeAutoScalingGroups' },
    { what: 'changes of the groups', reading: changes, action: 'autoscaling:DescribeScalingActivities' },
    { what: 'the zones of subnets', reading: needsSubnets ? subnetZones : undefined, action: 'ec2:DescribeSubnets' },
  ];
}
