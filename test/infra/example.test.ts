import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { hostsInAll } from '../../infra/example/page-hosts.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { CANARY_DIMENSION, CANARY_NAMESPACE } from '../../simulator/region/traffic/canary.ts';
import { temporaryFolder } from './endings.ts';
import { functionWith, type Properties, resources, stack, template, ZONE_NAMES } from './example-template.ts';

const ZONE_IDS = ['use1-az1', 'use1-az2', 'use1-az4'];

/** A value of the template as it could be once deployed: what is only known then is made up, by kind. */
function deployedValue(value: Properties): Properties {
  if (Array.isArray(value)) return value.map(deployedValue);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
  if (join !== undefined) return deployedValue(join[1]).join(join[0]);
  if (attribute !== undefined) return attributeOf(attribute);
  if (Ref !== undefined) return referenced(Ref);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, deployedValue(child)]));
}

function attributeOf([id = '', name = '']: readonly string[]): string {
  const fullNames: Record<string, string> = {
    LoadBalancerFullName: 'app/page/50dc6c495c0c9188',
    TargetGroupFullName: 'targetgroup/page/943f017f100becff',
  };
  return (
    ZONE_IDS[ZONE_NAMES.findIndex((zoneName) => id.startsWith(`ZoneIds${zoneName.replaceAll('-', '')}`))] ??
    fullNames[name] ??
    `${id}.${name}`
  );
}

function referenced(id: string): string {
  const pseudo: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::Region': 'us-east-1',
    'AWS::AccountId': '111122223333',
  };
  const made: Record<string, string> = {
    'AWS::ElasticLoadBalancingV2::LoadBalancer':
      'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/page/50dc6c495c0c9188',
    'AWS::SNS::Topic': 'arn:aws:sns:us-east-1:111122223333:notices',
    'AWS::EC2::Subnet': `subnet-${id}`,
  };
  return pseudo[id] ?? made[template.toJSON().Resources[id]?.Type] ?? id;
}

