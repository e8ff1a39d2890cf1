import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Count, Rate } from './rates.ts';
import type { ImpactThresholds } from './thresholds.ts';

/** Load balancers publish every 60 seconds. */
export const PERIOD = Duration.minutes(1);

/** Whose rate: metrics know zones by their AZ names, and load balancers by the tail of their ARN. */
export interface Measured {
  readonly rate: Rate;
  readonly loadBalancer: string;
  readonly zoneName: string;
}

/** The zone's rate in percent; no data point in a minute with too few requests. */
export function zonePercent(measured: Measured, { leastRequests }: ImpactThresholds): MathExpression {
  const { bad, all } = countsIn('zone', measured);
  return math(`IF(all>=${leastRequests},100*bad/all)`, { bad, all }, `% ${measured.rate.told}`);
}

/**
 * By how many percentage points the zone's rate is above `ratio` times the rate of all other zones together. The others are the
 * load balancer's total less the zone: so it takes the metrics of one zone and of none, however many zones there are, where an
 * alarm takes ten. Rates and not shares of a count: a small zone stands out as well as a large one. Without enough requests on
 * either side there is no data point; nor where the total is behind the zone, for want of what is published last.
 */
export function excessPercent(measured: Measured, limits: ImpactThresholds & { readonly ratio: number }): MathExpression {
  const { leastRequests, outlierLeastBad, ratio } = limits;
  const zone = countsIn('zone', measured);
  const total = countsIn('total', measured);
  const comparable = `all>=${leastRequests} AND othersAll>=${leastRequests} AND othersBad>=0`;
  const excess = `100*bad/all-${ratio}*100*othersBad/othersAll`;
  return math(
    `IF(${comparable},IF(bad>=${outlierLeastBad},${excess},0))`,
    {
      ...zone,
      othersBad: math('totalBad-bad', { totalBad: total.bad, bad: zone.bad }, 'bad in the other zones'),
      othersAll: math('totalAll-all', { totalAll: total.all, all: zone.all }, 'all in the other zones'),
    },
    `% above ${ratio} times the other zones`,
  );
}

/** What was bad and what there was, of the zone or of all zones (the metrics without the dimension AvailabilityZone). */
function countsIn(where: 'zone' | 'total', { rate, loadBalancer, zoneName }: Measured): { bad: IMetric; all: IMetric } {
  const ofZone: Record<string, string> = where === 'zone' ? { AvailabilityZone: zoneName } : {};
  const idOf = (id: string) => (where === 'zone' ? id : `${id}OfAll`);
  const metricOf = ({ metricName, statistic }: Count) => {
    const dimensionsMap = { ...ofZone, LoadBalancer: loadBalancer };
    return new Metric({ namespace: rate.namespace, metricName, statistic, dimensionsMap, period: PERIOD });
  };
  // A count that is zero may not be published at all: hence FILL.
  const sumOf = (counts: readonly Count[], label: string) =>
    math(
      counts.map(({ id }) => `FILL(${idOf(id)},0)`).join('+'),
      Object.fromEntries(counts.map((count) => [idOf(count.id), metricOf(count)])),
      label,
    );
  return { bad: sumOf(rate.bad, `bad, ${where}`), all: sumOf(rate.all, `all, ${where}`) };
}

export function math(expression: string, usingMetrics: Record<string, IMetric>, label: string): MathExpression {
  return new MathExpression({ expression, usingMetrics, label, period: PERIOD });
}
