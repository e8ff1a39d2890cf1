import type { AvailabilityZone, Mode } from '../../shared/domain/index.ts';
import type { Report } from '../../shared/report/report.ts';

/** A run of the responder. Times in an incident are milliseconds since the epoch. */
export interface Run {
  /** When it looked. */
  readonly at: number;
  readonly report: Report;
  /** `111122223333 us-east-1`, of an event on a bus for many accounts. Null: it came by itself. */
  readonly place: string | null;
  /** It decided something new, or changed something, or a person asked for it. The others repeat the run before them. */
  readonly isNotable: boolean;
}

/** What is known of one zone in one minute. Null: not known. */
export interface ZoneMinute {
  /** Start of the minute. */
  readonly at: number;
  readonly requests: number | null;
  readonly failed: number | null;
  readonly slow: number | null;
  /** 99th percentile of the response times. A report does not hold it. */
  readonly p99Seconds: number | null;
}

/** Instances that are healthy and in service in a zone, all groups together. */
export interface CapacityPoint {
  readonly at: number;
  readonly healthy: number;
}

/** A span of time in which an alarm rang, or in which resources were shifted away. */
export interface Band {
  readonly kind: 'alarm' | 'shift';
  /** The alarm, or the resources that are shifted. */
  readonly label: string;
  readonly from: number;
  /** Its end, or when it was last seen. */
  readonly to: number;
  readonly isOver: boolean;
}

/** One zone over the time of the incident. */
export interface ZoneTrack {
  readonly zone: AvailabilityZone;
  readonly minutes: readonly ZoneMinute[];
  readonly capacity: readonly CapacityPoint[];
  readonly bands: readonly Band[];
}

/** The moments that a review asks for. Null: it did not happen, or nothing shows when. */
export interface KeyTimes {
  /** `isOrEarlier`: the first minute that is known was bad already. */
  readonly firstSymptom: { readonly at: number; readonly isOrEarlier: boolean } | null;
  readonly alarm: number | null;
  readonly firstShift: number | null;
  readonly lastShift: number | null;
  /** Start of the first full minute in which users are as well off as before. */
  readonly recovered: number | null;
  readonly restored: number | null;
}

/** What users experienced from `since` on, as far as it is known. */
export interface Users {
  readonly since: number;
  readonly until: number;
  readonly requests: number;
  readonly failed: number;
  /** Without the responder: known only where the same day was played without it. */
  readonly without: { readonly failed: number; readonly minutes: readonly FailedMinute[] } | null;
}

/** Failed requests of all zones in a minute, with the responder and without it. */
export interface FailedMinute {
  /** Start of the minute. */
  readonly at: number;
  readonly failed: number;
  readonly failedWithout: number;
}

/** One incident: runs of one application that belong together, and what is known of its zones meanwhile. Plain JSON. */
export interface Incident {
  /** What it is, where its runs do not say it all: `Game day full-circle, seed 1: ...`. Null: they do. */
  readonly about: string | null;
  readonly application: string;
  /** As of its runs. */
  readonly place: string | null;
  readonly mode: Mode | null;
  readonly from: number;
  readonly to: number;
  /** The zone that it is about; null: the runs name none. */
  readonly zone: AvailabilityZone | null;
  readonly runs: readonly Run[];
  readonly zones: readonly ZoneTrack[];
  readonly keyTimes: KeyTimes;
  /** Null: no signal says. */
  readonly users: Users | null;
}

/** What is known of the zones, before it is cut to an incident. By AZ ID. */
export interface Observations {
  readonly minutes: Readonly<Record<string, readonly ZoneMinute[]>>;
  readonly capacity: Readonly<Record<string, readonly CapacityPoint[]>>;
  readonly bands: Readonly<Record<string, readonly Band[]>>;
}

export const MINUTE_MILLIS = 60_000;
