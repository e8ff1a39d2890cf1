import { Fn, Stack, Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** Region, account and name: each of them may be a token, none of which has a colon. */
const ALARM_ARN = /^arn:[^:]+:cloudwatch:([^:]*):([^:]*):alarm:(.+)$/;

/** The name, by which alarms are heard, of an alarm, of its name or of its ARN. May be a token. */
export function nameOfAlarm(scope: Construct, alarm: IAlarm | string): string {
  // What is no alarm has no name, which the schema refuses.
  if (typeof alarm !== 'string') return alarm.alarmName ?? '';
  if (isArnToken(scope, alarm)) return Fn.select(1, Fn.split(':alarm:', alarm));
  return partsOfAlarmArn(alarm)?.name ?? alarm;
}

export function partsOfAlarmArn(text: string): { region: string; account: string; name: string } | undefined {
  const [, region, account, name] = ALARM_ARN.exec(text) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { region, account, name };
}

/** `alarmArn` of an alarm of this app, of which the text says nothing. */
function isArnToken(scope: Construct, text: string): boolean {
  if (!Token.isUnresolved(text)) return false;
  const { 'Fn::GetAtt': attribute }: { 'Fn::GetAtt'?: unknown } = Object(Stack.of(scope).resolve(text));
  return Array.isArray(attribute) && attribute[1] === 'Arn';
}
