import type { AlarmTrigger, NotedTrigger } from '../domain/index.ts';
import { contributorText, zoneOfContributor } from '../situation/contributors.ts';
import type { AlarmChange, AlarmEvent } from './alarm-event.ts';
import { alarmTrigger, type ParseContext } from './alarm-trigger.ts';
import { reportId } from './report-id.ts';

/**
 * What the change of one contributor asks for: its attributes name the zone. Of an alarm that the configuration does not name as
 * `contributorAlarm`, only the alarm's own change acts. Throws InvalidEventError where it is of others.
 */
export function contributorTrigger(
  event: AlarmEvent,
  { attributes }: NonNullable<AlarmChange['alarmContributor']>,
  context: ParseContext,
): AlarmTrigger | NotedTrigger {
  const { policy } = context;
  const { alarmName } = event.change;
  const ofAlarm = alarmTrigger(event, context);
  const who = `contributor ${contributorText(attributes)} of alarm ${alarmName}`;
  if (ofAlarm.kind === 'noted') return { ...ofAlarm, reason: `${who}: ${ofAlarm.reason}` };
  const noted = (why: string): NotedTrigger => {
    const { alarm: _alarm, ...asked } = ofAlarm;
    return { ...asked, kind: 'noted', dryRun: false, reason: `${who} went to ALARM: ${why}` };
  };
  if (alarmName !== policy.contributorAlarm) return noted('only the alarm itself acts');
  const zone = zoneOfContributor(attributes, policy);
  if (zone === null) return noted('it names no configured zone, or several');
  const reason = `${who}: ${ofAlarm.reason}`;
  return { ...ofAlarm, id: reportId(policy.application, zone.zoneId, ofAlarm.at), zone, reason };
}
