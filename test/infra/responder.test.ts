import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { version } from '../../package.json';
import { OWN_ALARMS } from '../../shared/aws/readiness/deployment.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { aStack, documentOf, flat, only, someProps, synthesise, variablesOf } from './stacks.ts';

const { template, responder, stack } = synthesise(someProps());
const THE_FUNCTION = stack.resolve(responder.function.functionName).Ref as string;
/** More than fit into a variable. */
const MANY = Array.from({ length: 200 }, (_, index) => `some-regional-alarm-${index}`);
const THE_QUEUE = stack.getLogicalId(responder.failures.node.defaultChild as never);

describe('the function', () => {
  const { Properties } = only(template, 'AWS::Lambda::Function');

  it('runs one at a time, on arm64, outside any VPC', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      ReservedConcurrentExecutions: 1,
    });
    expect(Properties).not.toHaveProperty('VpcConfig');
  });

  it('reserves no execution where the account has none to spare', () => {
    const { template: without } = synthesise(someProps({ reservedConcurrency: false }));
    expect(only(without, 'AWS::Lambda::Function').Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it('ends before the next tick', () => {
    expect(Properties.Timeout).toBeLessThanOrEqual(60);
  });

  it('retries twice, within an hour, and then puts the event into the queue', () => {
    expect(only(template, 'AWS::Lambda::EventInvokeConfig').Properties).toMatchObject({
      FunctionName: { Ref: THE_FUNCTION },
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [THE_QUEUE, 'Arn'] } } },
    });
  });

  it('has the given configuration and the topic', () => {
    const { notify, ...given } = documentOf(template);
    expect(given).toEqual(JSON.parse(JSON.stringify(someProps())));
    expect(notify).toEqual({ topicArn: flat(stack.resolve(responder.topic.topicArn)) });
  });

  it('has its own role, without managed policies', () => {
    const role = template.findResources('AWS::IAM::Role')[stack.resolve(responder.role.roleName).Ref];
    expect(Properties.Role).toEqual({ 'Fn::GetAtt': [stack.resolve(responder.role.roleName).Ref, 'Arn'] });
    expect(role?.Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(only(template, 'AWS::IAM::Policy').Properties.Roles).toEqual([stack.resolve(responder.role.roleName)]);
  });

  it('is the built bundle, without source maps', () => {
    const own = aStack();
    const { outdir } = own.node.root as App;
    const { template: real } = synthesise(someProps({ code: undefined }), own);
    const { S3Key } = only(real, 'AWS::Lambda::Function').Properties.Code as { S3Key: string };
    const built = readdirSync(join(__dirname, '../../dist/responder')).filter((file) => !file.endsWith('.map'));
    expect(readdirSync(join(outdir, `asset.${S3Key.replace('.zip', '')}`)).sort()).toEqual(built.sort());
  });

  it('stores a configuration that is too long for a variable in a file with the code', () => {
    const notify = { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' };
    const file = { text: '' };
    const { template: large } = synthesise(
      someProps({ regionalAlarms: MANY, notify, code: (folder) => readFrom(folder(), file) }),
    );
    expect(variablesOf(large)).toEqual({ RESPONDER_CONFIG_FILE: 'gray-failure.config.json', RESPONDER_VERSION: version });
    expect(parseConfiguration(file.text).regionalAlarms).toEqual(MANY);
  });

  it('adds what is known only at deployment, such as the created topic, to that file', () => {
    const file = { text: '' };
    const large = synthesise(someProps({ regionalAlarms: MANY, code: (folder) => readFrom(folder(), file) }));
    const { RESPONDER_CONFIG_OVERRIDES: overrides, ...variables } = variablesOf(large.template);
    expect(variables).toEqual({ RESPONDER_CONFIG_FILE: 'gray-failure.config.json', RESPONDER_VERSION: version });
    const topicArn = flat(large.stack.resolve(large.responder.topic.topicArn));
    expect(JSON.parse(flat(overrides))).toEqual({ notify: { topicArn } });
    expect(file.text).not.toContain('notify');
    expect(parseConfiguration(file.text).regionalAlarms).toEqual(MANY);
  });
});

describe('what doctor reads back', () => {
  it('is the version of the package, and the alarms on it by these names', () => {
    expect(variablesOf(template).RESPONDER_VERSION).toBe(version);
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmName);
    expect(alarms.sort()).toEqual(OWN_ALARMS.map((name) => `gray-failure-responder-wildrydes-${name}`).sort());
  });
});

