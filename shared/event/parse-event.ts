import type * as z from 'zod/mini';
import { describeIssues } from '../configuration/describe-issues.ts';
import type {
  AlarmTrigger,
  AvailabilityZone,
  Instant,
  ManualTrigger,
  NotedTrigger,
  Policy,
  TickTrigger,
  Trigger,
} from '../domain/index.ts';
import { InvalidEventError, show } from '../errors.ts';
import { findZone, zoneOfAlarm } from '../situation/zones.ts';
import { alarmActionSchema, alarmEventSchema, manualRequestSchema } from './event-schema.ts';
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

interface AlarmChange {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly change: z.output<typeof alarmEventSchema>['detail'];
}

/**
 * Turns whatever came in into a trigger. Pure: nothing is read or written.
 * Throws InvalidEventError, which names the offending value and what is accepted.
 */
export function parseEvent(raw: unknown, context: ParseContext): Trigger {
  if (typeof raw !== 'object' || raw === null) throw notUnderstood(raw);
  if ('action' in raw) return parseManualRequest(raw, context);
  if ('detail-type' in raw) {
    const { account, region, resources, detail } = validate(alarmEventSchema, raw);
    return parseAlarmChange({ arn: resources[0] ?? '', account, region, change: detail }, context);
  }
  if ('alarmData' in raw) {
    const { accountId, region, alarmArn, alarmData } = validate(alarmActionSchema, raw);
    return parseAlarmChange({ arn: alarmArn, account: accountId, region, change: alarmData }, context);
  }
  throw notUnderstood(raw);
}

function notUnderstood(raw: unknown): InvalidEventError {
  return new InvalidEventError(
    `the event ${show(raw)} is not understood; accepted: a "CloudWatch Alarm State Change" event, an alarm's Lambda action, ` +
      'or a request such as { "action": "evacuate", "zone": "use1-az1" }',
  );
}

function validate<Schema extends z.ZodMiniType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new InvalidEventError(describeIssues(parsed.error.issues, raw).join('; '));
}

function parseAlarmChange(event: AlarmChange, context: ParseContext): AlarmTrigger | NotedTrigger {
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
function silenceOf({ muteDetail, state }: AlarmChange['change']): Pick<AlarmTrigger['alarm'], 'mutedBy' | 'suppressedBy'> {
  const mutedBy = muteDetail == null ? null : (muteDetail.mutedByArn ?? 'a mute rule');
  return { mutedBy, suppressedBy: state.actionsSuppressedBy ?? null };
}

function refuseForeignEvent({ region, account, arn }: AlarmChange, identity: ParseContext['identity']): void {
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

/** Null where only the alarm's description, which composite events do not carry, can tell the zone: read with the evidence. */
function zoneOfTriggeringAlarm(change: AlarmChange['change'], policy: Policy): AvailabilityZone | null {
  const zone = zoneOfAlarm({ name: change.alarmName, description: change.configuration?.description ?? '' }, policy);
  if (zone !== null) return zone;
  const unnamed = policy.zones.filter((candidate) => candidate.impactAlarm === undefined);
  if (unnamed.length > 0) return null;
  const accepted = policy.zones.map((candidate) => candidate.impactAlarm).join(', ');
  throw new InvalidEventError(
    `alarm ${show(change.alarmName)} is not one of application ${policy.application}; accepted: ${accepted}`,
  );
}

function parseManualRequest(raw: object, context: ParseContext): ManualTrigger | TickTrigger {
  const request = validate(manualRequestSchema, raw);
  const zone = request.zone === undefined ? null : findZone(request.zone, context.policy);
  const accepted = context.policy.zones.map(({ zoneId, zoneName }) => `${zoneId} (${zoneName})`).join(', ');
  if (zone === null && request.zone !== undefined) {
    throw new InvalidEventError(
      `zone: ${show(request.zone)} is not a zone of ${context.policy.application}; accepted: ${accepted}`,
    );
  }
  if (zone === null && (request.action === 'evacuate' || request.action === 'restore'))
    throw new InvalidEventError(`zone: missing; accepted: ${accepted}`);
  const common = {
    id: request.id ?? context.requestId,
    at: context.now.toISOString() as Instant,
    zone,
    dryRun: request.dryRun,
    reason: request.reason,
  };
  if (request.action === 'upkeep') return { kind: 'tick', action: 'upkeep', ...common, override: [] };
  return { kind: 'manual', action: request.action, ...common, override: request.override };
}
