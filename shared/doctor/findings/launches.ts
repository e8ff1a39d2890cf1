import { suspendedOf } from '../../situation/held-instances.ts';
import { launchVerdict } from '../../situation/launch-health.ts';
import { eachGroupOnce } from '../each-group.ts';
import { defineExamination, unknown, warn } from '../finding.ts';

/** Launches that fail today, or a refresh under way, withhold the capacity step. */
export const launches = defineExamination({
  name: 'launches',
  examine: ({ judgements, evidence }) =>
    eachGroupOnce(judgements, (entry, situation) => {
      const { group, capacityStep } = entry;
      if (capacityStep !== 'remove-subnets' || evidence.launches[group.name] === undefined) return null;
      const { status, why } = launchVerdict(entry, situation);
      const command = `aws autoscaling describe-scaling-activities --auto-scaling-group-name ${group.name}`;
      if (status === 'unknown') return unknown({ why: `group ${group.name}: ${why}`, mend: command });
      const isToldElsewhere = suspendedOf(group, ['Launch', 'Terminate', 'AddToLoadBalancer']) !== null;
      return status === 'unsafe' && !isToldElsewhere ? warn({ why: `group ${group.name}: ${why}`, mend: command }) : null;
    }),
  well: () => 'launches succeed, and no instance refresh is under way',
});
