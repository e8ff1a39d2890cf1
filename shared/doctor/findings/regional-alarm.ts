import { alarmNamed } from '../../situation/alarms.ts';
import { defineExamination, fail, type Trouble, warn } from '../finding.ts';

/** Without one, a failure of the whole Region in which one zone rings first looks like a zone's. */
export const regionalAlarm = defineExamination({
  name: 'regional-alarm',
  examine: ({ judgements: [judgement], policy }) => {
    if (policy.regionalAlarms.length === 0) {
      return [
        warn({
          why: 'no regional alarm is configured: a failure of the whole Region may look like a zone',
          mend: 'name one in "regionalAlarms" (docs/alarms.md)',
        }),
      ];
    }
    const alarms = judgement?.situation.alarms;
    if (alarms?.known !== true) return [];
    return policy.regionalAlarms.flatMap((name): Trouble[] => {
      const command = `aws cloudwatch describe-alarms --alarm-names ${name}`;
      if (!alarms.value.some((alarm) => alarm.name === name))
        return [fail({ why: `CloudWatch does not know the regional alarm ${name}`, mend: `correct "regionalAlarms"` })];
      const { state, told } = alarmNamed(name, alarms.value);
      return state === 'OK' ? [] : [warn({ why: `the regional alarm ${name} is ${told}`, mend: command })];
    });
  },
  well: ({ policy }) => `${policy.regionalAlarms.join(', ')} OK`,
});
