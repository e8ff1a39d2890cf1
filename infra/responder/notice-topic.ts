import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** Where people are told. */
export interface Notices {
  readonly topicArn: string;
  /** Call it after the ARN has been validated: CDK refuses what is no ARN without saying where it stands. */
  topic(): ITopic;
  letPublish(role: IRole): void;
}

/** To the given topic, whose owner has to let the role use its key, if it has one; else to one that is created. */
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
 * The topic for people, encrypted. The key is its own: CloudWatch alarms cannot publish to a topic that is encrypted with AWS's
 * key for SNS (SNS Developer Guide, "Key management", event sources). Key and topic name who may, so the role needs no KMS.
 */
class NoticeTopic extends Construct {
  readonly topic: Topic;
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Notices of the gray-failure responder and alarms on it',
      enableKeyRotation: true,
      // Messages are not kept in the topic: nothing is lost with the key.
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

  /** Alarms of this account, and no others. */
  #letAlarmsPublish(): void {
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const principals = [new ServicePrincipal('cloudwatch.amazonaws.com')];
    this.#key.addToResourcePolicy(new PolicyStatement({ actions: USE_KEY, principals, resources: ['*'], conditions }));
    this.topic.addToResourcePolicy(
      new PolicyStatement({ actions: ['sns:Publish'], principals, resources: [this.topic.topicArn], conditions }),
    );
  }
}
