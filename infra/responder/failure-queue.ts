import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** SQS keeps a message for at most 14 days (SetQueueAttributes, MessageRetentionPeriod). */
const RETENTION = Duration.days(14);
/** Longer than the function's timeout, so that nobody else sees a message during its replay. */
const VISIBILITY = Duration.minutes(2);

/**
 * Receives events that Lambda failed to process after its retries, and events that EventBridge failed to deliver. `npm run
 * replay` runs them again (docs/deploying.md).
 */
export function failureQueue(scope: Construct): Queue {
  const queue = new Queue(scope, 'Failures', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    visibilityTimeout: VISIBILITY,
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is a dead-letter queue itself, for a function and for rules, which this check does not see. People replay it.',
  });
  return queue;
}
