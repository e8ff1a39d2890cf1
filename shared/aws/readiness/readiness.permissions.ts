import type { Permission } from '../permission.ts';

/**
 * The calls of this folder, all of them reads, that no run makes but a check of readiness. GetCallerIdentity needs no permission (API
 * GetCallerIdentity). Elastic Load Balancing's Describe actions know no resources.
 */
export const READINESS_PERMISSIONS: readonly Permission[] = [
  {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    access: 'read',
    on: 'any',
    why: 'to see, in a check of readiness, that the load balancers exist, and in which zones',
  },
  {
    action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    access: 'read',
    on: 'any',
    why: 'to see how they balance across zones, and for how long clients stay',
  },
  {
    action: 'elasticloadbalancing:DescribeTargetGroups',
    access: 'read',
    on: 'any',
    why: 'to see what is behind them',
  },
  {
    action: 'elasticloadbalancing:DescribeTargetHealth',
    access: 'read',
    on: 'any',
    why: 'to see that they do not fail open',
  },
  {
    action: 'lambda:GetFunctionConfiguration',
    access: 'read',
    on: 'own-function',
    why: 'to compare what is deployed',
  },
  {
    action: 'lambda:GetFunctionConcurrency',
    access: 'read',
    on: 'own-function',
    why: 'to see that runs do not overlap',
  },
  {
    action: 'lambda:GetAccountSettings',
    access: 'read',
    on: 'any',
    why: 'to see whether the account can reserve an execution',
  },
  {
    action: 'events:ListRuleNamesByTarget',
    access: 'read',
    on: 'any',
    why: 'to find the rules that invoke the function',
  },
  {
    action: 'events:DescribeRule',
    access: 'read',
    on: 'own-rules',
    why: 'to see that they are on',
  },
  {
    action: 'sns:ListSubscriptionsByTopic',
    access: 'read',
    on: { notify: 'topicArn', scope: 'Topic' },
    why: 'to see that somebody hears of an evacuation',
  },
  {
    action: 'iam:SimulatePrincipalPolicy',
    access: 'read',
    on: 'own-role',
    why: 'to see what the role itself may do, without doing it',
  },
];

/** Everything that a person needs who runs `doctor`, besides the reads of an evacuation. */
export const READINESS_ACTIONS: readonly string[] = [
  ...READINESS_PERMISSIONS.map(({ action }) => action),
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'ec2:DescribeAvailabilityZones',
  'sts:GetCallerIdentity',
];
