import { Duration, Stack } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Policy } from '../../../shared/domain/index.ts';

/** EventBridge takes 1 minute to 24 hours (PutTargets, MaximumEventAgeInSeconds). */
const LONGEST_EVENT_AGE_MINUTES = 24 * 60;

export interface Rules {
  readonly name: string;
  readonly policy: Policy;
  readonly target: IFunction;
  readonly deadLetterQueue: IQueue;
}

/**
 * The rule that starts an evacuation. A bus may receive events of other accounts, whose alarms may have the same names. EventBridge
 * gives up at the age at which the function refuses an event.
 */
export function alarmRule(scope: Construct, { name, policy, target, deadLetterQueue }: Rules): Rule {
  const minutes = Math.min(policy.limits.maximumEventAgeMinutes, LONGEST_EVENT_AGE_MINUTES);
  return new Rule(scope, 'AlarmRule', {
    ruleName: name,
    description: `${policy.contributorAlarm === undefined ? 'Composite alarms' : 'Contributors'} of ${policy.application} that change to ALARM`,
    eventPattern: { account: [Stack.of(scope).account], ...alarmPattern(policy) },
    targets: [new LambdaFunction(target, { deadLetterQueue, maxEventAge: Duration.minutes(minutes) })],
  });
}

/**
 * Matches composite alarms (only they have a rule) of the configured zones that change to ALARM. A zone without `impactAlarm` is
 * matched by the beginning of the alarm's name, because events of composite alarms carry no description (CloudWatch User Guide,
 * "Alarm events").
 */
function alarmPattern({ zones, contributorAlarm }: Policy): EventPattern {
  if (contributorAlarm !== undefined) return contributorPattern(contributorAlarm);
  const alarmName = zones.map(({ impactAlarm, zoneId }) => impactAlarm ?? { prefix: zoneId });
  return {
    source: ['aws.cloudwatch'],
    detailType: ['CloudWatch Alarm State Change'],
    detail: { alarmName, state: { value: ['ALARM'] }, configuration: { alarmRule: [{ exists: true }] } },
  };
}

/**
 * A contributor's change names its zone. The alarm's own comes once, with the first of them, and brings a contributor to light whose
 * event CloudWatch does not send: for PromQL and log alarms it documents none.
 */
function contributorPattern(alarmName: string): EventPattern {
  return {
    source: ['aws.cloudwatch'],
    detailType: ['CloudWatch Alarm State Change', 'CloudWatch Alarm Contributor State Change'],
    detail: { alarmName: [alarmName], state: { value: ['ALARM'] } },
  };
}
