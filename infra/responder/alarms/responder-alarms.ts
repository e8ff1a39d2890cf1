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

const MINUTE = Duration.minutes(1);

/** How a run of upkeep can end. All of them, by the compiler: whatever the outcome, upkeep has run. */
const OUTCOMES = Object.keys({
  done: true,
  'nothing-to-do': true,
  held: true,
  planned: true,
  'in-progress': true,
  partial: true,
  failed: true,
} satisfies Record<Outcome, true>);

export interface ResponderAlarmsProps {
  readonly name: string;
  readonly application: string;
  readonly function: IFunction;
  readonly failures: IQueue;
  readonly topic: ITopic;
}

/** Alarms on the responder itself: who watches a watchman that acts once a year notices nothing else when it has died. */
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

/** A run of an alarm or a tick that ended partial or failed throws. Without runs there is nothing to tell: not breaching. */
function errors({ function: responder }: ResponderAlarmsProps): Definition {
  return {
    name: 'errors',
    alarmDescription: 'A run of the gray-failure responder did not get done what it set out to do. The report is in its log.',
    metric: responder.metricErrors({ period: MINUTE, statistic: 'Sum' }),
    ...atLeastOne,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
}

/**
 * One event that waits for another run is what reserved concurrency 1 is for. A quarter of an hour of it means that events do
 * not get through: the concurrency was set to 0, or runs last for minutes.
 */
function throttles({ function: responder }: ResponderAlarmsProps): Definition {
  return {
    name: 'throttles',
    alarmDescription: 'Events do not get through to the gray-failure responder: is its reserved concurrency 0?',
    metric: responder.metricThrottles({ period: Duration.minutes(5), statistic: 'Sum' }),
    ...atLeastOne,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
}

/** SQS reports no metric of a queue that has been unused for six hours: it is empty then, so not breaching. */
function deadLetters({ failures }: ResponderAlarmsProps): Definition {
  return {
    name: 'dead-letters',
    alarmDescription:
      'Events that the gray-failure responder could not deal with wait to be looked at: docs/deploying.md, "Replay".',
    metric: failures.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
    ...atLeastOne,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
}

/**
 * Reports of upkeep in the last minutes, by the responder's own metric: a function that runs with a configuration it cannot use
 * is invoked too, and keeps nothing alive. No data is the very thing that is looked for: breaching.
 */
function heartbeat({ application }: ResponderAlarmsProps): Definition {
  return {
    name: 'heartbeat',
    alarmDescription: 'Upkeep of the gray-failure responder has not run for five minutes: shifts are not renewed, and end.',
    metric: upkeepRuns(application),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5,
    treatMissingData: TreatMissingData.BREACHING,
  };
}

/** The metric has one series an outcome (functions/tell.ts), and alarms cannot SEARCH: all of them, added up. */
function upkeepRuns(application: string): IMetric {
  const usingMetrics = Object.fromEntries(
    OUTCOMES.map((outcome, index) => [
      `m${index}`,
      new Metric({
        namespace: 'GrayFailureResponder',
        metricName: 'Runs',
        dimensionsMap: { service: 'gray-failure-responder', application, action: 'upkeep', outcome },
        statistic: 'Sum',
        period: MINUTE,
      }),
    ]),
  );
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id},0)`)
    .join('+');
  return new MathExpression({ expression, usingMetrics, label: 'runs of upkeep', period: MINUTE });
}
