import { whyNobodys } from '../../situation/capacity.ts';
import { defineExamination, warn } from '../finding.ts';

/** A group of one zone is never emptied: its instances stay, without requests. Fine as one of several groups; alone it is the outage. */
export const oneZoneGroups = defineExamination({
  name: 'one-zone-groups',
  examine: ({ judgements }) =>
    judgements.flatMap(({ zone, situation }) =>
      situation.fleets
        .filter(({ groups, exempt }) => exempt === null && groups.length === 1)
        .flatMap(({ groups: [group] }) => {
          if (group === undefined || whyNobodys(group) !== null) return [];
          if (group.zoneNames.length !== 1 || group.zoneNames[0] !== zone.zoneName) return [];
          const mend = `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.name} --vpc-zone-identifier SUBNETS (of two zones or more)`;
          return [
            warn({ zone: zone.zoneId, why: `group ${group.name} is in ${zone.zoneName} only: nothing takes its place`, mend }),
          ];
        }),
    ),
  well: () => 'no group stands alone in one zone',
});
