import { Stack } from 'aws-cdk-lib';
import { AlarmRule, CfnAlarm, CfnCompositeAlarm, CompositeAlarm, type IAlarmRule } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { inAlarm } from './zone-watch.ts';

/**
 * What one part may have. A composite alarm takes 10,240 characters and 100 alarms (PutCompositeAlarm); the rest is for what the rule
 * around the parts says besides.
 */
const PART = { characters: 8_000, children: 80 };
/** For a name that is known only at deployment. Alarm names have up to 255 characters; those made here have fewer. */
const UNKNOWN_NAME_CHARACTERS = 120;

interface Size {
  readonly characters: number;
  readonly children: number;
}

/**
 * True while any of the rules is. Where they do not fit into one composite alarm, each part of them becomes a composite alarm of its
 * own, `NAME-part-1` and so on, and the rule refers to these.
 */
export function anyOfInParts(
  scope: Construct,
  { id, name }: { id: string; name: string },
  rules: readonly IAlarmRule[],
): IAlarmRule {
  const parts = inParts(scope, rules);
  if (parts.length === 1) return AlarmRule.anyOf(...rules);
  const composites = parts.map((part, index) => {
    return new CompositeAlarm(scope, `${id}-part-${index + 1}`, {
      compositeAlarmName: `${name}-part-${index + 1}`,
      alarmDescription: `Part ${index + 1} of ${parts.length} of ${name}, whose rule would be too long.`,
      alarmRule: AlarmRule.anyOf(...part),
    });
  });
  return AlarmRule.anyOf(...composites.map(inAlarm));
}

function inParts(scope: Construct, rules: readonly IAlarmRule[]): IAlarmRule[][] {
  const sizeOf = measure(scope);
  const parts: { size: Size; rules: IAlarmRule[] }[] = [];
  for (const rule of rules) {
    const last = parts.at(-1);
    const size = sizeOf(rule);
    const joined = last === undefined ? size : sum(last.size, size);
    if (last !== undefined && isWithin(joined, PART)) Object.assign(last, { size: joined, rules: [...last.rules, rule] });
    else parts.push({ size, rules: [rule] });
  }
  return parts.map((part) => part.rules);
}

function isWithin(size: Size, limit: Size): boolean {
  return size.characters <= limit.characters && size.children <= limit.children;
}

/** ` OR ` between the two. */
function sum(one: Size, other: Size): Size {
  return { characters: one.characters + ' OR '.length + other.characters, children: one.children + other.children };
}

/** The size of rules as CloudFormation will resolve them: a reference becomes the name of the alarm. */
function measure(scope: Construct): (rule: IAlarmRule) => Size {
  const stack = Stack.of(scope);
  const names = new Map(
    stack.node
      .findAll()
      .filter((child) => child instanceof CfnAlarm || child instanceof CfnCompositeAlarm)
      .map((alarm) => [stack.resolve(alarm.logicalId) as string, stack.resolve(alarm.alarmName) as unknown]),
  );
  const lengthOf = (part: unknown): number => {
    if (typeof part === 'string') return part.length;
    const { Ref: logicalId } = part as { Ref?: string };
    const name = logicalId === undefined ? undefined : names.get(logicalId);
    return typeof name === 'string' ? name.length : UNKNOWN_NAME_CHARACTERS;
  };
  return (rule) => {
    const resolved: unknown = stack.resolve(rule.renderAlarmRule());
    const parts = typeof resolved === 'string' ? [resolved] : (resolved as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
    const text = parts.map((part) => (typeof part === 'string' ? part : '')).join('');
    return {
      characters: parts.reduce((total: number, part) => total + lengthOf(part), 0),
      children: text.match(/ALARM\("/g)?.length ?? 0,
    };
  };
}
