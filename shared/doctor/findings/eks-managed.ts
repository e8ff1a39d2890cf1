import { launchVerdict } from '../../situation/launch-health.ts';
import { eachGroupOnce } from '../each-group.ts';
import { defineExamination, warn } from '../finding.ts';

/** EKS undoes what others change in the groups of its node groups. */
export const eksManaged = defineExamination({
  name: 'eks-managed',
  examine: ({ judgements }) =>
    eachGroupOnce(judgements, (group, situation) => {
      if (group.capacityStep === 'none') return null;
      const { status, why } = launchVerdict(group, situation);
      if (status !== 'managed') return null;
      const mend = `put the cluster's ARN into "resources", and "capacityStep": "none" on ${group.group.name}`;
      return warn({ why: `group ${group.group.name} keeps its capacity in the zone: ${why}`, mend });
    }),
  well: () => 'EKS manages none of the groups',
});
