import type { Report } from '../../../shared/report/report.ts';

/** What a run has cost. */
export interface Work {
  readonly report: Report;
  /** Calls that AWS carried out: not those that it throttled, and that a client repeats. */
  readonly calls: number;
  /** Load balancers and groups of the application. */
  readonly fleet: number;
}

/** A straight line each. A run may look five times while a source is unknown, and a report holds its evidence twice after a restore. */
const CALLS = { constant: 60, each: 10 };
const BYTES = { constant: 20_000, each: 3_000 };

/** 12: the work of a run grows in proportion to load balancers plus groups, in calls and in bytes. */
export function excessiveWork({ report, calls, fleet }: Work): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(report));
  const most = ({ constant, each }: typeof CALLS) => constant + each * fleet;
  return [
    ...(calls > most(CALLS)
      ? [`a run of ${report.action} made ${calls} calls for a fleet of ${fleet} (maximum ${most(CALLS)})`]
      : []),
    ...(bytes > most(BYTES)
      ? [`a report of ${report.action} has ${bytes} bytes for a fleet of ${fleet} (maximum ${most(BYTES)})`]
      : []),
  ];
}
