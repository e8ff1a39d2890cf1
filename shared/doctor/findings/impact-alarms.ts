import { BEGINS_WITH_ZONE_ID } from '../../configuration/zone-patterns.ts';
import type { AzId, Instant } from '../../domain/index.ts';
import type { CountingAlarm } from '../../situation/alarms.ts';
import { minutesBetween } from '../../situation/time.ts';
import { defineExamination, fail, type Trouble, unknown, warn } from '../finding.ts';
import type { Judged, ZoneJudgement } from '../judged.ts';

/** Nothing is ever begun without an impact alarm: one a zone, that CloudWatch knows and evaluates. */
export const impactAlarms = defineExamination({
  name: 'impact-alarms',
  examine: (examined) => {
    const { alarms } = examined.evidence;
    if (!alarms.known)
      return [unknown({ why: `alarms could not be read: ${alarms.why}`, mend: 'allow cloudwatch:DescribeAlarms' })];
    return examined.judgements.flatMap((judgement) => troubleOf(judgement, examined));
  },
  well: ({ policy: { zones, contributorAlarm } }) =>
    contributorAlarm === undefined
      ? `${zones.length} impact alarms are there, one a zone, and evaluated`
      : `${contributorAlarm} is there for ${zones.length} zones, and evaluated`,
});

function troubleOf({ zone: { zoneId }, situation }: ZoneJudgement, { policy, evidence }: Judged): Trouble[] {
  const [alarm, ...others] = situation.impactAlarms[zoneId] ?? [];
  const configured = policy.contributorAlarm ?? policy.zones.find((zone) => zone.zoneId === zoneId)?.impactAlarm;
  const why = (text: string) => ({ zone: zoneId, why: text });
  if (alarm === undefined) {
    const mend = `correct "impactAlarm" of ${zoneId}, or create the alarm (docs/alarms.md)`;
    return [
      fail({
        ...why(
          configured === undefined ? `no alarm speaks for ${zoneId}` : `CloudWatch does not know the impact alarm ${configured}`,
        ),
        mend: policy.contributorAlarm === undefined ? mend : 'correct "contributorAlarm", or create the alarm (docs/alarms.md)',
      }),
    ];
  }
  if (others.length > 0) {
    const names = [alarm, ...others].map(({ name }) => name).join(', ');
    return [warn({ ...why(`${names} all speak for ${zoneId}`), mend: `name one of them as "impactAlarm" of ${zoneId}` })];
  }
  return stateOf(alarm, { zoneId, now: evidence.now, isOfAllZones: policy.contributorAlarm !== undefined });
}

/** So long after it was made or changed, an alarm may wait for its first data. */
const YOUNG_MINUTES = 15;

function isYoung({ configuredAt }: CountingAlarm, now: Instant): boolean {
  return configuredAt !== null && minutesBetween(configuredAt, now) < YOUNG_MINUTES;
}

interface Place {
  readonly zoneId: AzId;
  readonly now: Instant;
  /** It may have any name. */
  readonly isOfAllZones: boolean;
}

function stateOf(alarm: CountingAlarm, { zoneId, now, isOfAllZones }: Place): Trouble[] {
  const { name, state, told, suppressedBy, unread } = alarm;
  const command = `aws cloudwatch describe-alarms --alarm-names ${name}`;
  if (unread !== undefined)
    return [
      unknown({
        zone: zoneId,
        why: `${name} is ${told}`,
        mend: 'see "Alarms with contributors" and "Log alarms" in docs/alarms.md',
      }),
    ];
  const named = BEGINS_WITH_ZONE_ID.exec(name)?.[0];
  if (!isOfAllZones && named !== undefined && named !== zoneId)
    return [
      fail({
        zone: zoneId,
        why: `the impact alarm of ${zoneId} is named after ${named}: ${name}`,
        mend: `correct "impactAlarm" of ${zoneId}`,
      }),
    ];
  if (state === 'UNKNOWN') return [fail({ zone: zoneId, why: `${name} is ${told}`, mend: command })];
  if (state === 'INSUFFICIENT_DATA') {
    const tell = isYoung(alarm, now) ? warn : fail;
    return [tell({ zone: zoneId, why: `${name} has no data: it cannot ring`, mend: command })];
  }
  if (suppressedBy !== null)
    return [warn({ zone: zoneId, why: `actions of ${name} are suppressed by ${suppressedBy}`, mend: command })];
  return state === 'ALARM' ? [warn({ zone: zoneId, why: `${name} rings now`, mend: 'gray-failure status' })] : [];
}
