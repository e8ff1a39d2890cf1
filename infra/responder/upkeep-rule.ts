import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Rules } from './alarms/alarm-rule.ts';

const EVERY = Duration.minutes(1);

/** Of the responder's own name, which the rule of the alarms has. */
export function upkeepRuleName(name: string): string {
  return `${name}-upkeep`;
}

/**
 * The upkeep tick. It is a rule, not an EventBridge Scheduler schedule: a rule needs no role to invoke the function and is paused
 * with the same command as the alarm rule, and a tick needs neither time zone nor window. An undelivered tick is dropped: the
 * next one does the same, and the heartbeat alarm rings when ticks stop.
 */
export function upkeepRule(scope: Construct, { name, policy, target }: Omit<Rules, 'deadLetterQueue'>): Rule {
  return new Rule(scope, 'UpkeepRule', {
    ruleName: upkeepRuleName(name),
    description: `Upkeep of what ${policy.application} has evacuated`,
    schedule: Schedule.rate(EVERY),
    targets: [
      new LambdaFunction(target, {
        event: RuleTargetInput.fromObject({ action: 'upkeep' }),
        maxEventAge: EVERY,
        retryAttempts: 1,
      }),
    ],
  });
}
