import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Policy } from '../shared/domain/index.ts';
import { ConfigurationError } from '../shared/errors.ts';
import { markAsMade, tellOfOwnNames } from './made-by-stack.ts';
import { GrayFailureResponder } from './responder/gray-failure-responder.ts';
import { parseDocument } from './responder/refuse/parse-document.ts';
import { refuseUnusable } from './responder/refuse/validate.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';
import type { ImpactThresholds } from './zonal-impact-alarms/thresholds.ts';
import { ZonalImpactAlarms } from './zonal-impact-alarms/zonal-impact-alarms.ts';

export interface ResponderStackProps extends StackProps {
  readonly configuration: ConfigurationDocument;
  /** Whether to create alarms if no zone names one. @default true */
  readonly alarms?: boolean;
  /** Whether one execution is reserved for the function. @default true */
  readonly reservedConcurrency?: boolean;
  /** @default - assets */
  readonly code?: (stack: Stack) => (folder: () => string) => Code;
}

/** The stack of one configuration document: the responder and, if no zone names an impact alarm, the alarms that it needs. */
export class ResponderStack extends Stack {
  readonly responder: GrayFailureResponder;

  constructor(
    scope: Construct,
    id: string,
    { configuration, alarms = true, reservedConcurrency = true, code, ...props }: ResponderStackProps,
  ) {
    // Indented, the template of six zones and ten load balancers exceeds what CloudFormation takes.
    super(scope, id, { suppressTemplateIndentation: true, ...props });
    const document = withZoneIds(configuration);
    refuseUnusable(this, document);
    const alarmed = alarms ? withAlarms(this, document) : document;
    this.responder = new GrayFailureResponder(this, 'Responder', {
      ...alarmed,
      reservedConcurrency,
      ...(code === undefined ? {} : { code: code(this) }),
    });
    tellOfOwnNames(this, document);
    if (document.notify?.topicArn === undefined) markAsMade(document.application, [this.responder.topic]);
    this.#output();
  }

  /** Commands to copy into a runbook. `ZONE` stays to be filled in: the responder refuses it, and lists the zones. */
  #output(): void {
    const { function: responder, failures, topic, dashboard } = this.responder;
    const { functionName } = responder;
    const invoke = (request: object) =>
      `aws lambda invoke --region ${this.region} --function-name ${functionName} --cli-binary-format raw-in-base64-out ` +
      `--payload '${JSON.stringify(request)}' /dev/stdout`;
    const outputs = {
      FunctionName: functionName,
      TopicArn: topic.topicArn,
      FailureQueueUrl: failures.queueUrl,
      ...(dashboard === undefined ? {} : { DashboardUrl: dashboardUrl(this.region, dashboard.dashboardName) }),
      StatusCommand: invoke({ action: 'status' }),
      DryRunCommand: invoke({ action: 'evacuate', zone: 'ZONE', dryRun: true }),
      EvacuateCommand: invoke({ action: 'evacuate', zone: 'ZONE', reason: 'WHY' }),
      RestoreCommand: invoke({ action: 'restore', zone: 'ZONE', reason: 'WHY' }),
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

/** The constructs could resolve AZ IDs at deployment. A document must contain them, because people and laptops read it too. */
function withZoneIds(configuration: ConfigurationDocument): ConfigurationDocument {
  const { zones } = Object(configuration) as ConfigurationDocument;
  if (!Array.isArray(zones)) return configuration;
  return {
    ...configuration,
    zones: zones.map((zone) => (zone instanceof Object ? { ...zone, zoneId: zone.zoneId ?? '' } : zone)),
  };
}

function dashboardUrl(region: string, name: string): string {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
}

/** Leaves an invalid document unchanged: the responder refuses it and lists all problems. */
function withAlarms(stack: Stack, configuration: ConfigurationDocument): ConfigurationDocument {
  const { application, zones, regionalAlarms = [], alarmThresholds } = configuration;
  const parsed = parseDocument(configuration);
  if (parsed instanceof ConfigurationError) return configuration;
  const loadBalancers = parsed.resources.filter((arn) => /:loadbalancer\/(app|net)\//.test(arn));
  if (loadBalancers.length === 0 || zones.some(({ impactAlarm }) => impactAlarm !== undefined)) return configuration;
  const alarms = new ZonalImpactAlarms(stack, 'Alarms', {
    application,
    // Alarm names are unique in an account and Region, and another application may use the same zones.
    qualifier: application,
    zones,
    loadBalancers: loadBalancers.map((loadBalancer) => ({ loadBalancer, ...signalledOf(loadBalancer, parsed) })),
    // Where the responder would wait for more than one minute, an alarm after one minute would spend its event on a hold.
    thresholds: {
      largeFaultPercent: 100 * parsed.outlier.overwhelmingShare,
      ...(alarmThresholds as Partial<ImpactThresholds> | undefined),
    },
  });
  markAsMade(application, [...alarms.isolatedImpactAlarms, alarms.regionalImpactAlarm]);
  return {
    ...configuration,
    zones: zones.map((zone, index) => ({ ...zone, ...alarms.zones[index] })),
    regionalAlarms: [...regionalAlarms, ...alarms.regionalAlarms],
  };
}

/** What the signals define for the load balancer: its target groups, which reveal a single bad target, and its latency limit. */
function signalledOf(loadBalancer: string, { signals }: Policy): { targetGroups: string[]; slowSeconds?: number } {
  const [, name = ''] = loadBalancer.split(':loadbalancer/');
  const ofLoadBalancer = signals.filter((signal) => 'loadBalancer' in signal && signal.loadBalancer === name);
  const dimensions = ofLoadBalancer.flatMap((signal) => ('targetGroups' in signal ? signal.targetGroups : []));
  const slow = ofLoadBalancer.flatMap((signal) => ('latencyThresholdSeconds' in signal ? [signal.latencyThresholdSeconds] : []));
  return {
    targetGroups: dimensions.map((dimension) => loadBalancer.replace(/loadbalancer\/.*$/, dimension)),
    ...(slow.length === 0 ? {} : { slowSeconds: Math.max(...slow) }),
  };
}
