/** The calls of this folder, all of them reads. */
export const DISCOVERY_ACTIONS: readonly string[] = [
  'autoscaling:DescribeAutoScalingGroups',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:ListTagsForResource',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeSubnets',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'sns:ListTagsForResource',
  'sns:ListTopics',
  'sts:GetCallerIdentity',
];
