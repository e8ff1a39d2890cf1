import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AwsCustomResource } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import { GameDay } from '../game-day/game-day.ts';
import { GrayFailureResponder } from '../responder/gray-failure-responder.ts';
import { ZonalImpactAlarms } from '../zonal-impact-alarms/zonal-impact-alarms.ts';
import { ZoneIds } from '../zone-ids.ts';
import { ExampleNetwork } from './example-network.ts';
import { modeParameterName } from './host/user-data.ts';
import { PageHosts } from './page-hosts.ts';
import { PageLoadBalancer } from './page-load-balancer.ts';
import { ZonalCanary } from './zonal-canary.ts';

export interface ExampleStackProps extends StackProps {
  /** @default "wildrydes" */
  readonly application?: string;
  /** Three or more AZ names of one Region. Their AZ IDs are resolved at deployment. */
  readonly zoneNames: readonly string[];
}

const HOST_TAG = { key: 'gray-failure-example', value: 'host' };

/**
 * A complete setup in one account: a page in three zones that can be made to fail in one zone, its alarms and canary, the
 * responder in mode act, and a game day. See docs/game-days-on-aws.md.
 */
export class ExampleStack extends Stack {
  constructor(scope: Construct, id: string, { application = 'wildrydes', zoneNames, ...props }: ExampleStackProps) {
    super(scope, id, props);
    const network = new ExampleNetwork(this, 'Network', { zoneNames, hostTag: HOST_TAG });
    const hosts = new PageHosts(this, 'Hosts', { network, zoneNames, hostTag: HOST_TAG });
    const { loadBalancer, page } = new PageLoadBalancer(this, 'Page', { network, hosts });

    const impact = new ZonalImpactAlarms(this, 'ImpactAlarms', {
      application,
      zones: zoneNames.map((zoneName) => ({ zoneName })),
      loadBalancers: [{ loadBalancer, targetGroups: [page] }],
    });
    const { zones } = impact;
    const canary = new ZonalCanary(this, 'Canary', { application, zones, dnsName: loadBalancer.loadBalancerDnsName });
    const recoveryAlarmOf = new Map(canary.recovery.map(({ zoneName, recoveryAlarm }) => [zoneName, recoveryAlarm]));

    const responder = new GrayFailureResponder(this, 'Responder', {
      application,
      mode: 'act',
      restore: 'automatic',
      zones: zones.map((zone) => ({ ...zone, recoveryAlarm: recoveryAlarmOf.get(zone.zoneName) })),
      regionalAlarms: impact.regionalAlarms,
      resources: [loadBalancer],
      signals: [
        {
          kind: 'application-load-balancer',
          loadBalancer: loadBalancer.loadBalancerFullName,
          targetGroups: [page.targetGroupFullName],
        },
      ],
      autoScalingGroups: [hosts.group],
      subnets: network.vpc.isolatedSubnets,
      capacity: { drain: '8m' },
    });
    new GameDay(this, 'GameDay', {
      application,
      zones,
      instanceTag: HOST_TAG,
      subnetTag: HOST_TAG,
      vpcId: network.vpc.vpcId,
      stopAlarms: [impact.regionalImpactAlarm],
      responder: responder.function,
    });
    for (const [index, zone] of zones.entries()) this.#addMode(index, zone);
    this.#acknowledgeZoneLookup();
    new CfnOutput(this, 'PageUrl', { value: `http://${loadBalancer.loadBalancerDnsName}/` });
  }

  /** The parameter that makes a zone fail, and the command that sets it. */
  #addMode(index: number, { zoneId, zoneName }: { zoneId: string; zoneName: string }): void {
    const parameterName = modeParameterName(zoneId);
    new StringParameter(this, `Mode${index + 1}`, {
      parameterName,
      simpleName: false,
      stringValue: 'ok',
      description: `Behaviour of the page in ${zoneName}: ok, errors:PERCENT or slow:MILLISECONDS`,
    });
    new CfnOutput(this, `Break${index + 1}`, {
      description: `Makes a fifth of the requests in ${zoneName} fail; use ok instead of errors:20 to fix it`,
      value: `aws ssm put-parameter --overwrite --name ${parameterName} --value errors:20`,
    });
  }

  /** CDK's custom resource looks up the AZ IDs: one function in the stack, with a role that CDK creates. */
  #acknowledgeZoneLookup(): void {
    Validations.of(ZoneIds.of(this)).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'DescribeAvailabilityZones has no resource-level permissions (Service Authorization Reference, Amazon EC2).',
    });
    Validations.of(this.node.findChild(`AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`)).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'CDK attaches it to the role of its custom resource. It only allows writing logs.',
    });
  }
}
