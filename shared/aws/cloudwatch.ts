import {
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  ListAlarmMuteRulesCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
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
const RINGING = 'ALARM';

export function makeCloudWatchClient(options: ClientOptions): CloudWatchClient {
  return new CloudWatchClient(options);
}

/** Reads alarms. What IAM must allow for it is in cloudwatch.permissions.ts. */
export function alarmReader(client: CloudWatchClient, options: CallOptions): AlarmReader {
  return {
    async read(policy) {
      const named = chunk(configuredNames(policy), PAGE).map((names) => describe(client, options, { AlarmNames: names }));
      const found = policy.zones.some((zone) => zone.impactAlarm === undefined) ? [describeComposites(client, options)] : [];
      return observeEach(await Promise.all([...named, ...found]), policy);
    },
    async ringing(policy) {
      const names = policy.zones.flatMap(({ impactAlarm }) => impactAlarm ?? []);
      const named = chunk(names, PAGE).map((AlarmNames) => describe(client, options, { AlarmNames, StateValue: RINGING }));
      const found = names.length < policy.zones.length ? [describeComposites(client, options, { StateValue: RINGING })] : [];
      return observeEach(await Promise.all([...named, ...found]), policy);
    },
    muteOf: (alarmName) => findMute(client, options, alarmName),
  };
}

/** Each once, also if it is both configured and found. */
function observeEach(found: readonly (readonly (CompositeAlarm | MetricAlarm)[])[], policy: Policy): ObservedAlarm[] {
  const observed = found.flat().map((alarm) => observe(alarm, policy));
  return observed.filter(({ name }, index) => observed.findIndex((other) => other.name === name) === index);
}

async function findMute(client: CloudWatchClient, options: CallOptions, AlarmName: string): Promise<string | null> {
  let NextToken: string | undefined;
  do {
    const command = new ListAlarmMuteRulesCommand({ AlarmName, Statuses: ['ACTIVE'], NextToken });
    const page = await call('reading mute rules', () => client.send(command, options), options);
    const [rule] = page.AlarmMuteRuleSummaries ?? [];
    if (rule !== undefined) return rule.AlarmMuteRuleArn ?? 'a mute rule';
    NextToken = page.NextToken;
  } while (NextToken);
  return null;
}

function configuredNames(policy: Policy): string[] {
  const ofZones = policy.zones.flatMap((zone) => [zone.impactAlarm, zone.recoveryAlarm]);
  return [...ofZones, ...policy.regionalAlarms, ...policy.deployment.alarms].filter((name) => name !== undefined);
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function describe(
  client: CloudWatchClient,
  options: CallOptions,
  input: DescribeAlarmsCommandInput,
): Promise<(CompositeAlarm | MetricAlarm)[]> {
  return readPages(async (NextToken) => {
    const command = new DescribeAlarmsCommand({ AlarmTypes: [...BOTH_TYPES], ...input, MaxRecords: PAGE, NextToken });
    const page = await call('reading alarms', () => client.send(command, options), options);
    return { items: [...(page.CompositeAlarms ?? []), ...(page.MetricAlarms ?? [])], nextToken: page.NextToken };
  });
}

/** Every composite alarm: those that name their zone by description or name can be told only by looking at all. */
function describeComposites(
  client: CloudWatchClient,
  options: CallOptions,
  only: Pick<DescribeAlarmsCommandInput, 'StateValue'> = {},
): Promise<(CompositeAlarm | MetricAlarm)[]> {
  return describe(client, options, { ...only, AlarmTypes: ['CompositeAlarm'] });
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
