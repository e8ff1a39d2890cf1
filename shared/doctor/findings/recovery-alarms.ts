import { BEGINS_WITH_ZONE_ID } from '../../configuration/zone-patterns.ts';
import { alarmNamed } from '../../situation/alarms.ts';
import { defineExamination, fail, type Trouble, warn } from '../finding.ts';
import type { Judged } from '../judged.ts';

/** The alarm that says when a zone is well again must be there, have data, and be of that zone. */
export const recoveryAlarms = defineExamination({
  name: 'recovery-alarms',
  examine: (examined) => examined.policy.zones.flatMap((zone) => troubleOf(zone, examined)),
  well: ({ policy }) =>
    `${policy.zones.filter(({ recoveryAlarm }) => recoveryAlarm !== undefined).length} recovery alarms are there`,
});

function troubleOf({ zoneId, recoveryAlarm }: Judged['policy']['zones'][number], { judgements: [judgement] }: Judged): Trouble[] {
  const alarms = judgement?.situation.alarms;
  if (recoveryAlarm === undefined || alarms?.known !== true) return [];
  const named = BEGINS_WITH_ZONE_ID.exec(recoveryAlarm)?.[0];
  const { state, told } = alarmNamed(recoveryAlarm, alarms.value);
  const mend = `correct "recoveryAlarm" of ${zoneId}`;
  if (named !== undefined && named !== zoneId)
    return [fail({ zone: zoneId, why: `the recovery alarm of ${zoneId} is named after ${named}: ${recoveryAlarm}`, mend })];
  if (!alarms.value.some(({ name }) => name === recoveryAlarm))
    return [fail({ zone: zoneId, why: `CloudWatch does not know the recovery alarm ${recoveryAlarm}`, mend })];
  if (state === 'OK' || state === 'ALARM') return [];
  const command = `aws cloudwatch describe-alarms --alarm-names ${recoveryAlarm}`;
  return [warn({ zone: zoneId, why: `${recoveryAlarm} is ${told}: it cannot say when the zone is well again`, mend: command })];
}
