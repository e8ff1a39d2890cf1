import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
  type INetworkLoadBalancer,
  NetworkLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ZonalCanaryAlarms } from '../../infra/zonal-impact-alarms/zonal-canary-alarms.ts';
import { ZonalImpactAlarms } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import type { ZonalImpactAlarmsProps } from '../../infra/zonal-impact-alarms/zonal-impact-alarms-props.ts';
import { alarmProps, alarmsOf, aStack, SIX_ZONES, TCP, WEB, WEB_TARGETS, ZONES } from './alarms-under-test.ts';

interface Query {
  readonly MetricStat?: { readonly Metric: { readonly Dimensions: readonly { Name: string; Value: string }[] } };
}

/** Those of one zone: their names without it. */
function namesOf(changes: Partial<ZonalImpactAlarmsProps>, zoneId = 'use1-az1'): string[] {
  const names = alarmsOf(changes).map(({ input }) => input.AlarmName);
  return names.filter((name) => name.startsWith(`${zoneId}-`)).map((name) => name.slice(zoneId.length + 1));
}

function alarmNamed(name: string, changes: Partial<ZonalImpactAlarmsProps> = {}): Readonly<Record<string, unknown>> {
  const found = alarmsOf(changes).find(({ input }) => input.AlarmName === name);
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found.input;
}

function withAlarms(stack: Stack, changes: Partial<ZonalImpactAlarmsProps>): ZonalImpactAlarms {
  return new ZonalImpactAlarms(stack, 'Impact', alarmProps(changes));
}

