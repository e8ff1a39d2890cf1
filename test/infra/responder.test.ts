import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { parseConfiguration } from '../../shared/config.ts';
import type { Policy } from '../../shared/domain.ts';
import { parseEvent } from '../../shared/parse.ts';
import { matches } from './event-pattern.ts';
import { aStack, flat, LOAD_BALANCER, only, type Resource, someProps, synthesise } from './stacks.ts';

type Event = Record<string, unknown> & { detail: Record<string, unknown> & { state: Record<string, unknown> } };

function captured(name: string): Event {
  return JSON.parse(readFileSync(join(__dirname, `../events/${name}.json`), 'utf8')) as Event;
}

const compositeAlarm = captured('composite-alarm-state-change');
const { template, responder, stack } = synthesise(someProps());
const THE_FUNCTION = stack.resolve(responder.function.functionName).Ref as string;
const THE_QUEUE = stack.getLogicalId(responder.failures.node.defaultChild as never);

function alarmRuleOf(from: Template): Resource {
  return only(from, 'AWS::Events::Rule', ({ EventPattern }) => EventPattern !== undefined);
}

function variablesOf(from: Template): Record<string, unknown> {
  const { Properties } = only(from, 'AWS::Lambda::Function', ({ FunctionName }) => FunctionName !== undefined);
  return (Properties.Environment as { Variables: Record<string, unknown> }).Variables;
}

/** What the function would read, with `<Name>` where CloudFormation puts a value. */
function documentOf(from: Template): Record<string, unknown> {
  return JSON.parse(flat(variablesOf(from).RESPONDER_CONFIG)) as Record<string, unknown>;
}

describe('the rule', () => {
  const pattern = alarmRuleOf(template).Properties.EventPattern;

  it('lets a captured composite alarm of a configured zone through', () => {
    expect(matches(pattern, compositeAlarm)).toBe(true);
  });

  it.each<[string, Event]>([
    ['an alarm that went to OK', withDetail({ state: { ...compositeAlarm.detail.state, value: 'OK' } })],
    ['an alarm without data', withDetail({ state: { ...compositeAlarm.detail.state, value: 'INSUFFICIENT_DATA' } })],
    ['a composite alarm of somebody else', withDetail({ alarmName: 'use1-az1-other' })],
    ['a regional alarm', withDetail({ alarmName: 'wildrydes-regional-impact' })],
    ['a metric alarm', captured('metric-alarm-state-change')],
    [
      'a metric alarm with the name of an impact alarm',
      withName(captured('metric-alarm-state-change'), 'use1-az1-isolated-impact'),
    ],
    ['an alarm that was edited', captured('alarm-configuration-change')],
    ['an event of another source', { ...compositeAlarm, source: 'mine' }],
  ])('does not let %s through', (_, event) => {
    expect(matches(pattern, event)).toBe(false);
  });

  it('goes by the beginning of the name for a zone that names no alarm', () => {
    const [first, second] = someProps().zones;
    const zones = [{ ...first, impactAlarm: undefined }, second] as never;
    const { EventPattern } = alarmRuleOf(synthesise(someProps({ zones })).template).Properties;
    expect(matches(EventPattern, withDetail({ alarmName: 'use1-az1-whatever' }))).toBe(true);
    expect(matches(EventPattern, withDetail({ alarmName: 'use1-az2-whatever' }))).toBe(false);
    expect(matches(EventPattern, withDetail({ alarmName: 'use1-az2-isolated-impact' }))).toBe(true);
  });

  it('sends what the function takes for an alarm of the zone, by its own configuration', () => {
    const policy = parseConfiguration(JSON.stringify({ ...documentOf(template), notify: {} }));
    expect(parseEvent(compositeAlarm, contextOf(policy))).toMatchObject({ kind: 'alarm', zone: { zoneId: 'use1-az1' } });
  });

  it('gives up on an event when the function would refuse it, and keeps it', () => {
    const limits = { maximumEventAgeMinutes: 7 };
    const [target] = alarmRuleOf(synthesise(someProps({ limits })).template).Properties.Targets as [Record<string, unknown>];
    expect(target).toMatchObject({
      Arn: { 'Fn::GetAtt': [THE_FUNCTION, 'Arn'] },
      RetryPolicy: { MaximumEventAgeInSeconds: 420 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [THE_QUEUE, 'Arn'] } },
    });
  });
});

