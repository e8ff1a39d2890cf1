import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What Lambda itself needs from the function's role, in addition to the responder's own calls. */
export interface Platform {
  /** ARN of the function's log group, with or without the `:*` that CloudFormation returns. */
  readonly logGroupArn: string;
  /** ARN of the queue that Lambda sends failed events to. */
  readonly failureQueueArn?: string;
}

/**
 * Allows writing to the function's log and its failure destination (Lambda Developer Guide, "Permissions for Lambda to send
 * records"). Also in mode observe, because neither changes anything that the responder watches.
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
