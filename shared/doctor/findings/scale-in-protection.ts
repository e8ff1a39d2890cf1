import { suspendedOf, whatHoldsThere } from '../../situation/held-instances.ts';
import { eachGroupOnce } from '../each-group.ts';
import { defineExamination, warn } from '../finding.ts';

/** Instances that are protected from scale-in stay in a zone that their group has left. */
export const scaleInProtection = defineExamination({
  name: 'scale-in-protection',
  examine: ({ judgements }) =>
    eachGroupOnce(judgements, ({ group, capacityStep }, { zone }) => {
      if (capacityStep === 'none' || suspendedOf(group, ['Launch', 'AZRebalance', 'Terminate']) !== null) return null;
      const held = whatHoldsThere(group, zone);
      if (held === null) return null;
      const mend = `aws autoscaling set-instance-protection --auto-scaling-group-name ${group.name} --no-protected-from-scale-in --instance-ids IDS`;
      return warn({ zone: zone.zoneId, why: `group ${group.name} in ${zone.zoneName}: ${held}`, mend });
    }),
  well: () => 'no instance is protected from scale-in',
});
