import type * as z from 'zod/mini';
import { describeIssues } from '../configuration/describe-issues.ts';
import type { Instant, ManualTrigger, TickTrigger, Trigger } from '../domain/index.ts';
import { InvalidEventError, show } from '../errors.ts';
import { findZone } from '../situation/zones.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { alarmTrigger, type ParseContext } from './alarm-trigger.ts';
import { contributorTrigger } from './contributor-trigger.ts';
import { alarmActionSchema, alarmEventSchema, manualRequestSchema } from './event-schema.ts';
import { taggedTrigger } from './tagged-trigger.ts';

/**
 * Turns whatever came in into a trigger. Pure: nothing is read or written.
 * Throws InvalidEventError, which names the offending value and what is accepted.
 */
export function parseEvent(raw: unknown, context: ParseContext): Trigger {
  if (typeof raw !== 'object' || raw === null) throw notUnderstood(raw);
  if ('action' in raw) return parseManualRequest(raw, context);
  if ('detail-type' in raw) {
    const { account, region, resources, detail } = validate(alarmEventSchema, raw);
    return triggerOf({ arn: resources[0] ?? '', account, region, change: detail }, context);
  }
  if ('alarmData' in raw) {
    const { accountId, region, alarmArn, alarmData } = validate(alarmActionSchema, raw);
    return triggerOf({ arn: alarmArn, account: accountId, region, change: alarmData }, context);
  }
  throw notUnderstood(raw);
}

function triggerOf(event: AlarmEvent, context: ParseContext): Trigger {
  const { alarmContributor, alarmTags } = event.change;
  if (alarmContributor !== undefined) return contributorTrigger(event, alarmContributor, context);
  const zoneId: unknown = Object(alarmTags)['az-id'];
  return typeof zoneId === 'string' ? taggedTrigger(event, zoneId, context) : alarmTrigger(event, context);
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
  // It looks at every zone.
  const asked = request.action === 'doctor' ? { ...common, zone: null } : common;
  return { kind: 'manual', action: request.action, ...asked, override: request.override };
}
