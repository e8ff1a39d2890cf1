import type { AlarmTrigger, AvailabilityZone, Instant, NotedTrigger, Policy } from '../domain/index.ts';
import { InvalidEventError, show } from '../errors.ts';
import { findZone, unnamedZones, zoneOfAlarm } from '../situation/zones.ts';
import type { AlarmChange, AlarmEvent } from './alarm-event.ts';
import { reportId } from './report-id.ts';

/** What parsing may look at besides the event itself. */
export interface ParseContext {
  readonly policy: Policy;
  /** Where this responder runs; `account: null` when nothing says. */
  readonly identity: { readonly region: string; readonly account: string | null };
  /** The invocation's own ID: names a manual request that brings none. Lambda keeps it over retries. */
  readonly requestId: string;
  readonly now: Date;
}

/** What the change of an alarm asks for. Throws InvalidEventError where it is of others. */
export function alarmTrigger(event: AlarmEvent, context: ParseContext): AlarmTrigger | NotedTrigger {
  refuseForeignEvent(event, context.identity);
  const { change } = event;
  const at = change.state.timestamp as Instant;
  const noted = (reason: string, zone: AvailabilityZone | null): NotedTrigger => ({
    kind: 'noted',
    action: 'evacuate',
    id: reportId(context.policy.application, zone?.zoneId ?? change.alarmName, at),
    at,
    zone,
    dryRun: false,
    reason,
  });
  if (context.policy.regionalAlarms.includes(change.alarmName)) {
    return noted(`regional alarm ${change.alarmName} went to ${change.state.value}: no zone to evacuate`, null);
  }
  if (context.policy.deployment.alarms.includes(change.alarmName)) {
    return noted(`deployment alarm ${change.alarmName} went to ${change.state.value}: only impact alarms act`, null);
  }
  const recovering = context.policy.zones.find(({ recoveryAlarm }) => recoveryAlarm === change.alarmName);
  if (recovering !== undefined) {
    return noted(
      `recovery alarm ${change.alarmName} went to ${change.state.value}: only impact alarms act`,
      findZone(recovering.zoneId, context.policy),
    );
  }
  const zone = zoneOfTriggeringAlarm(change, context.policy);
  if (change.state.value !== 'ALARM')
    return noted(`alarm ${change.alarmName} went to ${change.state.value}: only ALARM acts`, zone);
  return {
    ...noted(change.state.reason ?? `alarm ${change.alarmName} went to ALARM`, zone),
    kind: 'alarm',
    override: [],
    alarm: { name: change.alarmName, arn: event.arn, previousState: change.previousState?.value ?? null, ...silenceOf(change) },
  };
}

/** Muting and suppression stop an alarm's actions, but not its event (CloudWatch User Guide, "Alarm actions"). */
function silenceOf({ muteDetail, state }: AlarmChange): Pick<AlarmTrigger['alarm'], 'mutedBy' | 'suppressedBy'> {
  const mutedBy = muteDetail == null ? null : (muteDetail.mutedByArn ?? 'a mute rule');
  return { mutedBy, suppressedBy: state.actionsSuppressedBy ?? null };
}

function refuseForeignEvent({ region, account, arn }: AlarmEvent, identity: ParseContext['identity']): void {
  if (region !== identity.region) {
    throw new InvalidEventError(`region: ${show(region)} is not accepted; accepted: ${identity.region}`);
  }
  if (identity.account !== null && account !== identity.account) {
    throw new InvalidEventError(`account: ${show(account)} is not accepted; accepted: ${identity.account}`);
  }
  const [, , service, arnRegion, arnAccount, kind] = arn.split(':');
  if (service !== 'cloudwatch' || kind !== 'alarm' || arnRegion !== region || arnAccount !== account) {
    throw new InvalidEventError(
      `the alarm's ARN ${show(arn)} is not accepted; accepted: an alarm of ${region}, account ${account}`,
    );
  }
}

/**
 * Null where only the alarm's description, which composite events do not carry, or its contributors can tell the zone: read with the
 * evidence.
 */
function zoneOfTriggeringAlarm(change: AlarmChange, policy: Policy): AvailabilityZone | null {
  const zone = zoneOfAlarm({ name: change.alarmName, description: change.configuration?.description ?? '' }, policy);
  if (zone !== null) return zone;
  const { contributorAlarm, zones } = policy;
  if (change.alarmName === contributorAlarm || unnamedZones(policy).length > 0) return null;
  const accepted = contributorAlarm ?? zones.map((candidate) => candidate.impactAlarm).join(', ');
  throw new InvalidEventError(
    `alarm ${show(change.alarmName)} is not one of application ${policy.application}; accepted: ${accepted}`,
  );
}
