/** The calls of this folder, all of them reads. GetCallerIdentity needs no permission (API GetCallerIdentity). */
export const READINESS_ACTIONS: readonly string[] = [
  'cloudwatch:GetMetricData',
  'ec2:DescribeAvailabilityZones',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'events:DescribeRule',
  'events:ListRuleNamesByTarget',
  'iam:SimulatePrincipalPolicy',
  'lambda:GetAccountSettings',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
  'sns:ListSubscriptionsByTopic',
  'sts:GetCallerIdentity',
];