describe('upkeep', () => {
  const rule = only(template, 'AWS::Events::Rule', ({ ScheduleExpression }) => ScheduleExpression !== undefined);

  it('is asked for every minute, with what the function takes for a tick', () => {
    const [{ Input }] = rule.Properties.Targets as [{ Input: string }];
    expect(rule.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const policy = parseConfiguration(JSON.stringify({ ...documentOf(template), notify: {} }));
    expect(parseEvent(JSON.parse(Input), contextOf(policy))).toMatchObject({ kind: 'tick', action: 'upkeep' });
  });

  it('is not made up for later', () => {
    const [target] = rule.Properties.Targets as [Record<string, unknown>];
    expect(target).toMatchObject({ RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    expect(target).not.toHaveProperty('DeadLetterConfig');
  });
});

describe('the function', () => {
  const { Properties } = only(template, 'AWS::Lambda::Function');

  it('runs one at a time, on arm64, outside of any VPC', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      ReservedConcurrentExecutions: 1,
    });
    expect(Properties).not.toHaveProperty('VpcConfig');
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

  it('has the configuration as it was given, and the topic', () => {
    const { notify, ...given } = documentOf(template);
    expect(given).toEqual(JSON.parse(JSON.stringify(someProps())));
    expect(notify).toEqual({ topicArn: flat(stack.resolve(responder.topic.topicArn)) });
  });

  it('has no role but its own, and no managed policy', () => {
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

  it('keeps a configuration that is too long for a variable in a file beside the code', () => {
    const regionalAlarms = Array.from({ length: 200 }, (_, index) => `some-regional-alarm-${index}`);
    const notify = { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' };
    const file = { text: '' };
    const { template: large } = synthesise(someProps({ regionalAlarms, notify, code: (folder) => readFrom(folder(), file) }));
    expect(variablesOf(large)).toEqual({ RESPONDER_CONFIG_FILE: 'gray-failure.config.json' });
    expect(parseConfiguration(file.text).regionalAlarms).toEqual(regionalAlarms);
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

  it('is a log that is kept for six months, also when the stack goes', () => {
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

  it('is the topic that was given, where one was', () => {
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

  it('tell the topic', () => {
    const topic = stack.resolve(responder.topic.topicArn);
    expect(Object.values(alarms).map(({ AlarmActions }) => AlarmActions)).toEqual(Object.values(alarms).map(() => [topic]));
  });

  it.each([
    ['errors', { MetricName: 'Errors', TreatMissingData: 'notBreaching', Threshold: 1 }],
    ['throttles', { MetricName: 'Throttles', TreatMissingData: 'notBreaching', EvaluationPeriods: 3, Period: 300 }],
    ['dead-letters', { MetricName: 'ApproximateNumberOfMessagesVisible', TreatMissingData: 'notBreaching', Threshold: 1 }],
  ])('watch %s', (name, expected) => {
    expect(alarms[name]).toMatchObject({ ...expected, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
  });

  it('take upkeep that is not heard of for a failure', () => {
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

describe('with objects of the same app', () => {
  const own = aStack();
  const vpc = new Vpc(own, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] });
  const web = new ApplicationLoadBalancer(own, 'Web', { vpc });
  const tcp = new NetworkLoadBalancer(own, 'Tcp', { vpc });
  const machineImage = MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' });
  const fleet = (id: string) => new AutoScalingGroup(own, id, { vpc, instanceType: new InstanceType('t4g.small'), machineImage });
  const [group, shifted] = [fleet('Fleet'), fleet('Shifted')];
  const autoScalingGroups = [group, { name: shifted, capacityStep: 'zonal-shift' as const }];
  const { template: whole } = synthesise(
    someProps({ vpc, resources: [web, tcp, LOAD_BALANCER], autoScalingGroups, subnets: vpc.privateSubnets }),
    own,
  );

  it('refers to them by what CloudFormation will know', () => {
    const [first, second] = vpc.privateSubnets.map(({ subnetId }) => flat(own.resolve(subnetId)));
    expect(documentOf(whole)).toMatchObject({
      resources: [flat(own.resolve(web.loadBalancerArn)), flat(own.resolve(tcp.loadBalancerArn)), LOAD_BALANCER],
      autoScalingGroups: [
        { name: flat(own.resolve(group.autoScalingGroupName)) },
        { name: flat(own.resolve(shifted.autoScalingGroupName)), capacityStep: 'zonal-shift' },
      ],
      subnets: { [String(first)]: 'use1-az1', [String(second)]: 'use1-az2' },
    });
  });

  it('opts its load balancers in to zonal shift', () => {
    const attributes = Object.values(whole.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer')).map(
      ({ Properties }) => Properties.LoadBalancerAttributes as unknown,
    );
    const optedIn = expect.arrayContaining([{ Key: 'zonal_shift.config.enabled', Value: 'true' }]);
    expect(attributes).toEqual([optedIn, optedIn]);
  });

  it('opts in the groups that are shifted natively, and no others', () => {
    const policies = Object.values(whole.findResources('AWS::AutoScaling::AutoScalingGroup')).map(
      ({ Properties }) => Properties.AvailabilityZoneImpairmentPolicy as unknown,
    );
    expect(policies).toEqual([undefined, { ZonalShiftEnabled: true, ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy' }]);
  });

  it('says at synth which load balancers it cannot opt in', () => {
    const warnings = Annotations.fromStack(own).findWarning('*', Match.stringLikeRegexp('opted in to zonal shift'));
    expect(warnings).toEqual([expect.objectContaining({ id: '/Stack/Responder' })]);
    const text = String(warnings[0]?.entry.data);
    expect(text).toContain(LOAD_BALANCER);
    expect(text).not.toContain('Stack/Web');
  });

  it('pins the role to their subnets', () => {
    const subnets = vpc.privateSubnets.map(({ subnetId }) => own.resolve(subnetId) as unknown);
    expect(JSON.stringify(only(whole, 'AWS::IAM::Policy', ({ PolicyName }) => /Responder/.test(PolicyName)))).toContain(
      `"autoscaling:VPCZoneIdentifiers":${JSON.stringify(subnets)}`,
    );
  });
});

it('resolves AZ IDs at deployment where they are left out', () => {
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

function withDetail(different: Record<string, unknown>): Event {
  return { ...compositeAlarm, detail: { ...compositeAlarm.detail, ...different } };
}

function withName(event: Event, alarmName: string): Event {
  return { ...event, detail: { ...event.detail, alarmName } };
}

function contextOf(policy: Policy) {
  return { policy, identity: { region: 'us-east-1', account: '111122223333' }, requestId: 'r', now: new Date(0) };
}
