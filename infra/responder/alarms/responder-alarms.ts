import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Outcome } from '../../../shared/domain/index.ts';
import { sumExpression } from '../../zonal-impact-alarms/rate-expressions.ts';

const MINUTE = Duration.minutes(1);

/** Every outcome of an upkeep run; the compiler checks that none is missing. Any outcome proves that upkeep ran. */
const OUTCOMES = Object.keys({
  done: true,
  'nothing-to-do': true,
  held: true,
  planned: true,
  'in-progress': true,
  partial: true,
  failed: true,
} satisfies Record<Outcome, true>) as Outcome[];
const INCOMPLETE: readonly Outcome[] = ['partial', 'failed'];

export interface ResponderAlarmsProps {
  readonly name: string;
  readonly application: string;
  readonly function: IFunction;
  readonly failures: IQueue;
  readonly topic: ITopic;
}

/** Alarms on the responder. It acts perhaps once a year, so nobody would notice otherwise that it is dead. */
export class ResponderAlarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ResponderAlarmsProps) {
    super(scope, id);
    const definitions = [errors(props), throttles(props), deadLetters(props), heartbeat(props)];
    this.all = definitions.map(({ name, ...alarm }) => {
      const created = new Alarm(this, name, { alarmName: `${props.name}-${name}`, ...alarm });
      created.addAlarmAction(new SnsAction(props.topic));
      return created;
    });
  }
}

type Definition = AlarmProps & { readonly name: string };

const atLeastOne = { threshold: 1, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };

/**
 * A run for an alarm throws when it ends partial or failed, and so does a process that dies. A tick never throws, because the next
 * one comes anyway: its own metric tells. No runs means no errors: not breaching.
 */
function errors({ application, function: responder }: ResponderAlarmsProps): Definition {
  const thrown = responder.metricErrors({ period: MINUTE, statistic: 'Sum' });
  return {
    name: 'errors',
    alarmDescription: 'A run of the gray-failure responder did not complete its work. See the report in its log.',
    metric: sumOf([thrown, ...upkeepRuns(application, INCOMPLETE)], 'runs that did not complete their work'),
    ...atLeastOne,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
}

/**
 * With a reserved concurrency of 1, an event sometimes waits for another run. A quarter of an hour of throttles means that events
 * do not get through: the concurrency was set to 0, or runs take minutes.
 */
function throttles({ function: responder }: ResponderAlarmsProps): Definition {
  return {
    name: 'throttles',
    alarmDescription: 'Events do not reach the gray-failure responder. Check whether its reserved concurrency is 0.',
    metric: responder.metricThrottles({ period: Duration.minutes(5), statistic: 'Sum' }),
    ...atLeastOne,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
}

/** SQS stops reporting metrics for a queue unused for six hours. Such a queue is empty: not breaching. */
function deadLetters({ failures }: ResponderAlarmsProps): Definition {
  return {
    name: 'dead-letters',
    alarmDescription: 'The gray-failure responder failed to process events. See "Replay" in docs/deploying.md.',
    metric: failures.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
    ...atLeastOne,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
}

/**
 * Counts upkeep reports with the responder's own metric. Invocations are no substitute: a function with an unusable configuration
 * is invoked too, but renews nothing. No data is what this alarm looks for: breaching.
 */
function heartbeat({ application }: ResponderAlarmsProps): Definition {
  return {
    name: 'heartbeat',
    alarmDescription:
      'Upkeep of the gray-failure responder has not run for five minutes. Zonal shifts are not renewed and will expire.',
    metric: sumOf(upkeepRuns(application, OUTCOMES), 'runs of upkeep'),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5,
    treatMissingData: TreatMissingData.BREACHING,
  };
}

/** The metric has one series per outcome (functions/tell.ts), and alarms cannot SEARCH. */
function upkeepRuns(application: string, outcomes: readonly Outcome[]): IMetric[] {
  return outcomes.map(
    (outcome) =>
      new Metric({
        namespace: 'GrayFailureResponder',
        metricName: 'Runs',
        dimensionsMap: { service: 'gray-failure-responder', application, action: 'upkeep', outcome },
        statistic: 'Sum',
        period: MINUTE,
      }),
  );
}

function sumOf(metrics: readonly IMetric[], label: string): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = sumExpression(Object.keys(usingMetrics));
  return new MathExpression({ expression, usingMetrics, label, period: MINUTE });
}
