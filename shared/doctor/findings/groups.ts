import { NO_SUCH_GROUP } from '../../situation/groups.ts';
import { defineExamination, fail, unknown } from '../finding.ts';

/** Every selected group exists, and a tag selects at least one. */
export const groups = defineExamination({
  name: 'groups',
  examine: ({ evidence, policy }) => {
    const byName = Object.entries(evidence.groups).flatMap(([name, group]) => {
      if (group.known) return [];
      const why = `group ${name} could not be read: ${group.why}`;
      if (group.why !== NO_SUCH_GROUP) return [unknown({ why, mend: 'allow autoscaling:DescribeAutoScalingGroups' })];
      return [
        fail({
          why: `"autoScalingGroups" has ${name}, which does not exist`,
          mend: 'correct "autoScalingGroups": aws autoscaling describe-auto-scaling-groups',
        }),
      ];
    });
    if (evidence.groupSelection !== null) {
      return [
        unknown({
          why: `groups could not be listed: ${evidence.groupSelection}`,
          mend: 'allow autoscaling:DescribeAutoScalingGroups',
        }),
      ];
    }
    const selection = policy.autoScalingGroups;
    if (!('tag' in selection) || Object.keys(evidence.groups).length > 0) return byName;
    const { key, value } = selection.tag;
    const mend = `aws autoscaling create-or-update-tags --tags ResourceId=GROUP,ResourceType=auto-scaling-group,Key=${key},Value=${value},PropagateAtLaunch=false`;
    return [fail({ why: `no group bears the tag ${key}=${value}`, mend })];
  },
  well: ({ groups: known }) => `${known.length} groups were read`,
});
