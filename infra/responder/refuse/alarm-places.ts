import { Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { show } from '../../../shared/errors.ts';
import { partsOfAlarmArn } from '../alarms/alarm-names.ts';
import type { GrayFailureResponderProps } from '../responder-props.ts';
import type { SomePlace } from './stand-ins.ts';

/** An alarm and its path in the props: `zones[0].impactAlarm`. */
type Placed = readonly [member: string, alarm: IAlarm | string | undefined];

/** Problems with alarms in another Region or account: the responder's event bus does not receive their changes. */
export function alarmsElsewhere(props: GrayFailureResponderProps, here: SomePlace): string[] {
  const { zones, contributorAlarm, regionalAlarms = [] } = props;
  const placed: Placed[] = [
    ...zones.flatMap(({ impactAlarm, recoveryAlarm }, index): Placed[] => [
      [`zones[${index}].impactAlarm`, impactAlarm],
      [`zones[${index}].recoveryAlarm`, recoveryAlarm],
    ]),
    ['contributorAlarm', contributorAlarm],
    ...regionalAlarms.map((alarm, index): Placed => [`regionalAlarms[${index}]`, alarm]),
  ];
  const accepted = [here.region, here.account].filter((part) => part !== undefined).join(', ');
  return placed
    .filter(([, alarm]) => alarm !== undefined && isElsewhere(placeOf(alarm), here))
    .map(([member, alarm]) => `${member}: ${labelOf(alarm)} is not accepted; accepted: an alarm of ${accepted}`);
}

/** The place of an alarm, from its ARN if possible, else from its stack. A bare name is local. */
function placeOf(alarm: IAlarm | string): SomePlace {
  if (typeof alarm === 'string') return partsOfAlarmArn(alarm) ?? {};
  return partsOfAlarmArn(alarm.alarmArn) ?? alarm.env ?? {};
}

function isElsewhere(there: SomePlace, here: SomePlace): boolean {
  const differs = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && !Token.isUnresolved(one) && one !== other;
  return differs(there.region, here.region) || differs(there.account, here.account);
}

function labelOf(alarm: IAlarm | string | undefined): string {
  if (alarm === undefined || typeof alarm === 'string') return show(alarm);
  const { region, account } = alarm.env;
  const place = Token.isUnresolved(alarm.alarmArn) ? `of ${region}, ${account}` : show(alarm.alarmArn);
  return `${alarm.node.path} (${place})`;
}