describe('example stack', () => {
  it('passes cdk-nag', () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });

  it('has a load balancer with independent zones that can be shifted', () => {
    const [loadBalancer] = resources('AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(loadBalancer.LoadBalancerAttributes).toContainEqual({ Key: 'zonal_shift.config.enabled', Value: 'true' });
    for (const { TargetGroupAttributes } of resources('AWS::ElasticLoadBalancingV2::TargetGroup')) {
      expect(TargetGroupAttributes).toEqual(
        expect.arrayContaining([
          { Key: 'load_balancing.cross_zone.enabled', Value: 'false' },
          { Key: 'load_balancing.algorithm.type', Value: 'weighted_random' },
          { Key: 'load_balancing.algorithm.anomaly_mitigation', Value: 'on' },
        ]),
      );
    }
  });

  it.each([2, 3, 4, 6])('holds the peak without one of %d zones, with no more hosts than needed', (zones) => {
    const all = hostsInAll(zones);
    const withoutOne = all - all / zones;
    expect(Number.isInteger(all / zones)).toBe(true);
    expect(withoutOne).toBeGreaterThanOrEqual(4);
    expect(withoutOne - (zones - 1)).toBeLessThan(4);
  });

  it('starts with that capacity and does not shrink below it', () => {
    const [group] = resources('AWS::AutoScaling::AutoScalingGroup');
    expect([group.MinSize, group.DesiredCapacity ?? group.MinSize]).toEqual(['6', '6']);
    expect(group.VPCZoneIdentifier).toHaveLength(3);
  });

  it('has a target in each zone that no evacuation removes', () => {
    const hosts = Object.entries(template.findResources('AWS::EC2::Instance'));
    expect(hosts.map(([, { Properties }]) => Properties.AvailabilityZone)).toEqual(ZONE_NAMES);
    const [targets] = resources('AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(targets.Targets.map(({ Id }: { Id: { Ref: string } }) => Id.Ref).sort()).toEqual(hosts.map(([id]) => id).sort());
  });

  it('has recovery alarms on the canary’s metrics, and missing data does not count as recovered', () => {
    const alarms = resources('AWS::CloudWatch::Alarm').filter(({ Namespace }) => Namespace === CANARY_NAMESPACE);
    expect(alarms).toHaveLength(3);
    for (const { AlarmName, MetricName, Dimensions, TreatMissingData } of alarms) {
      expect([MetricName, Dimensions.length, Dimensions[0].Name]).toEqual(['SuccessPercent', 1, CANARY_DIMENSION]);
      expect(AlarmName['Fn::Join'][1]).toEqual([Dimensions[0].Value, '-canary']);
      expect(TreatMissingData).toBe('missing');
    }
  });

  it('configures the responder with the stack’s alarms, zones and subnets', () => {
    const policy = parseConfiguration(deployedValue(functionWith('RESPONDER_CONFIG').Environment.Variables.RESPONDER_CONFIG));
    const namesOf = (type: string) => resources(type).map(({ AlarmName }) => deployedValue(AlarmName));
    const composites = namesOf('AWS::CloudWatch::CompositeAlarm');
    const metricAlarms = namesOf('AWS::CloudWatch::Alarm');
    expect(policy).toMatchObject({ mode: 'act', restore: 'automatic', regionalAlarms: ['wildrydes-regional-impact'] });
    expect(policy.zones.map(({ zoneId, zoneName }) => [zoneId, zoneName])).toEqual(
      ZONE_IDS.map((id, index) => [id, ZONE_NAMES[index]]),
    );
    expect(composites).toEqual(
      expect.arrayContaining([...policy.regionalAlarms, ...policy.zones.map((zone) => zone.impactAlarm)]),
    );
    expect(metricAlarms).toEqual(expect.arrayContaining(policy.zones.map((zone) => zone.recoveryAlarm)));
    const [group] = resources('AWS::AutoScaling::AutoScalingGroup');
    expect(policy.signals).toMatchObject([
      { loadBalancer: 'app/page/50dc6c495c0c9188', targetGroups: ['targetgroup/page/943f017f100becff'] },
    ]);
    expect(Object.keys(policy.subnets).sort()).toEqual(deployedValue(group.VPCZoneIdentifier).sort());
  });

  it('stops its experiments on the regional alarm', () => {
    const experiments = resources('AWS::FIS::ExperimentTemplate');
    expect(experiments).toHaveLength(9);
    const regional = Object.keys(template.findResources('AWS::CloudWatch::CompositeAlarm')).find((id) => id.includes('regional'));
    for (const { StopConditions } of experiments) expect(StopConditions[0].Value['Fn::GetAtt']).toEqual([regional, 'Arn']);
  });

  it('tags the hosts and subnets that the experiments target', () => {
    const tag = { Key: 'gray-failure-example', Value: 'host' };
    const [group] = resources('AWS::AutoScaling::AutoScalingGroup');
    expect(group.Tags).toContainEqual({ ...tag, PropagateAtLaunch: true });
    for (const { Tags } of resources('AWS::EC2::Instance')) expect(Tags).toContainEqual(tag);
    expect(
      resources('AWS::EC2::Subnet').filter(({ Tags }) => Tags.some(({ Key }: { Key: string }) => Key === tag.Key)),
    ).toHaveLength(3);
    for (const { Targets } of resources('AWS::FIS::ExperimentTemplate')) {
      for (const { ResourceTags } of Object.values<Properties>(Targets)) expect(ResourceTags).toEqual({ [tag.Key]: tag.Value });
    }
  });

  it('needs no internet access for its hosts', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    const services = resources('AWS::EC2::VPCEndpoint').map(({ ServiceName }) => JSON.stringify(ServiceName));
    for (const service of ['s3', 'ssm', 'ssmmessages'])
      expect(services.some((name) => name.endsWith(`.${service}"]]}`) || name.endsWith(`.${service}"`))).toBe(true);
  });

  it('has a mode parameter for each zone, initially ok', () => {
    const modes = resources('AWS::SSM::Parameter').filter(({ Name }) => JSON.stringify(Name).includes('/gray-failure-example/'));
    expect(modes.map(({ Value }) => Value)).toEqual(['ok', 'ok', 'ok']);
    expect(modes.map(({ Name }) => Name['Fn::Join'][1].at(-1))).toEqual(['/mode', '/mode', '/mode']);
  });
});

describe('example app', () => {
  it('synthesises for the given zones, without an account and without cdk-nag findings', () => {
    const output = temporaryFolder();
    const context = JSON.stringify({ zones: 'eu-west-1a,eu-west-1b,eu-west-1c' });
    // CDK's own validation takes most of the time: .ci/lint-templates has it on the same template.
    const env = { PATH: process.env.PATH, CDK_OUTDIR: output, CDK_CONTEXT_JSON: context, CDK_VALIDATION: 'false' };
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'infra/example/app.ts'], { cwd: join(__dirname, '../..'), env });
    expect([run.status, run.stderr.toString()]).toEqual([0, expect.not.stringContaining('ERROR')]);
    const synthesised = JSON.parse(readFileSync(join(output, 'GrayFailureExample.template.json'), 'utf8'));
    const subnets = Object.values<Properties>(synthesised.Resources).filter(({ Type }) => Type === 'AWS::EC2::Subnet');
    const zones = subnets.map(({ Properties }) => Properties.AvailabilityZone);
    expect([...new Set(zones)].sort()).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
    const { missing } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
    expect(missing).toBeUndefined();
  });
});
