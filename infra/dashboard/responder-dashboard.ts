import { AlarmStatusWidget, Dashboard, type IAlarm, type IWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { groupRow, hostRow } from './capacity-widgets.ts';
import { decisionRow, healthRow, reportsRow } from './responder-widgets.ts';
import { COLUMNS, type WatchedLoadBalancer, type WatchedZone, zoneRows } from './zone-widgets.ts';

export type { WatchedLoadBalancer, WatchedZone } from './zone-widgets.ts';

export interface ResponderDashboardProps {
  /** Same as in the configuration. Selects the responder's metrics. */
  readonly application: string;
  /** @default - CloudFormation chooses one */
  readonly dashboardName?: string;
  readonly zones: readonly WatchedZone[];
  readonly loadBalancers?: readonly WatchedLoadBalancer[];
  /** Names of Auto Scaling groups */
  readonly autoScalingGroups?: readonly string[];
  readonly responder: IFunction;
  /** The log group with the reports. */
  readonly logGroup: ILogGroup;
  /** The queue of events that the responder failed to process. */
  readonly deadLetters?: IQueue;
  /** Impact, isolated-impact, recovery and regional alarms, in display order. */
  readonly zonalAlarms?: readonly IAlarm[];
  /** Alarms on the responder. */
  readonly responderAlarms?: readonly IAlarm[];
}

/** CloudWatch shows at most 100 alarms in a widget (dashboard body, alarm widget). */
const ALARMS_A_WIDGET = 100;

/**
 * One page for an incident. From top to bottom it answers: Which alarms ring? Which zone is the outlier? Has its traffic moved?
 * Does the capacity hold? What did the responder decide? Is the responder healthy?
 */
export class ResponderDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: ResponderDashboardProps) {
    super(scope, id);
    const { dashboardName } = props;
    this.dashboard = new Dashboard(this, 'Dashboard', {
      ...(dashboardName === undefined ? {} : { dashboardName }),
      widgets: rowsOf(props).filter((row) => row.length > 0),
    });
  }
}

function rowsOf(props: ResponderDashboardProps): IWidget[][] {
  const { application, zones, loadBalancers = [], autoScalingGroups = [], responder, logGroup, deadLetters } = props;
  return [
    alarmRow('Zones and Region', props.zonalAlarms),
    heading('Zones side by side'),
    ...zoneRows(zones, loadBalancers),
    heading('Shifts and capacity'),
    hostRow(zones, loadBalancers),
    groupRow(autoScalingGroups),
    heading('Decisions'),
    decisionRow(application),
    reportsRow(logGroup),
    heading('The responder itself'),
    alarmRow('Alarms on the responder', props.responderAlarms),
    healthRow(application, responder, deadLetters),
  ];
}

function heading(text: string): IWidget[] {
  return [new TextWidget({ markdown: `## ${text}`, width: COLUMNS, height: 1 })];
}

function alarmRow(title: string, alarms: readonly IAlarm[] = []): IWidget[] {
  if (alarms.length === 0) return [];
  return [new AlarmStatusWidget({ title, alarms: alarms.slice(0, ALARMS_A_WIDGET), width: COLUMNS, height: 3 })];
}
