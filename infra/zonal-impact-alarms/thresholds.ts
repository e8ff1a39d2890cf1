import type { Construct } from 'constructs';
import { refuse } from '../refusal.ts';

/** From where on a zone is bad. Minutes are the load balancer's own: it publishes once a minute. */
export interface ImpactThresholds {
  /** Application Load Balancer: percent of the requests that fail (5xx), by the targets or by the load balancer. */
  readonly faultPercent: number;
  /** Application Load Balancer: an answer that takes longer than this is slow. In seconds. */
  readonly slowSeconds: number;
  /** Percent of the answers that are slow. 1 % slower than half a second is the same as: the p99 is above half a second. */
  readonly slowPercent: number;
  /** Network Load Balancer: reset connections (by targets or by the load balancer) in percent of the new ones. */
  readonly resetPercent: number;
  /** Network Load Balancer: percent of a target group's targets in the zone that are unhealthy. */
  readonly unhealthyHostPercent: number;
  /** A minute with fewer requests is no data point: a handful says nothing, and an evacuated zone keeps a trickle for long. */
  readonly leastRequests: number;
  /**
   * A zone is the outlier when its rate is above this many times what a single other zone's would be if all that is bad in the
   * others were in that one. So two zones that are bad alike are no outliers, however many good ones dilute the rate of the others.
   */
  readonly outlierRatio: number;
  /** A zone with fewer bad requests than this in a minute is no outlier: two failures in 100 requests are chance. */
  readonly outlierLeastBad: number;
  /** M out of N: so many minutes must be bad ... */
  readonly minutesBad: number;
  /** ... of so many. */
  readonly minutesLookedAt: number;
}

/**
 * 0.5 % is 25 times the background of a good application and half of the smallest failure worth evacuating for. Of three equal
 * zones the outlier fails three times as often as the two others do together, which is beyond what a shared dependency makes of them. The game days are played with these.
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
  minutesBad: 2,
  minutesLookedAt: 3,
};

const NAMES = Object.keys(DEFAULT_THRESHOLDS);
const PERCENTAGES = ['faultPercent', 'slowPercent', 'resetPercent', 'unhealthyHostPercent'] as const;
/** An alarm whose period is below an hour looks at a day at most (PutMetricAlarm, Period): of 1-minute periods, so many. */
const MINUTES_OF_A_DAY = 1440;

/** The defaults with what was given. Throws, with the path of `scope`, on what CloudWatch or common sense would refuse. */
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
  refuseMinutes(scope, thresholds);
  return thresholds;
}

/** What is given may come from JavaScript, and be anything. */
export function refuseUnlessPositive(scope: Construct, { name, value }: { name: string; value: unknown }): void {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return;
  refuse(scope, `${name}: ${value} is not accepted; accepted: a number above 0`);
}

function refuseMinutes(scope: Construct, { minutesBad, minutesLookedAt }: ImpactThresholds): void {
  for (const [name, value] of Object.entries({ minutesBad, minutesLookedAt })) {
    if (!Number.isInteger(value)) refuse(scope, `thresholds.${name}: ${value} is not accepted; accepted: a whole number`);
  }
  if (minutesLookedAt > MINUTES_OF_A_DAY) {
    refuse(scope, `thresholds.minutesLookedAt: ${minutesLookedAt} is not accepted; accepted: 1 to ${MINUTES_OF_A_DAY}`);
  }
  if (minutesBad > minutesLookedAt) refuse(scope, `thresholds: ${minutesBad} bad minutes out of ${minutesLookedAt} cannot be`);
}
