import type { Instant, Trigger } from '../domain/index.ts';
import { readAlarmEvent } from './alarm-event.ts';
import { alarmTrigger, type ParseContext } from './alarm-trigger.ts';

/**
 * As parseEvent, for a run: reads an alarm's event and a tick without zod. Whatever else comes in is left to the schemas, which say
 * what is wrong, and have the last word. Rejects with InvalidEventError.
 */
export async function readEvent(raw: unknown, context: ParseContext): Promise<Trigger> {
  const read = typeof raw === 'object' && raw !== null ? readUsual(raw, context) : null;
  if (read !== null) return read;
  const { parseEvent } = await import('./parse-event.ts');
  return parseEvent(raw, context);
}

/** Null: it is neither, or only its schema can tell. */
function readUsual(raw: object, context: ParseContext): Trigger | null {
  if (isTick(raw)) return tickTrigger(context);
  const event = readAlarmEvent(raw);
  return event === null ? null : alarmTrigger(event, context);
}

/** What the stack's rule sends every minute. */
function isTick(raw: object): boolean {
  return 'action' in raw && raw.action === 'upkeep' && Object.keys(raw).length === 1;
}

function tickTrigger({ requestId, now }: ParseContext): Trigger {
  const at = now.toISOString() as Instant;
  return { kind: 'tick', action: 'upkeep', id: requestId, at, zone: null, dryRun: false, reason: '', override: [] };
}
