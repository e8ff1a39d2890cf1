import type { ActiveTrigger, AlarmTrigger, Policy } from '../domain/index.ts';
import type { Sources } from '../gather/gather-evidence.ts';
import type { Clock, Follower, Reader, ReadinessReader, Writer } from '../ports.ts';
import type { ReportParts } from '../report/report-parts.ts';
import type { Stopwatch } from '../report/stopwatch.ts';

/** What an action needs from outside to be carried out. */
export interface Surroundings {
  readonly policy: Policy;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  /** Aborts when no step goes on any more: early enough to look at what the steps have left behind, and to report it. */
  readonly signal: AbortSignal;
  /** How long an alarm's run may pause and look again when a source cannot be read; 0: not at all. */
  readonly patienceMillis: number;
  readonly watch: Stopwatch;
  /** Absent: nobody can ask for a check of readiness. */
  readonly account?: AccountSurroundings | undefined;
  /** Absent: quiet ticks judge nothing. */
  readonly dryJudgements?: DryJudgements | undefined;
  /** Absent: nobody looks on. */
  readonly follower?: Follower | undefined;
}

/** What a check of readiness needs besides the evidence. */
export interface AccountSurroundings {
  /** No run but this waits for these clients. */
  readonly connectReadiness: () => Promise<ReadinessReader>;
  /** The deployed function. */
  readonly functionName: string;
}

/** For as long as the process lives: a new one judges once more than needed, never less. */
export interface DryJudgements {
  lastAt: Date | null;
}

/** What an action found and did: the part of the report that is its own. */
export interface ActionResult extends Omit<ReportParts, 'trigger' | 'policy' | 'commandFor' | 'timings'> {
  /** Present where upkeep acts on a trigger of its own: an alarm that it judges again. */
  readonly trigger?: AlarmTrigger;
  /** Upkeep has found nothing out, and no alarm that rings. */
  readonly isQuiet?: true;
}

export function sourcesOf({ reader, policy, clock }: Surroundings): Sources {
  return { reader, policy, now: clock.now() };
}

/** A person's request is the approval that mode `approve` waits for; upkeep keeps alive what a person approved. */
export function mayAct(trigger: ActiveTrigger, { mode }: Policy): boolean {
  return !trigger.dryRun && (mode === 'act' || (mode === 'approve' && trigger.kind !== 'alarm'));
}
