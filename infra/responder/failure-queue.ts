import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** SQS keeps a message for 14 days at most (SetQueueAttributes, MessageRetentionPeriod). */
const RETENTION = Duration.days(14);
/** A replayed event runs within the function's timeout; until then nobody else sees the message. */
const VISIBILITY = Duration.minutes(2);

/**
 * Where Lambda puts what it could not get done after its retries, and EventBridge what it could not deliver. `npm run replay`
 * runs the messages again (docs/deploying.md).
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
    reason: 'It is itself the dead-letter queue, of a function and of rules, which this check does not see. People replay it.',
  });
  return queue;
}
