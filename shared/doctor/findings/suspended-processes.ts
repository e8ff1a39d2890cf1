import { whyNobodys } from '../../situation/capacity.ts';
import { suspendedOf } from '../../situation/held-instances.ts';
import { defineExamination, fail } from '../finding.ts';

/** Without these, capacity does not move out of a zone, or new instances get no requests. */
const NEEDED = ['Launch', 'Terminate', 'AZRebalance', 'AddToLoadBalancer'];

export const suspendedProcesses = defineExamination({
  name: 'suspended-processes',
  examine: ({ groups }) =>
    groups.flatMap((group) => {
      const suspended = suspendedOf(group, NEEDED);
      if (suspended === null || whyNobodys(group) !== null) return [];
      const mend = `aws autoscaling resume-processes --auto-scaling-group-name ${group.name}`;
      return [fail({ why: `group ${group.name}: ${suspended}, so its capacity does not leave a zone`, mend })];
    }),
  well: () => 'no process that moves instances is suspended',
});
