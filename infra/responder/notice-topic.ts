import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** Where notices to people go. */
export interface Notices {
  readonly topicArn: string;
  /** Call it after validating the ARN: CDK's own error for an invalid ARN does not say where it is. */
  topic(): ITopic;
  letPublish(role: IRole): void;
}

/** Uses the given topic, or creates one. The owner of a given topic must let the role use its key, if it has one. */
export function noticesTo(scope: Construct, given: ITopic | string | undefined): Notices {
  if (given === undefined) {
    const created = new NoticeTopic(scope, 'Notices');
    return { topicArn: created.topic.topicArn, topic: () => created.topic, letPublish: (role) => created.letPublish(role) };
  }
  const letPublish = () => undefined;
  if (typeof given !== 'string') return { topicArn: given.topicArn, topic: () => given, letPublish };
  return { topicArn: given, topic: () => Topic.fromTopicArn(scope, 'GivenTopic', given), letPublish };
}

/**
 * An encrypted topic for people. It has its own key, because CloudWatch alarms cannot publish to a topic encrypted with AWS's key
 * for SNS (SNS Developer Guide, "Key management", event sources). The key's policy allows the role, so the role needs no KMS
 * permissions.
 */
class NoticeTopic extends Construct {
  readonly topic: Topic;
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Notices of the gray-failure responder and alarms on it',
      enableKeyRotation: true,
      // A topic stores no messages, so deleting the key loses nothing.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new Topic(this, 'Topic', { masterKey: this.#key, enforceSSL: true });
    this.#letAlarmsPublish();
  }

  letPublish(role: IRole): void {
    this.#key.addToResourcePolicy(
      new PolicyStatement({ actions: USE_KEY, principals: [new ArnPrincipal(role.roleArn)], resources: ['*'] }),
    );
  }

  /** Only alarms of this account. */
  #letAlarmsPublish(): void {
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const principals = [new ServicePrincipal('cloudwatch.amazonaws.com')];
    this.#key.addToResourcePolicy(new PolicyStatement({ actions: USE_KEY, principals, resources: ['*'], conditions }));
    this.topic.addToResourcePolicy(
      new PolicyStatement({ actions: ['sns:Publish'], principals, resources: [this.topic.topicArn], conditions }),
    );
  }
}
