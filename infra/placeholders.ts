import { Token } from 'aws-cdk-lib';

/**
 * The values that CDK returns in its first pass for pending lookups (aws-cdk-lib 2.276: `dummyValue` in core/lib/stack,
 * aws-ec2/lib/vpc, aws-elasticloadbalancingv2/lib/shared/base-load-balancer and aws-ssm/lib/parameter). None of them exists in
 * AWS.
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /^dummy1[a-z]$/,
  /^vpc-12345$/,
  /^[sp]-(12345|67890)$/,
  // The ARN, or the end of it. Real ARNs have `app` and `net`.
  /^(arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer\/)?(application|network)\/my-load-balancer\//,
  /^dummy-value-for-/,
];

/** Whether the text is a placeholder for a pending lookup. After this pass, CDK does the lookup and synthesises again. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}

/** Whether the value is unknown in this pass: a pending lookup, or known only at deployment. */
export function isUnknown(text: string): boolean {
  return Token.isUnresolved(text) || isPlaceholder(text);
}
