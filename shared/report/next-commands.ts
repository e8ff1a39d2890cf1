import type { Awaited, Outcome, Trigger } from '../domain/index.ts';
import { isWaitedFor } from '../situation/awaited.ts';
import type { ReportParts } from './report-parts.ts';

interface Concluded {
  readonly outcome: Outcome;
  readonly zone: string | undefined;
}

/** They ask for no change. */
const LOOKS: ReadonlySet<string> = new Set(['status', 'doctor']);

/** What a person can run next, as shell commands; none when there is nothing to do. */
export function nextCommands(parts: ReportParts, concluded: Concluded): string[] {
  const { trigger, policy, commandFor, awaited = [] } = parts;
  const { outcome, zone } = concluded;
  if (outcome === 'planned' && policy.mode !== 'observe')
    return [commandFor({ action: trigger.action, zone, reason: `approved ${trigger.id}`, ...overrideOf(trigger) })];
  if (LOOKS.has(trigger.action)) return [];
  if (outcome === 'held') return afterHold(parts, zone);
  if (outcome === 'in-progress' && awaited.some((awaiting) => 'until' in awaiting)) return afterEvacuation(parts, zone);
  const again = trigger.action === 'restore' ? 'restore' : 'status';
  if (outcome === 'in-progress' || outcome === 'partial')
    return [commandFor({ action: again, zone, ...overrideOf(trigger) }), ...withoutWaiting(parts, zone)];
  return outcome === 'done' ? afterEvacuation(parts, zone) : [];
}

/** The zone is out, but perhaps for capacity that upkeep takes out. Upkeep itself has nothing to suggest. */
function afterEvacuation({ trigger, commandFor }: ReportParts, zone: string | undefined): string[] {
  if (trigger.action !== 'evacuate') return [];
  return [commandFor({ action: 'status', zone }), commandFor({ action: 'restore', zone, reason: 'recovered' })];
}

/** A person may answer for what holds it, if anybody can: for all of it at once. */
function afterHold({ trigger, policy, commandFor, answersNeeded = null }: ReportParts, zone: string | undefined): string[] {
  if (answersNeeded === null || zone === undefined || policy.mode === 'observe') return [];
  const reason = trigger.kind === 'manual' ? trigger.reason : `approved ${trigger.id}`;
  return [
    commandFor({
      // Upkeep is held like this only while a restore is under way.
      action: trigger.action === 'upkeep' ? 'restore' : trigger.action,
      zone,
      ...(reason === '' ? {} : { reason }),
      ...(answersNeeded.length === 0 ? {} : { override: answersNeeded }),
    }),
  ];
}

/** What a restore waits for does not come by itself: a person may answer for it. */
function withoutWaiting({ trigger, commandFor, awaited = [] }: ReportParts, zone: string | undefined): string[] {
  if (!awaited.some((awaiting) => isStuck(awaiting))) return [];
  const { override = [] } = overrideOf(trigger);
  return [commandFor({ action: 'restore', zone, override: [...override, 'capacity'] })];
}

function isStuck(awaiting: Awaited): boolean {
  return 'heldBy' in awaiting && awaiting.heldBy !== undefined && isWaitedFor(awaiting);
}

/** Carrying out a dry run means answering for the same checks. */
function overrideOf(trigger: Trigger): { override?: readonly string[] } {
  return trigger.kind === 'noted' || trigger.override.length === 0 ? {} : { override: trigger.override };
}
