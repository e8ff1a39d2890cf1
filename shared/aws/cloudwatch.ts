import { CloudWatchClient, DescribeAlarmsCommand, type DescribeAlarmsCommandInput } from '@aws-sdk/client-cloudwatch';
import type { ObservedAlarm, Policy } from '../domain/index.ts';
import type { AlarmReader } from '../ports.ts';
import { unnamedZones } from '../situation/zones.ts';
import type { AlarmSource } from './alarm-source.ts';
import { call } from './call.ts';
import type { CallOptions, ClientOptions } from './client-options.ts';
import { type AnyAlarm, observeAlarm } from './observe-alarm.ts';
import { readPages } from './pages.ts';

/** API DescribeAlarms: at most 100 names, and 100 alarms a page. */
const PAGE = 100;
const RINGING = 'ALARM';

export function makeCloudWatchClient(options: ClientOptions): CloudWatchClient {
  return new CloudWatchClient(options);
}

/** Reads alarms. What IAM must allow for it is in cloudwatch.permissions.ts. */
export function alarmReader(client: CloudWatchClient, options: CallOptions): AlarmReader {
  const source = { client, options };
  return {
    async read(policy) {
      const ofZones = policy.zones.flatMap((zone) => [zone.impactAlarm, zone.recoveryAlarm]);
      const names = [...ofZones, policy.contributorAlarm, ...policy.regionalAlarms, ...policy.deployment.alarms];
      return readAlarms(source, policy, { names });
    },
    async ringing(policy) {
      const names = [...policy.zones.map(({ impactAlarm }) => impactAlarm), policy.contributorAlarm];
      return readAlarms(source, policy, { names, StateValue: RINGING });
    },
    // Only a tick asks for it, and no event waits for its code.
    muteOf: async (alarmName) => (await import('./alarm-mutes.ts')).findMute(source, alarmName),
  };
}

/** The names that the last whole read did not find among composite and metric alarms: a quiet tick asks for no others among log alarms. */
const MISSING = new WeakMap<CloudWatchClient, readonly string[]>();

interface Which extends Pick<DescribeAlarmsCommandInput, 'StateValue'> {
  readonly names: readonly (string | undefined)[];
}

/** All requests at once. Those for log alarms are waited for only where the others do not know a name. */
async function readAlarms(source: AlarmSource, policy: Policy, { names, ...only }: Which): Promise<ObservedAlarm[]> {
  const asked = names.filter((name) => name !== undefined);
  const pages = chunk(asked, PAGE).map((AlarmNames) => ({ ...only, AlarmNames }));
  // Types must be asked for: by default CloudWatch answers metric alarms alone (API DescribeAlarms, AlarmTypes).
  const named = pages.map((page) => describe(source, { AlarmTypes: ['CompositeAlarm', 'MetricAlarm'], ...page }));
  // Those that name their zone by description or name can be told only by looking at all.
  const found = unnamedZones(policy).length > 0 ? [describe(source, { AlarmTypes: ['CompositeAlarm'], ...only })] : [];
  const isWhole = only.StateValue === undefined;
  const mayBeLogs = isWhole || policy.contributorAlarm || (MISSING.get(source.client) ?? []).some((name) => asked.includes(name));
  const logs = Promise.all((mayBeLogs ? pages : []).map((page) => describe(source, { AlarmTypes: ['LogAlarm'], ...page }))).catch(
    (error: Error) => error,
  );
  const [addZones, ...usual] = await Promise.all([zonesByContributor(source, policy), ...named, ...found]);
  const observed = observeEach(usual.flat(), policy);
  const missing = asked.filter((name) => observed.every((alarm) => alarm.name !== name));
  if (isWhole) MISSING.set(source.client, missing);
  if (missing.length === 0 || !mayBeLogs) return addZones(observed);
  const { amongLogs } = await import('./log-alarms.ts');
  return addZones([...observed, ...amongLogs(await logs, { missing, only, observe: (alarm) => observeAlarm(alarm, policy) })]);
}

/** Each once, also if it is both configured and found. */
function observeEach(found: readonly AnyAlarm[], policy: Policy): ObservedAlarm[] {
  const observed = found.map((alarm) => observeAlarm(alarm, policy));
  return observed.filter(({ name }, index) => observed.findIndex((other) => other.name === name) === index);
}

/** What adds the zones of the alarm with contributors, if there is one: its code is loaded only then. */
async function zonesByContributor(
  source: AlarmSource,
  policy: Policy,
): Promise<(alarms: readonly ObservedAlarm[]) => ObservedAlarm[]> {
  if (policy.contributorAlarm === undefined) return (alarms) => [...alarms];
  const { readContributors } = await import('./alarm-contributors/read-contributors.ts');
  return readContributors(source, policy.contributorAlarm, policy);
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function describe({ client, options }: AlarmSource, input: DescribeAlarmsCommandInput): Promise<AnyAlarm[]> {
  return readPages(async (NextToken) => {
    const command = new DescribeAlarmsCommand({ ...input, MaxRecords: PAGE, NextToken });
    const page = await call('reading alarms', () => client.send(command, options), options);
    const { CompositeAlarms = [], MetricAlarms = [], LogAlarms = [] } = page;
    return { items: [...CompositeAlarms, ...MetricAlarms, ...LogAlarms], nextToken: page.NextToken };
  });
}
