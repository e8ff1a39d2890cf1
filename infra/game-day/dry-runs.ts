import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';

/** One zone a day, so that each zone has its turn every week. Allows up to seven zones. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/** Time of day, in UTC. */
export interface DryRunTime {
  /** 0 to 23 */
  readonly hour: number;
  /** 0 to 59 */
  readonly minute: number;
}

interface DryRunsProps {
  readonly zoneIds: readonly string[];
  readonly responder: IFunction;
  readonly at: DryRunTime;
}

/**
 * Asks the responder once a week, for each zone, what it would do. A missing alarm or group, or too little capacity, then shows
 * up before an incident. A dry run changes nothing. Its report is in the responder's log, like any other.
 */
export function scheduleDryRuns(scope: Construct, { zoneIds, responder, at }: DryRunsProps): CfnSchedule[] {
  const role = new Role(scope, 'DryRunRole', {
    description: 'EventBridge Scheduler: dry runs of the gray-failure responder',
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: {
      Invoke: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [responder.functionArn] })],
      }),
    },
  });
  return zoneIds.map((zoneId, index) => {
    const input = { action: 'evacuate', zone: zoneId, dryRun: true, reason: 'scheduled dry run' };
    return new CfnSchedule(scope, `DryRun${index + 1}`, {
      description: `Weekly dry run: evacuate ${zoneId}`,
      scheduleExpression: `cron(${at.minute} ${at.hour} ? * ${WEEKDAYS[index]} *)`,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: responder.functionArn,
        roleArn: role.roleArn,
        input: Stack.of(scope).toJsonString(input),
        // Gives up after an hour: a dry run should not start at an unexpected time. The next one comes in a week.
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
      },
    });
  });
}