describe('ZonalImpactAlarms', () => {
  it('has alarms on what users see and on the outlier, for a zone and an ALB', () => {
    expect(namesOf({}).sort()).toEqual([
      'impact',
      'isolated-impact',
      'web-availability',
      'web-availability-outlier',
      'web-large-failure',
      'web-latency',
      'web-latency-outlier',
      'web-single-target',
    ]);
  });

  it('has alarms on resets and unhealthy hosts, for a zone and an NLB', () => {
    const targetGroups = [WEB_TARGETS.replace('/web/', '/tcp/')];
    expect(namesOf({ loadBalancers: [{ loadBalancer: TCP, targetGroups }] }).sort()).toEqual([
      'impact',
      'isolated-impact',
      'tcp-resets',
      'tcp-resets-outlier',
      'tcp-some-unhealthy-hosts-0',
      'tcp-unhealthy-hosts-0',
    ]);
  });

  it('works without target groups, except for alarms that need them', () => {
    expect(namesOf({ loadBalancers: [{ loadBalancer: WEB }] })).not.toContain('web-single-target');
    expect(namesOf({ loadBalancers: [{ loadBalancer: TCP }] }).sort()).toEqual([
      'impact',
      'isolated-impact',
      'tcp-resets',
      'tcp-resets-outlier',
    ]);
  });

  it('has one regional alarm, named after the application', () => {
    const regional = alarmsOf().filter(({ input }) => input.AlarmName.includes('regional'));
    expect(regional.map(({ input }) => input.AlarmName)).toEqual(['wildrydes-regional-impact']);
  });

  it('gives two applications different names', () => {
    expect(namesOf({ qualifier: 'orders' })).toContain('orders-isolated-impact');
  });

  it('provides the responder’s zones, each with the isolated alarm, and the regional alarm', () => {
    const { zones, regionalAlarms } = withAlarms(aStack(), {});
    expect(zones).toEqual(ZONES.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-isolated-impact` })));
    expect(regionalAlarms).toEqual(['wildrydes-regional-impact']);
  });

  it('describes the isolated alarm in JSON, with load balancer and AZ ID', () => {
    const description = alarmNamed('use1-az4-isolated-impact').AlarmDescription;
    expect(JSON.parse(String(description))).toEqual({ loadBalancer: WEB, 'az-id': 'use1-az4' });
  });

  it('evaluates M of N minutes', () => {
    expect(alarmNamed('use1-az1-web-availability')).toMatchObject({ DatapointsToAlarm: 2, EvaluationPeriods: 3 });
    const thresholds = { minutesBad: 3, minutesLookedAt: 5 };
    expect(alarmNamed('use1-az1-web-latency', { thresholds })).toMatchObject({ DatapointsToAlarm: 3, EvaluationPeriods: 5 });
    expect(alarmNamed('use1-az1-web-large-failure', { thresholds })).toMatchObject({
      DatapointsToAlarm: 1,
      EvaluationPeriods: 1,
    });
  });

  it.each([
    ['web-availability', 'missing'],
    ['web-availability-outlier', 'missing'],
    ['web-large-failure', 'missing'],
    ['web-latency', 'missing'],
    ['web-latency-outlier', 'missing'],
    ['web-single-target', 'notBreaching'],
  ])('treats missing data in %s as %s', (name, treatment) => {
    expect(alarmNamed(`use1-az1-${name}`).TreatMissingData).toBe(treatment);
  });

  it.each([1, 2, 3, 4, 5])('needs at most ten metrics per alarm, with six zones and %d target groups', (groups) => {
    const targetGroups = Array.from({ length: groups }, (_, index) => WEB_TARGETS.replace('/web/', `/web-${index}/`));
    const alarms = alarmsOf({ zones: SIX_ZONES, loadBalancers: [{ loadBalancer: WEB, targetGroups }] });
    const counts = alarms
      .filter(({ kind }) => kind === 'metric')
      .map(({ input }) => (input.Metrics as Query[]).filter(({ MetricStat }) => MetricStat !== undefined).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
  });

  it('reads the zone’s metrics by AZ name, and the others’ from the total without an AZ', () => {
    const queries = alarmNamed('use1-az1-web-availability-outlier').Metrics as Query[];
    const zones = queries.flatMap(({ MetricStat }) =>
      MetricStat === undefined ? [] : [MetricStat.Metric.Dimensions.find(({ Name }) => Name === 'AvailabilityZone')?.Value],
    );
    expect(zones.sort()).toEqual(['us-east-1a', 'us-east-1a', 'us-east-1a', undefined, undefined, undefined]);
  });
});

describe('AZ IDs', () => {
  it('are looked up at deployment by one function if missing', () => {
    const stack = aStack();
    withAlarms(stack, { zones: ZONES.map(({ zoneName }) => ({ zoneName })) });
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::AvailabilityZoneId', 3);
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'ec2:DescribeAvailabilityZones', Effect: 'Allow', Resource: '*' }] },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('give the same alarms whether looked up or given', () => {
    expect(alarmsOf({ zones: ZONES.map(({ zoneName }) => ({ zoneName })) })).toEqual(alarmsOf());
  });

  it('need no lookup if given', () => {
    const stack = aStack();
    withAlarms(stack, {});
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  });

  it('are looked up once for impact and canary alarms of the same zones', () => {
    const stack = aStack();
    const zones = ZONES.map(({ zoneName }) => ({ zoneName }));
    withAlarms(stack, { zones });
    new ZonalCanaryAlarms(stack, 'Canary', { zones, metric: { namespace: 'wildrydes/Canary' } });
    Template.fromStack(stack).resourceCountIs('Custom::AvailabilityZoneId', 3);
  });
});

describe('load balancers', () => {
  it('may be CDK objects with names known only at deployment', () => {
    const stack = aStack();
    // An IVpc in all but exactOptionalPropertyTypes, which the CDK is not compiled with; so is the load balancer.
    const vpc = new Vpc(stack, 'Vpc') as IVpc;
    const alb = new ApplicationLoadBalancer(stack, 'Alb', { vpc });
    const nlb = new NetworkLoadBalancer(stack, 'Nlb', { vpc }) as INetworkLoadBalancer;
    const targets = new ApplicationTargetGroup(stack, 'Targets', { vpc, port: 80 });
    withAlarms(stack, { loadBalancers: [{ loadBalancer: alb, targetGroups: [targets] }, { loadBalancer: nlb }] });
    const template = Template.fromStack(stack);
    const namespaces = (of: string) =>
      template.findResources('AWS::CloudWatch::Alarm', {
        Properties: { Metrics: Match.arrayWith([Match.objectLike({ MetricStat: { Metric: { Namespace: of } } })]) },
      });
    expect(Object.keys(namespaces('AWS/ApplicationELB'))).toHaveLength(18);
    expect(Object.keys(namespaces('AWS/NetworkELB'))).toHaveLength(6);
    const [description] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'))
      .map(({ Properties }) => JSON.stringify(Properties.AlarmDescription))
      .filter((text) => text.includes('az-id'));
    expect(description).toContain('"Ref":"Alb');
  });

  it('may be imported CDK objects', () => {
    const stack = aStack();
    const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Web', {
      loadBalancerArn: WEB,
      securityGroupId: 'sg-0a1',
    });
    withAlarms(stack, { loadBalancers: [{ loadBalancer }] });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'use1-az1-web-availability' });
  });
});
