import type { Outcome, Trigger } from '../domain/index.ts';
import type { ReportParts } from './report-parts.ts';

/** What a person can run next, as shell commands; none when there is nothing to do. */
export function nextCommands(parts: ReportParts, { outcome, zone }: { outcome: Outcome; zone: string | undefined }): string[] {
  const { trigger, policy, commandFor } = parts;
  if (outcome === 'planned' && policy.mode !== 'observe')
    return [commandFor({ action: trigger.action, zone, reason: `approved ${trigger.id}`, ...overrideOf(trigger) })];
  if (trigger.action === 'status') return [];
  const again = trigger.action === 'restore' ? 'restore' : 'status';
  if (outcome === 'in-progress' || outcome === 'partial')
    return [commandFor({ action: again, zone, ...overrideOf(trigger) }), ...withoutWaiting(parts, zone)];
  if (outcome !== 'done' || trigger.action !== 'evacuate') return [];
  return [commandFor({ action: 'status', zone }), commandFor({ action: 'restore', zone, reason: 'recovered' })];
}

/** What a restore waits for does not come by itself: a person may answer for it. */
function withoutWaiting({ trigger, commandFor, awaited = [] }: ReportParts, zone: string | undefined): string[] {
  if (!awaited.some(({ heldBy, overridden }) => heldBy !== undefined && overridden !== true)) return [];
  const { override = [] } = overrideOf(trigger);
  return [commandFor({ action: 'restore', zone, override: [...override, 'capacity'] })];
}

/** Carrying out a dry run means answering for the same checks. */
function overrideOf(trigger: Trigger): { override?: readonly string[] } {
  return trigger.kind === 'noted' || trigger.override.length === 0 ? {} : { override: trigger.override };
}
