import { Aws, CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnExperimentTemplate } from 'aws-cdk-lib/aws-fis';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { scheduleDryRuns } from './dry-runs.ts';
import { experimentRoles } from './experiment-roles.ts';
import { EXPERIMENT_KINDS, type ExperimentKind, experimentOf, type Impairment } from './experiments.ts';
import { gameDayProblems } from './game-day-problems.ts';
import type { GameDayProps, GameDayZone } from './game-day-props.ts';

/** Above the usual thresholds of zonal alarms (0.5 s), but mild enough for health checks with a timeout of seconds. */
const IMPAIRMENT: Impairment = {
  duration: Duration.minutes(30),
  latency: Duration.seconds(1),
  packetLossPercent: 30,
  sources: 'ALL',
  connectivityScope: 'availability-zone',
};

/**
 * Experiments that cause a gray failure in one zone, and weekly dry runs of the responder. Nothing here starts an experiment: the
 * stack has an output with the command for each zone and kind.
 */
export class GameDay extends Construct {
  readonly experiments: CfnExperimentTemplate[];
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: GameDayProps) {
    super(scope, id);
    const { zones, impair = zones.map(({ zoneName }) => zoneName), responder, dryRunAt = { hour: 9, minute: 0 } } = props;
    const impairment = { ...IMPAIRMENT, ...props.impairment };
    this.#refuse(gameDayProblems(props, { impairment, dryRunAt }));
    this.logGroup = this.#createLogGroup();
    const roles = experimentRoles(this, { ...props, zoneNames: impair });
    this.experiments = zones
      .filter(({ zoneName }) => impair.includes(zoneName))
      .flatMap((zone) =>
        EXPERIMENT_KINDS.map((kind) => this.#createExperiment(kind, { zone, props, impairment, roleArn: roles[kind].roleArn })),
      );
    scheduleDryRuns(this, { zoneIds: zones.map(({ zoneId }) => zoneId), responder, at: dryRunAt });
  }

  #refuse(problems: readonly string[]): void {
    if (problems.length > 0) throw new Error([`${this.node.path}: this game day is not valid`, ...problems].join('\n- '));
  }

  #createExperiment(kind: ExperimentKind, { zone, props, impairment, roleArn }: Setting): CfnExperimentTemplate {
    const place = { zoneName: zone.zoneName, instanceTag: props.instanceTag, subnetTag: props.subnetTag };
    // Construct IDs use the position in the list, because an AZ name may be a token.
    const id = `${pascal(kind)}${props.zones.indexOf(zone) + 1}`;
    const template = new CfnExperimentTemplate(this, id, {
      ...experimentOf(kind, place, impairment),
      roleArn,
      stopConditions: props.stopAlarms.map(({ alarmArn }) => ({ source: 'aws:cloudwatch:alarm', value: alarmArn })),
      // No target means that the tags are wrong. The experiment then fails instead of proving nothing.
      experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
      logConfiguration: { logSchemaVersion: 2, cloudWatchLogsConfiguration: { LogGroupArn: this.logGroup.logGroupArn } },
      tags: { Name: `${props.application} ${zone.zoneId} ${kind}`, application: props.application },
    });
    new CfnOutput(this, `Start${id}`, {
      description: `Game day: ${kind} in ${zone.zoneName}. To stop it: aws fis stop-experiment --id ID`,
      value: `aws fis start-experiment --region ${Aws.REGION} --experiment-template-id ${template.attrId}`,
    });
    return template;
  }

  /** This prefix keeps the resource policies for log delivery within their size limit (CloudWatch Logs, vended logs). */
  #createLogGroup(): LogGroup {
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/fis/${this.node.addr}`,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
        },
      }),
    );
    return logGroup;
  }
}

interface Setting {
  readonly zone: GameDayZone;
  readonly props: GameDayProps;
  readonly impairment: Impairment;
  readonly roleArn: string;
}

/** `packet-loss` -> `PacketLoss` */
function pascal(kind: ExperimentKind): string {
  return kind
    .split('-')
    .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
    .join('');
}
