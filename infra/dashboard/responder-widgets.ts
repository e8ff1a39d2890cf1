import {
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  SearchExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { COLUMNS, MINUTE } from './zone-widgets.ts';

const HEIGHT = 6;
const HALF = COLUMNS / 2;

/** The dimensions that functions/tell.ts publishes with. SEARCH finds only metrics with exactly these. */
const REPORTED = '{GrayFailureResponder,service,application,action,outcome}';

/** Runs by action and outcome, and how long evacuations took. */
export function decisionRow(application: string): IWidget[] {
  // Upkeep runs every minute, mostly with nothing to do. Those runs would hide all others.
  const runs = reported(application, { metric: 'Runs', statistic: 'Sum', where: 'NOT outcome="nothing-to-do"' });
  const failed = reported(application, { metric: 'FailedSteps', statistic: 'Sum' });
  const evacuate = 'action="evacuate"';
  const totals = reported(application, { metric: 'totalMs', statistic: 'Maximum', where: evacuate });
  const traffic = reported(application, { metric: 'trafficMs', statistic: 'Maximum', where: evacuate });
  const size = { width: HALF, height: HEIGHT };
  return [
    new GraphWidget({
      title: 'Decisions: runs by action and outcome; failed steps',
      left: [search(runs, '')],
      leftYAxis: { min: 0, label: 'runs', showUnits: false },
      right: [search(failed, 'failed steps')],
      rightYAxis: { min: 0, label: 'failed steps', showUnits: false },
      ...size,
    }),
    new GraphWidget({
      title: 'Evacuations: total time, and time to shift traffic',
      left: [search(totals, 'total'), search(traffic, 'traffic')],
      leftYAxis: { min: 0, label: 'milliseconds', showUnits: false },
      ...size,
    }),
  ];
}

/** The latest reports. EMF lines in the same log group have no id, so the filter drops them. */
export function reportsRow(logGroup: ILogGroup): IWidget[] {
  return [
    new LogQueryWidget({
      title: 'Reports, without upkeep ticks that had nothing to do',
      logGroupNames: [logGroup.logGroupName],
      view: LogQueryVisualizationType.TABLE,
      queryLines: [
        'fields @timestamp, action, zone.zoneId as zoneId, mode, dryRun, decision.verdict as verdict, outcome, reason, id',
        'filter ispresent(id) and not (action = "upkeep" and outcome = "nothing-to-do")',
        'sort @timestamp desc',
        'limit 50',
      ],
      width: COLUMNS,
      height: HEIGHT,
    }),
  ];
}

/** The responder's health: invocations, errors, throttles, lost events and upkeep ticks. */
export function healthRow(application: string, responder: IFunction, deadLetters: IQueue | undefined): IWidget[] {
  const ofFunction = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { FunctionName: responder.functionName },
      statistic,
      period: MINUTE,
    });
  const upkeep = reported(application, { metric: 'Runs', statistic: 'Sum', where: 'action="upkeep"' });
  const lost = ['Errors', 'Throttles', 'AsyncEventsDropped', 'DestinationDeliveryFailures'];
  const width = COLUMNS / 3;
  return [
    healthGraph('Responder: invocations, upkeep ticks', {
      left: [ofFunction('Invocations', Stats.SUM), search(upkeep, 'ticks')],
      width,
    }),
    healthGraph('Responder: errors, throttles, dead letters', {
      left: [...lost.map((name) => ofFunction(name, Stats.SUM)), ...deadLetterMetrics(deadLetters)],
      width,
    }),
    healthGraph('Responder: duration, age of events', {
      left: [ofFunction('Duration', Stats.MAXIMUM), ofFunction('AsyncEventAge', Stats.MAXIMUM)],
      width,
    }),
  ];
}

function healthGraph(title: string, { left, width }: { left: IMetric[]; width: number }): IWidget {
  return new GraphWidget({ title, left, leftYAxis: { min: 0 }, width, height: HEIGHT });
}

function deadLetterMetrics(deadLetters: IQueue | undefined): IMetric[] {
  if (deadLetters === undefined) return [];
  const dimensionsMap = { QueueName: deadLetters.queueName };
  const metricName = 'ApproximateNumberOfMessagesVisible';
  return [new Metric({ namespace: 'AWS/SQS', metricName, dimensionsMap, statistic: Stats.MAXIMUM, period: MINUTE })];
}

interface Reported {
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum';
  readonly where?: string;
}

function reported(application: string, { metric, statistic, where = '' }: Reported): string {
  return `SEARCH('${REPORTED} MetricName="${metric}" application="${application}" ${where}', '${statistic}', 60)`;
}

/** With an empty label, CloudWatch labels each series by the dimensions that differ. */
function search(expression: string, label: string): IMetric {
  return new SearchExpression({ expression, label, period: MINUTE });
}
