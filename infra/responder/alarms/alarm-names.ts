import { Fn, Stack, Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** Region, account and name. Each may be a token, because tokens contain no colon. */
const ALARM_ARN = /^arn:[^:]+:cloudwatch:([^:]*):([^:]*):alarm:(.+)$/;

/** The alarm's name, from an alarm object, a name or an ARN. May be a token. Events identify alarms by name. */
export function nameOfAlarm(scope: Construct, alarm: IAlarm | string): string {
  // Anything but an alarm has no name, and the schema refuses that.
  if (typeof alarm !== 'string') return alarm.alarmName ?? '';
  if (isArnToken(scope, alarm)) return Fn.select(1, Fn.split(':alarm:', alarm));
  return partsOfAlarmArn(alarm)?.name ?? alarm;
}

export function partsOfAlarmArn(text: string): { region: string; account: string; name: string } | undefined {
  const [, region, account, name] = ALARM_ARN.exec(text) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { region, account, name };
}

/** Whether the text is the `alarmArn` token of an alarm in this app. */
function isArnToken(scope: Construct, text: string): boolean {
  if (!Token.isUnresolved(text)) return false;
  const { 'Fn::GetAtt': attribute }: { 'Fn::GetAtt'?: unknown } = Object(Stack.of(scope).resolve(text));
  return Array.isArray(attribute) && attribute[1] === 'Arn';
}
