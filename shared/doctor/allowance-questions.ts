import type { ObservedGroup, Policy } from '../domain/index.ts';
import { RECORD_PREFIX } from '../marks/record.ts';
import type { AllowanceQuestion } from '../ports.ts';
import { capacityStepsOf } from '../situation/capacity.ts';

/** What a run calls to see, whatever it may change. None of them knows resources. */
const READS = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'arc-zonal-shift:ListZonalShifts',
  'arc-zonal-shift:ListAutoshifts',
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  'autoscaling:DescribeInstanceRefreshes',
  'ec2:DescribeSubnets',
];
const SHIFTS = [
  'arc-zonal-shift:GetManagedResource',
  'arc-zonal-shift:StartZonalShift',
  'arc-zonal-shift:UpdateZonalShift',
  'arc-zonal-shift:CancelZonalShift',
];
const TAGS = ['autoscaling:CreateOrUpdateTags', 'autoscaling:DeleteTags'];

/** The calls of an evacuation and a restore, as they would be made. In mode observe, only the reads. */
export function questionsOf(policy: Policy, groups: readonly ObservedGroup[]): AllowanceQuestion[] {
  const reads: AllowanceQuestion = { actions: READS, resources: [], context: {} };
  if (policy.mode === 'observe') return [reads];
  const stepOf = capacityStepsOf(policy);
  const losing = groups.filter(({ name }) => stepOf(name) === 'remove-subnets');
  const shifts = policy.resources.map((arn) => questionOfShift(arn));
  return [reads, ...shifts, ...losing.flatMap((group) => questionsOfGroup(group, policy))];
}

function questionOfShift(arn: string): AllowanceQuestion {
  return { actions: SHIFTS, resources: [arn], context: { 'arc-zonal-shift:ResourceIdentifier': [arn] } };
}

function questionsOfGroup({ arn, subnets, tags }: ObservedGroup, { zones }: Policy): AllowanceQuestion[] {
  const ofTags = Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, [value]]));
  const recordKeys = [`${RECORD_PREFIX}${zones[0]?.zoneId}:0`];
  return [
    { actions: TAGS, resources: [arn], context: { ...ofTags, 'aws:TagKeys': recordKeys } },
    {
      actions: ['autoscaling:UpdateAutoScalingGroup'],
      resources: [arn],
      context: { ...ofTags, ...(subnets.length === 0 ? {} : { 'autoscaling:VPCZoneIdentifiers': subnets }) },
    },
  ];
}
