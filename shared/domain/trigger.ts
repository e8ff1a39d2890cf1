import type { AvailabilityZone, Instant } from './words.ts';

// What came in.

export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A composite alarm of ours went to ALARM. `zone` is null while only the alarm's description can tell which. */
export interface AlarmTrigger {
  readonly kind: 'alarm';
  readonly action: 'evacuate';
  readonly id: string;
  readonly at: Instant;
  readonly zone: AvailabilityZone | null;
  /** True only where a person asked upkeep for a dry run. */
  readonly dryRun: boolean;
  readonly reason: string;
  readonly override: readonly string[];
  /** No event brought it: the alarm still rings, and upkeep judges it again (ADR 6). */
  readonly again?: true;
  readonly alarm: {
    readonly name: string;
    /** As the event tells; absent where the alarm is judged again. */
    readonly arn?: string;
    readonly previousState: AlarmStateValue | null;
    /** The mute rule that covers the change, as the event tells, or that is active now; null: none. */
    readonly mutedBy: string | null;
    /** What suppressed the alarm's actions at the change: `Alarm`, `WaitPeriod`, `ExtensionPeriod`; null: nothing. */
    readonly suppressedBy: string | null;
  };
}

/** A person asked: a game day, or somebody on call. Needs no alarm, but every hard check. */
export interface ManualTrigger {
  readonly kind: 'manual';
  readonly action: 'evacuate' | 'restore' | 'status' | 'doctor';
  readonly id: string;
  readonly at: Instant;
  readonly zone: AvailabilityZone | null;
  readonly dryRun: boolean;
  readonly reason: string;
  /** Checks that this person answers for. */
  readonly override: readonly string[];
}

/** The schedule: compare what should be with what is, and close the difference. */
export interface TickTrigger {
  readonly kind: 'tick';
  readonly action: 'upkeep';
  readonly id: string;
  readonly at: Instant;
  /** Null until a glance at shifts and records has shown which zone is out. */
  readonly zone: AvailabilityZone | null;
  readonly dryRun: boolean;
  readonly reason: string;
  readonly override: readonly string[];
}

/** A state change that is ours but asks for nothing (OK, INSUFFICIENT_DATA, a regional alarm): noted, nothing is read. */
export interface NotedTrigger {
  readonly kind: 'noted';
  readonly action: 'evacuate';
  readonly id: string;
  readonly at: Instant;
  readonly zone: AvailabilityZone | null;
  readonly dryRun: false;
  readonly reason: string;
}

export type Trigger = AlarmTrigger | ManualTrigger | TickTrigger | NotedTrigger;
/** A trigger that gets past parsing to the evidence. */
export type ActiveTrigger = AlarmTrigger | ManualTrigger | TickTrigger;
