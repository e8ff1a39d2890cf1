import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Rules } from './alarms/alarm-rule.ts';

const EVERY = Duration.minutes(1);

/**
 * The tick of upkeep. A rule and not EventBridge Scheduler: it needs no role of its own to invoke the function, is paused with
 * the same command as the alarm rule, and a tick has no time zone and no window. A tick that cannot be delivered is not kept:
 * the next one does the same, and the heartbeat alarm tells of ticks that stay away.
 */
export function upkeepRule(scope: Construct, { name, policy, target }: Omit<Rules, 'deadLetterQueue'>): Rule {
  return new Rule(scope, 'UpkeepRule', {
    ruleName: `${name}-upkeep`,
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
