import { CloudWatchClient, type CompositeAlarm, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Instant, ObservedAlarm, Policy } from '../domain/index.ts';
import type { AlarmReader } from '../ports.ts';
import { zoneOfAlarm } from '../situation/zones.ts';
import { call } from './call.ts';
import type { CallOptions, ClientOptions } from './client-options.ts';
import { readPages } from './pages.ts';

/** API DescribeAlarms: at most 100 names, and 100 alarms a page. */
const PAGE = 100;
/** Both types must be asked for: by default CloudWatch answers metric alarms alone (API DescribeAlarms, AlarmTypes). */
const BOTH_TYPES = ['CompositeAlarm', 'MetricAlarm'] as const;
const ALL_COMPOSITES = { AlarmTypes: ['CompositeAlarm' as const] };

export function makeCloudWatchClient(options: ClientOptions): CloudWatchClient {
  return new CloudWatchClient(options);
}

/** Reads alarms. What IAM must allow for it is in cloudwatch.permissions.ts. */
export function alarmReader(client: CloudWatchClient, options: CallOptions): AlarmReader {
  return {
    async read(policy) {
      const named = chunk(configuredNames(policy), PAGE).map((names) => describe(client, options, names));
      const found = policy.zones.some((zone) => zone.impactAlarm === undefined) ? [describe(client, options)] : [];
      const alarms = (await Promise.all([...named, ...found])).flat();
      // An alarm may be both configured and found.
      return [...new Map(alarms.map((alarm) => [alarm.AlarmName, observe(alarm, policy)])).values()];
    },
  };
}

function configuredNames(policy: Policy): string[] {
  const ofZones = policy.zones.flatMap((zone) => [zone.impactAlarm, zone.recoveryAlarm]);
  return [...ofZones, ...policy.regionalAlarms].filter((name) => name !== undefined);
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Without names: every composite alarm, as only a look at all of them finds those that name their zone by description or name. */
function describe(
  client: CloudWatchClient,
  options: CallOptions,
  AlarmNames?: string[],
): Promise<(CompositeAlarm | MetricAlarm)[]> {
  const which = AlarmNames === undefined ? ALL_COMPOSITES : { AlarmNames, AlarmTypes: [...BOTH_TYPES] };
  return readPages(async (NextToken) => {
    const command = new DescribeAlarmsCommand({ ...which, MaxRecords: PAGE, NextToken });
    const page = await call('reading alarms', () => client.send(command, options));
    return { items: [...(page.CompositeAlarms ?? []), ...(page.MetricAlarms ?? [])], nextToken: page.NextToken };
  });
}

function observe(alarm: CompositeAlarm | MetricAlarm, policy: Policy): ObservedAlarm {
  const name = alarm.AlarmName ?? '';
  return {
    name,
    state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
    ...('EvaluationState' in alarm && alarm.EvaluationState !== undefined ? { evaluation: alarm.EvaluationState } : {}),
    stateSince: instantOf(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp),
    configuredAt: instantOf(alarm.AlarmConfigurationUpdatedTimestamp),
    suppressedBy: ('ActionsSuppressedBy' in alarm ? alarm.ActionsSuppressedBy : undefined) ?? null,
    zoneId: zoneOfAlarm({ name, description: alarm.AlarmDescription ?? '' }, policy)?.zoneId ?? null,
  };
}

function instantOf(date: Date | undefined): Instant | null {
  return date === undefined ? null : (date.toISOString() as Instant);
}
