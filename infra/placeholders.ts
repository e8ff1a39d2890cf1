import { Token } from 'aws-cdk-lib';

/**
 * What CDK says in its first pass for what it has not looked up yet (aws-cdk-lib 2.276: `dummyValue` in core/lib/stack,
 * aws-ec2/lib/vpc, aws-elasticloadbalancingv2/lib/shared/base-load-balancer and aws-ssm/lib/parameter). None of it exists in AWS.
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /^dummy1[a-z]$/,
  /^vpc-12345$/,
  /^[sp]-(12345|67890)$/,
  // The ARN, and its tail. Real ones say `app` and `net`.
  /^(arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer\/)?(application|network)\/my-load-balancer\//,
  /^dummy-value-for-/,
];

/** Whether the text stands for what CDK is about to look up: after this pass CDK does so, and synthesises again. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}

/** Whether the value is not known in this pass: it is looked up before the next one, or known only at deployment. */
export function isUnknown(text: string): boolean {
  return Token.isUnresolved(text) || isPlaceholder(text);
}
