import { type AlarmContributor, DescribeAlarmContributorsCommand } from '@aws-sdk/client-cloudwatch';
import type { AzId, Instant, ObservedAlarm, Policy, Reading } from '../../domain/index.ts';
import { contributorText, zoneOfContributor } from '../../situation/contributors.ts';
import type { AlarmSource } from '../alarm-source.ts';
import { call } from '../call.ts';
import { readPages } from '../pages.ts';

/** A contributor that is in ALARM: only those are answered (API DescribeAlarmContributors). */
interface Ringing {
  /** Null: its attributes name no configured zone, or several. */
  readonly zoneId: AzId | null;
  /** `{az_id=use1-az1}` */
  readonly text: string;
  readonly since: Instant | null;
}

/**
 * Reads who contributes to the alarm, and answers what adds, behind the alarm itself, what it says of each zone. Never rejects: where its
 * contributors cannot be read, the alarm says nothing of a zone while it is in ALARM.
 */
export async function readContributors(
  source: AlarmSource,
  alarmName: string,
  policy: Policy,
): Promise<(alarms: readonly ObservedAlarm[]) => ObservedAlarm[]> {
  const contributors = await listRinging(source, alarmName, policy);
  return (alarms) => {
    const alarm = alarms.find(({ name }) => name === alarmName);
    const ofZones = policy.zones.flatMap(({ zoneId }) => speakFor(zoneId, alarm, contributors));
    const longestFirst = ofZones.sort((one, other) => rank(one) - rank(other));
    return [...alarms.map((one) => (one === alarm ? withoutZone(one, contributors) : one)), ...longestFirst];
  };
}

async function listRinging(
  { client, options }: AlarmSource,
  AlarmName: string,
  policy: Policy,
): Promise<Reading<readonly Ringing[]>> {
  const pages = readPages(async (NextToken) => {
    const command = new DescribeAlarmContributorsCommand({ AlarmName, NextToken });
    const page = await call(`reading the contributors of ${AlarmName}`, () => client.send(command, options), options);
    return { items: page.AlarmContributors, nextToken: page.NextToken };
  });
  return pages.then(
    (value) => ({ known: true, value: value.map((contributor) => observe(contributor, policy)) }),
    (error: Error) => ({ known: false, why: error.message }),
  );
}

function observe({ ContributorAttributes = {}, StateTransitionedTimestamp }: AlarmContributor, policy: Policy): Ringing {
  return {
    zoneId: zoneOfContributor(ContributorAttributes, policy)?.zoneId ?? null,
    text: contributorText(ContributorAttributes),
    since: StateTransitionedTimestamp === undefined ? null : (StateTransitionedTimestamp.toISOString() as Instant),
  };
}

/** What the alarm says of the zone. Nothing where CloudWatch does not know the alarm. */
function speakFor(zoneId: AzId, alarm: ObservedAlarm | undefined, contributors: Reading<readonly Ringing[]>): ObservedAlarm[] {
  if (alarm === undefined) return [];
  const own = contributors.known ? contributors.value.filter((contributor) => contributor.zoneId === zoneId) : [];
  if (own.length > 0) {
    const [since = alarm.stateSince] = own.flatMap((contributor) => contributor.since ?? []).sort();
    // The contributor has been read, whatever is not known of the alarm.
    const { unread: _ofAlarm, ...read } = alarm;
    return [{ ...read, state: 'ALARM', stateSince: since, zoneId }];
  }
  const unread = alarm.unread ?? whyUnknown(alarm, contributors);
  if (unread !== null) return [{ ...alarm, zoneId, unread }];
  return [alarm.state === 'ALARM' ? { ...alarm, state: 'OK', stateSince: null, zoneId } : { ...alarm, zoneId }];
}

/** Why a zone of which no contributor is in ALARM is not known to be well; null: it is. */
function whyUnknown({ state, evaluation }: ObservedAlarm, contributors: Reading<readonly Ringing[]>): string | null {
  // So many contributors that CloudWatch did not evaluate all of them (API LogAlarm, EvaluationState).
  if (evaluation === 'PARTIAL_DATA') return 'CloudWatch evaluated only some of its contributors (PARTIAL_DATA)';
  if (!contributors.known) return state === 'ALARM' ? `in ALARM, and ${contributors.why}` : null;
  const nobodys = nobodysOf(contributors);
  if (nobodys !== null) return nobodys;
  return state === 'ALARM' && contributors.value.length === 0 ? 'in ALARM, and CloudWatch lists no contributor that is' : null;
}

/** It may be anywhere: no other zone is then known to be well. */
function nobodysOf(contributors: Reading<readonly Ringing[]>): string | null {
  const nobodys = contributors.known ? contributors.value.find(({ zoneId }) => zoneId === null) : undefined;
  return nobodys === undefined ? null : `contributor ${nobodys.text} is in ALARM, and names no configured zone, or several`;
}

/** The alarm itself, where nothing tells which zone it is about. */
function withoutZone(alarm: ObservedAlarm, contributors: Reading<readonly Ringing[]>): ObservedAlarm {
  const isOfSome = contributors.known && contributors.value.some(({ zoneId }) => zoneId !== null);
  const unread = alarm.state !== 'ALARM' || isOfSome ? null : whyUnknown(alarm, contributors);
  return unread === null ? alarm : { ...alarm, unread };
}

function rank({ state, stateSince }: ObservedAlarm): number {
  return state === 'ALARM' && stateSince !== null ? Date.parse(stateSince) : Number.POSITIVE_INFINITY;
}
