import type { CompositeAlarm, LogAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Instant, ObservedAlarm, Policy } from '../domain/index.ts';
import { zoneOfAlarm } from '../situation/zones.ts';

/** An alarm of any type, as DescribeAlarms answers it. */
export type AnyAlarm = CompositeAlarm | MetricAlarm | LogAlarm;

/** What the responder asks of an alarm. */
export function observeAlarm(alarm: AnyAlarm, policy: Policy): ObservedAlarm {
  const { AlarmName: name = '', AlarmDescription: description = '' } = alarm;
  return {
    name,
    state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
    ...('EvaluationState' in alarm && alarm.EvaluationState !== undefined ? { evaluation: alarm.EvaluationState } : {}),
    stateSince: instantOf(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp),
    configuredAt: instantOf(alarm.AlarmConfigurationUpdatedTimestamp),
    ...('WarmUpConfiguration' in alarm && alarm.WarmUpConfiguration !== undefined ? { warmsUp: true } : {}),
    suppressedBy: ('ActionsSuppressedBy' in alarm ? alarm.ActionsSuppressedBy : undefined) ?? null,
    zoneId: zoneOfAlarm({ name, description }, policy)?.zoneId ?? null,
    ...(name === policy.contributorAlarm ? whyNoContributors(alarm) : {}),
  };
}

/** Only an alarm over many series has contributors: of any other, that it lists none shows no zone to be well. */
function whyNoContributors(alarm: AnyAlarm): Pick<ObservedAlarm, 'unread'> {
  if ('AlarmRule' in alarm) return { unread: 'it is a composite alarm, which has no contributors' };
  const isOfOne = 'MetricName' in alarm && alarm.MetricName !== undefined;
  return isOfOne ? { unread: 'it is an alarm on one metric, which has no contributors' } : {};
}

function instantOf(date: Date | undefined): Instant | null {
  return date === undefined ? null : (date.toISOString() as Instant);
}
