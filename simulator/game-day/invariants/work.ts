import type { Report } from '../../../shared/report/report.ts';

/** What a run has cost. */
export interface Work {
  readonly report: Report;
  /** Calls that AWS carried out: not those that it throttled, and that a client repeats. */
  readonly calls: number;
  /** Load balancers and groups of the application. */
  readonly fleet: number;
  /** That the configuration names. */
  readonly zones: number;
}

/** A straight line each. A run may look five times while a source is unknown, and a report holds its evidence twice after a restore. */
const CALLS = { constant: 60, each: 10 };
/** A load balancer's signals are in the report zone by zone. */
const BYTES = { constant: 20_000, each: 1_500, eachZone: 500 };

/** 12: the work of a run grows in proportion to load balancers plus groups, in calls and in bytes. */
export function excessiveWork({ report, calls, fleet, zones }: Work): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(report));
  const mostCalls = CALLS.constant + CALLS.each * fleet;
  const mostBytes = BYTES.constant + (BYTES.each + BYTES.eachZone * zones) * fleet;
  return [
    ...(calls > mostCalls
      ? [`a run of ${report.action} made ${calls} calls for a fleet of ${fleet} (maximum ${mostCalls})`]
      : []),
    ...(bytes > mostBytes
      ? [`a report of ${report.action} has ${bytes} bytes for a fleet of ${fleet} in ${zones} zones (maximum ${mostBytes})`]
      : []),
  ];
}
