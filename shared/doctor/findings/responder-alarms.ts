import type { ObservedDeployment, ObservedOwnAlarm } from '../../domain/index.ts';
import { few } from '../../situation/few.ts';
import { defineAccountExamination, fail, type Trouble, unknown, warn } from '../finding.ts';

/** The responder acts perhaps once a year: without its own alarms nobody notices that it is dead (infra, ResponderAlarms). */
export const responderAlarms = defineAccountExamination({
  name: 'responder-alarms',
  examine: ({ readiness: { deployment } }) => {
    if (!deployment.known || deployment.value === null) return null;
    const { ownAlarms } = deployment.value;
    if (!ownAlarms.known)
      return [
        unknown({
          why: `the alarms on the responder could not be read: ${ownAlarms.why}`,
          mend: 'allow cloudwatch:DescribeAlarms',
        }),
      ];
    return [...missing(ownAlarms.value, deployment.value), ...ownAlarms.value.flatMap(troubleOf)];
  },
  well: () => 'the alarms on the responder are there, are well, and somebody hears of them',
});

function missing(alarms: readonly ObservedOwnAlarm[], { functionName, ownAlarmNames }: ObservedDeployment): Trouble[] {
  const absent = ownAlarmNames.filter((name) => !alarms.some((alarm) => alarm.name === name));
  if (absent.length === 0) return [];
  const why = `nobody would notice that ${functionName} has stopped: there is no alarm ${few(absent, ', ')}`;
  return [warn({ why, mend: 'deploy again (docs/deploying.md)' })];
}

function troubleOf({ name, state, tells, heardBy }: ObservedOwnAlarm): Trouble[] {
  return [...ringing(name, state), ...unheard({ name, tells, heardBy })];
}

/** No tick for five minutes: nothing is renewed, repaired or judged again. The others say that a run went wrong. */
function ringing(name: string, state: string): Trouble[] {
  if (state !== 'ALARM') return [];
  const mend = `aws cloudwatch describe-alarm-history --alarm-name ${name}`;
  if (name.endsWith('-heartbeat')) return [fail({ why: `${name} rings: upkeep has not run for five minutes`, mend })];
  return [warn({ why: `${name} rings: see the responder's log`, mend })];
}

function unheard({ name, tells, heardBy }: Pick<ObservedOwnAlarm, 'name' | 'tells' | 'heardBy'>): Trouble[] {
  if (tells.isOff)
    return [
      warn({
        why: `the actions of ${name} are off: nobody hears of it`,
        mend: `aws cloudwatch enable-alarm-actions --alarm-names ${name}`,
      }),
    ];
  const [topic] = tells.topics;
  if (topic === undefined)
    return [warn({ why: `${name} tells no topic: nobody hears of it`, mend: 'deploy again (docs/deploying.md)' })];
  if (!heardBy.known)
    return [unknown({ why: `who hears of ${name} is unknown: ${heardBy.why}`, mend: 'allow sns:ListSubscriptionsByTopic' })];
  if (heardBy.value > 0) return [];
  const mend = `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ADDRESS`;
  return [warn({ why: `nobody hears of ${name}: ${topic} has no confirmed subscription`, mend })];
}
