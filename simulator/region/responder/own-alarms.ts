import type { Identity } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';
import type { AlarmSpec } from '../template-alarms/template-alarms.ts';

const BREACHING = { Threshold: 1, TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 5 };
const NOT_BREACHING = {
  Threshold: 1,
  TreatMissingData: 'notBreaching',
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  EvaluationPeriods: 1,
};

interface Owner extends Identity {
  readonly functionName: string;
  readonly application: string;
  /** The name of the topic that they tell. */
  readonly topic: string;
}

/** The alarms that the stack puts on its responder (infra, ResponderAlarms), by one metric each. */
export function ownAlarms({ functionName, application, topic, region, account }: Owner): AlarmSpec[] {
  const AlarmActions = [`arn:${partitionOf(region)}:sns:${region}:${account}:${topic}`];
  const ofRuns = dimensions({ service: 'gray-failure-responder', application, action: 'upkeep', outcome: 'nothing-to-do' });
  const ofFunction = { Namespace: 'AWS/Lambda', Dimensions: dimensions({ FunctionName: functionName }) };
  const metrics = {
    heartbeat: { Namespace: 'GrayFailureResponder', MetricName: 'Runs', Dimensions: ofRuns, ...BREACHING },
    errors: { ...ofFunction, MetricName: 'Errors', ...NOT_BREACHING },
    throttles: { ...ofFunction, MetricName: 'Throttles', ...NOT_BREACHING },
    'dead-letters': {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: dimensions({ QueueName: functionName }),
      ...NOT_BREACHING,
    },
  };
  return Object.entries(metrics).map(([name, metric]) => ({
    kind: 'metric',
    input: { AlarmName: `${functionName}-${name}`, AlarmActions, Period: 60, Statistic: 'Sum', ...metric },
  }));
}

function dimensions(named: Readonly<Record<string, string>>): { Name: string; Value: string }[] {
  return Object.entries(named).map(([Name, Value]) => ({ Name, Value }));
}
