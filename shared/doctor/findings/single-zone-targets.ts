import { defineAccountExamination, fail } from '../finding.ts';
import { shortName } from '../judged.ts';
import { targetGroupsOf } from '../load-balancer-details.ts';

/** A shift away from the only zone of a target group takes it out of service. Its zones are those of the groups that serve it. */
export const singleZoneTargets = defineAccountExamination({
  name: 'single-zone-targets',
  examine: ({ loadBalancers, groups, policy }) =>
    loadBalancers.flatMap((one) =>
      targetGroupsOf(one).flatMap(({ arn, name }) => {
        const serving = groups.filter(({ serves = [] }) => serves.includes(arn));
        const zoneNames = [...new Set(serving.flatMap((group) => group.zoneNames))];
        const zone = policy.zones.find(({ zoneName }) => zoneName === zoneNames[0]);
        if (zoneNames.length !== 1 || zone === undefined) return [];
        const why = `${name} of ${shortName(one.arn)} has targets in ${zone.zoneName} only: its evacuation would leave none`;
        const group = serving[0]?.name ?? 'GROUP';
        const mend = `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group} --vpc-zone-identifier SUBNETS (of two zones or more)`;
        return [fail({ zone: zone.zoneId, why, mend })];
      }),
    ),
  well: () => 'no target group depends on one zone',
});
