import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { GameDay } from '../../infra/game-day/game-day.ts';
import type { GameDayProps } from '../../infra/game-day/game-day-props.ts';
import type { PolicyDocument } from './iam.ts';
import { anApp } from './stacks.ts';

export const ZONES = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c' },
];
export const REGIONAL_ALARM = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:wildrydes-regional-impact';
export const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:gray-failure-responder';

/** A stack with a game day in it, whose template has no tokens but for references. */
export function aStack(overrides: Partial<GameDayProps> = {}): Stack {
  const stack = new Stack(anApp(), 'Stack', {
    env: { region: 'us-east-1', account: '111122223333' },
  });
  new GameDay(stack, 'GameDay', {
    application: 'wildrydes',
    zones: ZONES,
    instanceTag: { key: 'app', value: 'wildrydes' },
    subnetTag: { key: 'app', value: 'wildrydes' },
    vpcId: 'vpc-1',
    stopAlarms: [Alarm.fromAlarmArn(stack, 'Regional', REGIONAL_ALARM)],
    responder: LambdaFunction.fromFunctionArn(stack, 'Responder', FUNCTION),
    ...overrides,
  });
  return stack;
}

/** Pseudo parameters and joins resolved: `{ "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" }, ...]] }` -> `arn:aws:...`. */
export function resolved<Value>(value: Value): Value {
  const pseudo: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::Region': 'us-east-1',
    'AWS::AccountId': '111122223333',
  };
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const { Ref, 'Fn::Join': join } = node as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
    if (Ref !== undefined) return pseudo[Ref] ?? Ref;
    if (join !== undefined) return (walk(join[1]) as string[]).join(join[0]);
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, walk(child)]));
  };
  return walk(value) as Value;
}

export function resources(stack: Stack, type: string) {
  return Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => resolved(Properties));
}

export function experiments(stack: Stack) {
  return resources(stack, 'AWS::FIS::ExperimentTemplate').map(({ Description, Actions, Targets, ...rest }) => {
    const actions = Object.values(Actions as Record<string, { ActionId: string; Parameters: Record<string, string> }>);
    const targets = Object.values(
      Targets as Record<string, { ResourceTags: object; Filters: { Path: string; Values: string[] }[] }>,
    );
    return {
      description: Description,
      action: actions[0],
      target: targets[0],
      counts: [actions.length, targets.length],
      ...rest,
    };
  });
}

/** The policy of the role that is described or named so. */
export function policyOf(stack: Stack, logicalIdPart: string): PolicyDocument {
  const roles = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  const [, role] = roles.find(([id]) => id.includes(logicalIdPart)) ?? [];
  if (role === undefined) throw new Error(`no role ${logicalIdPart}`);
  return resolved(role.Properties.Policies[0].PolicyDocument);
}
