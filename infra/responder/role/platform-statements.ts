import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What Lambda itself needs the function's role for, besides the calls that the responder makes. */
export interface Platform {
  /** ARN of the function's log group, with or without the `:*` that CloudFormation answers. */
  readonly logGroupArn: string;
  /** ARN of the queue that Lambda sends to what it could not get done. */
  readonly failureQueueArn?: string;
}

/**
 * Writing the function's log, and its failure destination (Lambda Developer Guide, "Permissions for Lambda to send
 * records"). In mode observe as well: neither changes anything that the responder watches.
 */
export function platformStatements({ logGroupArn, failureQueueArn }: Platform): PolicyStatement[] {
  const log = new PolicyStatement({
    sid: 'WriteOwnLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroupArn],
  });
  if (failureQueueArn === undefined) return [log];
  return [log, new PolicyStatement({ sid: 'SendToFailureQueue', actions: ['sqs:SendMessage'], resources: [failureQueueArn] })];
}
