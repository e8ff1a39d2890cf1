import type { Construct } from 'constructs';
import { refuse } from '../refusal.ts';

/** When a zone is bad. Judged per minute, because load balancers publish once a minute. */
export interface ImpactThresholds {
  /** Application Load Balancer: percent of the requests that fail (5xx), by the targets or by the load balancer. */
  readonly faultPercent: number;
  /** Application Load Balancer: an answer that takes longer than this is slow. In seconds. */
  readonly slowSeconds: number;
  /** Percent of the answers that are slow. 1 % above half a second means that the p99 is above half a second. */
  readonly slowPercent: number;
  /** Network Load Balancer: reset connections (by targets or by the load balancer) in percent of the new ones. */
  readonly resetPercent: number;
  /** Network Load Balancer: percent of a target group's targets in the zone that are unhealthy. */
  readonly unhealthyHostPercent: number;
  /**
   * A minute with fewer requests has no data point. A few requests prove nothing, and an evacuated zone keeps a trickle for a
   * long time.
   */
  readonly leastRequests: number;
  /**
   * A zone is the outlier when its rate exceeds this multiple of the rate that one other zone would have if everything bad in the
   * other zones happened there. So two equally bad zones are not outliers, however many good zones dilute the rate of the others.
   */
  readonly outlierRatio: number;
  /** A zone with fewer bad requests than this in a minute is not an outlier: two failures in 100 requests are chance. */
  readonly outlierLeastBad: number;
  /**
   * Application Load Balancer: if more than this percentage of a zone's requests fails in one minute, and no other zone is bad, the
   * zone's alarm does not wait for a second one.
   */
  readonly largeFaultPercent: number;
  /** Fewer failures in a minute than this are no large failure, whatever their share. */
  readonly largeLeastBad: number;
  /** M out of N: the minutes that must be bad ... */
  readonly minutesBad: number;
  /** ... out of this many. */
  readonly minutesLookedAt: number;
}

/**
 * 0.5 % is 25 times the background of a good application, and half of the smallest failure worth evacuating for. With three equal
 * zones, the outlier's rate is three times that of the two others together, more than a shared dependency causes. A failure is
 * large from where the responder acts on a single minute (shared/decide/outlier/lasting.ts). The game days use these values.
 */
export const DEFAULT_THRESHOLDS: ImpactThresholds = {
  faultPercent: 0.5,
  slowSeconds: 0.5,
  slowPercent: 1,
  resetPercent: 5,
  unhealthyHostPercent: 30,
  leastRequests: 100,
  outlierRatio: 1.5,
  outlierLeastBad: 10,
  largeFaultPercent: 18,
  largeLeastBad: 60,
  minutesBad: 2,
  minutesLookedAt: 3,
};

const NAMES = Object.keys(DEFAULT_THRESHOLDS);
const PERCENTAGES = ['faultPercent', 'slowPercent', 'resetPercent', 'unhealthyHostPercent', 'largeFaultPercent'] as const;
/** An alarm with a period below an hour evaluates at most a day (PutMetricAlarm, Period): this many 1-minute periods. */
const MINUTES_OF_A_DAY = 1440;

/**
 * The defaults, overridden by the given values. Throws, with the path of `scope`, on values that CloudWatch or common sense
 * refuses.
 */
export function thresholdsOf(given: Partial<ImpactThresholds>, scope: Construct): ImpactThresholds {
  const unknown = Object.keys(given).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) refuse(scope, `thresholds: unknown "${unknown}"; accepted: ${NAMES.join(', ')}`);
  const thresholds = { ...DEFAULT_THRESHOLDS, ...given };
  for (const [name, value] of Object.entries(thresholds)) refuseUnlessPositive(scope, { name: `thresholds.${name}`, value });
  for (const name of PERCENTAGES) {
    if (thresholds[name] >= 100) refuse(scope, `thresholds.${name}: ${thresholds[name]} is not accepted; accepted: below 100`);
  }
  if (thresholds.outlierRatio < 1) {
    refuse(scope, `thresholds.outlierRatio: ${thresholds.outlierRatio} is not accepted; accepted: at least 1`);
  }
  refuseSmallLargeShare(scope, thresholds);
  refuseMinutes(scope, thresholds);
  return thresholds;
}

/** Callers may use plain JavaScript and pass anything. */
export function refuseUnlessPositive(scope: Construct, { name, value }: { name: string; value: unknown }): void {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return;
  refuse(scope, `${name}: ${value} is not accepted; accepted: a number above 0`);
}

function refuseSmallLargeShare(scope: Construct, { faultPercent, largeFaultPercent }: ImpactThresholds): void {
  if (largeFaultPercent >= faultPercent) return;
  const accepted = `accepted: at least faultPercent, which is ${faultPercent}`;
  refuse(scope, `thresholds.largeFaultPercent: ${largeFaultPercent} is not accepted; ${accepted}`);
}

function refuseMinutes(scope: Construct, { minutesBad, minutesLookedAt }: ImpactThresholds): void {
  for (const [name, value] of Object.entries({ minutesBad, minutesLookedAt })) {
    if (!Number.isInteger(value)) refuse(scope, `thresholds.${name}: ${value} is not accepted; accepted: a whole number`);
  }
  if (minutesLookedAt > MINUTES_OF_A_DAY) {
    refuse(scope, `thresholds.minutesLookedAt: ${minutesLookedAt} is not accepted; accepted: 1 to ${MINUTES_OF_A_DAY}`);
  }
  if (minutesBad > minutesLookedAt)
    refuse(scope, `thresholds: ${minutesBad} bad minutes out of ${minutesLookedAt} are not possible`);
}
