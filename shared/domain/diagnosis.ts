import type { Mode } from './policy.ts';
import type { CallerIdentity } from './readiness.ts';
import type { AvailabilityZone, AzId, Instant } from './words.ts';

// Whether an evacuation would do what it should, before there is one.

/** fail: an evacuation would not do what it should. warn: it would do less, or later. unknown: it could not be read. */
export type FindingStatus = 'ok' | 'warn' | 'fail' | 'unknown';

export interface Finding {
  /** One of a closed list of names: doctor/findings. */
  readonly finding: string;
  readonly status: FindingStatus;
  /** Left out: it is of no one zone. */
  readonly zone?: AzId;
  readonly why: string;
  /** The command or the change that mends it. Of what is ok: what would make it better; mostly left out. */
  readonly mend?: string;
}

/** Whether a person could evacuate the zone now. */
export interface ZoneVerdict {
  readonly zone: AvailabilityZone;
  readonly verdict: 'yes' | 'partly' | 'no';
  /** Why not, or why not all of it; what would be done, if all of it can be. */
  readonly why: string;
}

/** ready: no finding fails. not-ready: at least one does. unknown: none does, but something could not be read. */
export type DiagnosisVerdict = 'ready' | 'not-ready' | 'unknown';

export interface Diagnosis {
  readonly application: string;
  readonly mode: Mode;
  readonly at: Instant;
  /** Null: it could not be read, or was not asked for. */
  readonly identity: CallerIdentity | null;
  readonly verdict: DiagnosisVerdict;
  readonly zones: readonly ZoneVerdict[];
  readonly findings: readonly Finding[];
}
