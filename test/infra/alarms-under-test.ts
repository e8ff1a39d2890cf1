import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ZonalImpactAlarms } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import type { ZonalImpactAlarmsProps } from '../../infra/zonal-impact-alarms/zonal-impact-alarms-props.ts';
import { holds, parseAlarmRule, type StateValue } from '../../simulator/region/cloud-watch/alarms/alarm-rule.ts';
import {
  type AlarmSpec,
  alarmsOfTemplate,
  type Template as TemplateJson,
} from '../../simulator/region/template-alarms/template-alarms.ts';

export const IDENTITY = { region: 'us-east-1', account: '111122223333' };
export const WEB = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
export const WEB_TARGETS = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067';
export const TCP = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/tcp/1f2e3d4c5b6a7980';
export const ZONES = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c' },
];

export const SIX_ZONES = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter, index) => ({
  zoneId: `use1-az${index + 1}`,
  zoneName: `us-east-1${letter}`,
}));

/** A stack of an app of its own, without CDK's validation of the template, which takes seconds. */
export function aStack(): Stack {
  return new Stack(new App({ analyticsReporting: false, builtinCloudFormationValidation: false }), 'Alarms', { env: IDENTITY });
}

/** Three zones and one ALB with one target group, unless said otherwise. */
export function alarmProps(changes: Partial<ZonalImpactAlarmsProps> = {}): ZonalImpactAlarmsProps {
  const loadBalancers = [{ loadBalancer: WEB, targetGroups: [WEB_TARGETS] }];
  return { application: 'wildrydes', zones: ZONES, loadBalancers, ...changes };
}

/** The alarms that the construct's template would create, as PutMetricAlarm and PutCompositeAlarm would get them. */
export function alarmsOf(changes: Partial<ZonalImpactAlarmsProps> = {}): AlarmSpec[] {
  const stack = aStack();
  new ZonalImpactAlarms(stack, 'Impact', alarmProps(changes));
  return alarmsOfTemplate(Template.fromStack(stack).toJSON() as TemplateJson, {
    identity: IDENTITY,
    zones: ZONES,
    parameters: {},
  });
}

/** Names of the composite alarms that would be in ALARM if exactly these metric alarms were. */
export function compositesInAlarm(alarms: readonly AlarmSpec[], ringing: readonly string[]): string[] {
  const states = new Map<string, StateValue>(
    alarms.map(({ input: { AlarmName } }) => [AlarmName, ringing.includes(AlarmName) ? 'ALARM' : 'OK']),
  );
  const unknown = ringing.filter((name) => !states.has(name));
  if (unknown.length > 0) throw new Error(`no such alarm: ${unknown.join(', ')}`);
  const composites = alarms.filter(({ kind }) => kind === 'composite');
  // Children come before their parents.
  for (const { input } of composites) {
    const rule = parseAlarmRule(String(input.AlarmRule));
    const inAlarm = holds(rule, (alarm) => states.get(alarm.split(':').at(-1) ?? ''));
    states.set(input.AlarmName, inAlarm ? 'ALARM' : 'OK');
  }
  return composites.map(({ input }) => input.AlarmName).filter((name) => states.get(name) === 'ALARM');
}
