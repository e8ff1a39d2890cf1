import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Count, Rate } from './rates.ts';
import type { ImpactThresholds } from './thresholds.ts';

/** Load balancers publish every 60 seconds. */
export const PERIOD = Duration.minutes(1);

/** What to measure. Metrics identify zones by AZ name, and load balancers by the end of their ARN. */
export interface Measured {
  readonly rate: Rate;
  readonly loadBalancer: string;
  readonly zoneName: string;
}

/** The zone's rate in percent. A minute with too few requests has no data point. */
export function zonePercent(measured: Measured, { leastRequests }: ImpactThresholds): MathExpression {
  const { bad, all } = countsIn('zone', measured);
  return math(`IF(all>=${leastRequests},100*bad/all)`, { bad, all }, `% ${measured.rate.told}`);
}

/**
 * How far the zone's rate exceeds `ratio` times the rate of all other zones together, in percentage points. The others are the
 * load balancer's total minus the zone, so the number of metrics does not grow with the number of zones (an alarm takes ten). It
 * compares rates, not shares of a count, so that a small zone stands out as well as a large one. There is no data point if either
 * side has too few requests, or if the total lags behind the zone because it is published later.
 */
export function excessPercent(measured: Measured, limits: ImpactThresholds & { readonly ratio: number }): MathExpression {
  const { outlierLeastBad, ratio } = limits;
  const excess = `100*bad/all-${ratio}*100*${OTHERS.bad}/${OTHERS.all}`;
  return math(
    `IF(${isComparable(limits)},IF(bad>=${outlierLeastBad},${excess},0))`,
    countsHereAndElsewhere(measured),
    `% above ${ratio} times the other zones`,
  );
}

/** On `countsHereAndElsewhere`: both sides have enough requests, and the total is not late. */
export function isComparable({ leastRequests }: Pick<ImpactThresholds, 'leastRequests'>): string {
  return `all>=${leastRequests} AND ${OTHERS.all}>=${leastRequests} AND ${OTHERS.bad}>=0`;
}

/** On `countsHereAndElsewhere`: the same of the other zones together. */
export const OTHERS = { bad: '(totalBad-bad)', all: '(totalAll-all)' };

/** `bad` and `all` of the zone, `totalBad` and `totalAll` of all zones: six metrics of an ALB. */
export function countsHereAndElsewhere(measured: Measured): Record<string, IMetric> {
  const zone = countsIn('zone', measured);
  const total = countsIn('total', measured);
  return { ...zone, totalBad: total.bad, totalAll: total.all };
}

/** The bad count and the total count, in the zone or in all zones (metrics without the dimension AvailabilityZone). */
function countsIn(where: 'zone' | 'total', { rate, loadBalancer, zoneName }: Measured): { bad: IMetric; all: IMetric } {
  const ofZone: Record<string, string> = where === 'zone' ? { AvailabilityZone: zoneName } : {};
  const idOf = (id: string) => (where === 'zone' ? id : `${id}OfAll`);
  const metricOf = ({ metricName, statistic }: Count) => {
    const dimensionsMap = { ...ofZone, LoadBalancer: loadBalancer };
    return new Metric({ namespace: rate.namespace, metricName, statistic, dimensionsMap, period: PERIOD });
  };
  const metricsOf = (counts: readonly Count[]) => Object.fromEntries(counts.map((count) => [idOf(count.id), metricOf(count)]));
  const badMetrics = metricsOf(rate.bad);
  const allMetrics = metricsOf(rate.all);
  const all = math(sumExpression(Object.keys(allMetrics)), allMetrics);
  const allId = where === 'zone' ? 'all' : 'totalAll';
  // Where there is traffic, there is a total: with its zero, "nothing was bad" is 0 rather than missing.
  const bad = math(sumExpression(Object.keys(badMetrics), [`0*${allId}`]), { [allId]: all, ...badMetrics });
  return { bad, all };
}

/**
 * `SUM([FILL(a,0),FILL(b,0)])`. A count of zero may not be published, hence FILL. AWS does not document whether FILL fills a series that
 * was never published; SUM leaves out what is missing, so the sum is right in either case, and a sum with `+` is not.
 */
export function sumExpression(ids: readonly string[], more: readonly string[] = []): string {
  return `SUM([${[...ids.map((id) => `FILL(${id},0)`), ...more].join(',')}])`;
}

/** What is only a part of another one needs no label: its ID says what it is, and a template has room for 1,000,000 bytes. */
export function math(expression: string, usingMetrics: Record<string, IMetric>, label?: string): MathExpression {
  return new MathExpression({ expression, usingMetrics, period: PERIOD, ...(label === undefined ? {} : { label }) });
}
