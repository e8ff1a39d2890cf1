import type { Instant, ManualTrigger } from '../domain/index.ts';

/** A person's request, which needs no alarm, for a dry run of any zone: what stands in the way of an evacuation on a quiet day. */
export function asIfAsked(now: Date): ManualTrigger {
  const at = now.toISOString() as Instant;
  return { kind: 'manual', action: 'evacuate', id: 'doctor', at, zone: null, dryRun: true, reason: 'doctor', override: [] };
}