describe('what it leaves behind', () => {
  it('is a queue that keeps failures for 14 days, encrypted in rest and in transit', () => {
    expect(template.findResources('AWS::SQS::Queue')[THE_QUEUE]?.Properties).toMatchObject({
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(ONLY_TLS)]) },
    });
  });

  it('is a log that is kept for six months, even if the stack is deleted', () => {
    const log = only(template, 'AWS::Logs::LogGroup');
    expect(log).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 180 } });
    expect(only(template, 'AWS::Lambda::Function').Properties.LoggingConfig).toEqual({
      LogGroup: stack.resolve(responder.logGroup.logGroupName),
    });
  });

  it('is a topic, encrypted with a key that alarms of this account and the function may use', () => {
    const key = only(template, 'AWS::KMS::Key').Properties.KeyPolicy as { Statement: Record<string, unknown>[] };
    const users = key.Statement.filter(({ Action }) => Array.isArray(Action));
    expect(only(template, 'AWS::SNS::Topic').Properties.KmsMasterKeyId).toBeDefined();
    expect(users).toEqual([
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      }),
      expect.objectContaining({ Principal: { AWS: stack.resolve(responder.role.roleArn) } }),
    ]);
    expect(users.map(({ Action }) => Action)).toEqual([USE_KEY, USE_KEY]);
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike(ONLY_TLS),
          Match.objectLike({ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    });
  });

  it('is the given topic, if any', () => {
    const own = aStack();
    const { template: told } = synthesise(someProps({ notify: { topicArn: new Topic(own, 'OnCall') } }), own);
    told.resourceCountIs('AWS::SNS::Topic', 1);
    told.resourceCountIs('AWS::KMS::Key', 0);
    expect(documentOf(told).notify).toEqual({ topicArn: expect.stringMatching(/^<OnCall\w+>$/) });
  });
});

const ONLY_TLS = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey*'];

describe('the alarms on the responder', () => {
  const alarms = Object.fromEntries(
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => [
      String(Properties.AlarmName).replace('gray-failure-responder-wildrydes-', ''),
      Properties as Record<string, unknown>,
    ]),
  );

  it('notify the topic', () => {
    const topic = stack.resolve(responder.topic.topicArn);
    expect(Object.values(alarms).map(({ AlarmActions }) => AlarmActions)).toEqual(Object.values(alarms).map(() => [topic]));
  });

  it.each([
    ['throttles', { MetricName: 'Throttles', TreatMissingData: 'notBreaching', EvaluationPeriods: 3, Period: 300 }],
    ['dead-letters', { MetricName: 'ApproximateNumberOfMessagesVisible', TreatMissingData: 'notBreaching', Threshold: 1 }],
  ])('watch %s', (name, expected) => {
    expect(alarms[name]).toMatchObject({ ...expected, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
  });

  it('watch runs that threw, and ticks that did not complete their work', () => {
    const { Metrics, ...errors } = alarms.errors ?? {};
    expect(errors).toMatchObject({
      TreatMissingData: 'notBreaching',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
    });
    const watched = (
      Metrics as { MetricStat?: { Metric: { MetricName: string; Dimensions: { Name: string; Value: string }[] } } }[]
    )
      .flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
      .map(({ MetricName, Dimensions }) => [MetricName, Dimensions.find(({ Name }) => Name === 'outcome')?.Value]);
    expect(watched).toEqual([
      ['Errors', undefined],
      ['Runs', 'partial'],
      ['Runs', 'failed'],
    ]);
  });

  it('treat missing upkeep as a failure', () => {
    const { Metrics, ...heartbeat } = alarms.heartbeat ?? {};
    expect(heartbeat).toMatchObject({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 5,
    });
    const outcomes = (Metrics as { MetricStat?: { Metric: { Dimensions: { Name: string; Value: string }[] } } }[])
      .flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions ?? [])
      .filter(({ Name }) => Name === 'outcome')
      .map(({ Value }) => Value);
    expect(outcomes).toEqual(['done', 'nothing-to-do', 'held', 'planned', 'in-progress', 'partial', 'failed']);
  });
});

describe('the dashboard', () => {
  const nameIn = (own: Stack) => {
    const { template: whole } = synthesise(someProps(), own);
    return flat(only(whole, 'AWS::CloudWatch::Dashboard').Properties.DashboardName);
  };

  it('has the Region in its name, because dashboard names are unique across an account’s Regions', () => {
    expect(nameIn(aStack())).toBe('gray-failure-responder-wildrydes-us-east-1');
    expect(nameIn(aStack({}))).toBe('gray-failure-responder-wildrydes-<AWS::Region>');
  });
});

it('resolves missing AZ IDs at deployment', () => {
  const zones = someProps().zones.map(({ zoneName }) => ({ zoneName, impactAlarm: `${zoneName}-impact` }));
  const { template: resolved } = synthesise(someProps({ zones }));
  resolved.resourceCountIs('Custom::AvailabilityZoneId', 2);
  expect(documentOf(resolved).zones).toEqual(
    zones.map((zone) => ({ ...zone, zoneId: expect.stringMatching(/^<ZoneIds\w+\.AvailabilityZones\.0\.ZoneId>$/) })),
  );
});

/** The code as an asset, and what lies in the configuration file beside it. */
function readFrom(folder: string, into: { text: string }): Code {
  into.text = readFileSync(join(folder, 'gray-failure.config.json'), 'utf8');
  return Code.fromAsset(folder);
}
