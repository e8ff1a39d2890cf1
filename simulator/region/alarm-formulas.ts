import { SLOW_SECONDS } from './latency.ts';

/** A zone as alarms need it: metrics are found by AZ name, alarms are called after the AZ ID. */
export interface ZoneMetricsPlace {
  readonly zoneId: string;
  readonly zoneName: string;
}

/** What an alarm on one zone of one load balancer looks at. */
export interface Watched {
  readonly zone: ZoneMetricsPlace;
  /** All zones, this one too: at most five, because an alarm takes ten metrics. */
  readonly zones: readonly ZoneMetricsPlace[];
  /** `app/web/50dc6c495c0c9188` */
  readonly loadBalancer: string;
  readonly thresholds: {
    readonly faultPercent: number;
    readonly p99Seconds: number;
    readonly leastRequests: number;
    readonly outlierPercent: number;
    readonly outlierLeast: number;
  };
}

/** The part of PutMetricAlarm that says what is measured and from where it is bad. */
export interface AlarmFormula {
  readonly Threshold: number;
  readonly Metrics: readonly Readonly<Record<string, unknown>>[];
}

/** ELB's own 5xx may be missing from RequestCount, and are no metric at all while they are zero: hence FILL, and the divisor. */
const REQUESTS = '(FILL(requests,0)+FILL(elb5xx,0))';

/** Percent of the requests that fail, by the targets or by the load balancer. */
export function availability(watched: Watched): AlarmFormula {
  const { faultPercent, leastRequests } = watched.thresholds;
  const faults = '(FILL(target5xx,0)+FILL(elb5xx,0))';
  return {
    Threshold: faultPercent,
    Metrics: [
      metricQuery(watched, { id: 'requests', name: 'RequestCount', stat: 'Sum' }),
      metricQuery(watched, { id: 'target5xx', name: 'HTTPCode_Target_5XX_Count', stat: 'Sum' }),
      metricQuery(watched, { id: 'elb5xx', name: 'HTTPCode_ELB_5XX_Count', stat: 'Sum' }),
      expression(`IF(${REQUESTS}>=${leastRequests},100*${faults}/${REQUESTS})`),
    ],
  };
}

/** The p99 of the response time, in seconds. */
export function latency(watched: Watched): AlarmFormula {
  const { p99Seconds, leastRequests } = watched.thresholds;
  return {
    Threshold: p99Seconds,
    Metrics: [
      metricQuery(watched, { id: 'requests', name: 'RequestCount', stat: 'Sum' }),
      metricQuery(watched, { id: 'p99', name: 'TargetResponseTime', stat: 'p99' }),
      expression(`IF(requests>=${leastRequests},p99)`),
    ],
  };
}

/** The zone's percentage of the faults of all zones. */
export function faultOutlier(watched: Watched): AlarmFormula {
  const of = watched.zones.map((zone, index) => {
    const ids = [`target5xx${index}`, `elb5xx${index}`] as const;
    const queries = [
      metricQuery({ ...watched, zone }, { id: ids[0], name: 'HTTPCode_Target_5XX_Count', stat: 'Sum' }),
      metricQuery({ ...watched, zone }, { id: ids[1], name: 'HTTPCode_ELB_5XX_Count', stat: 'Sum' }),
    ];
    return { zone, queries, count: `FILL(${ids[0]},0)+FILL(${ids[1]},0)` };
  });
  return outlier(watched, of);
}

/** The zone's percentage of the slow responses of all zones; slow is the same for every alarm: longer than half a second. */
export function slowOutlier(watched: Watched): AlarmFormula {
  const of = watched.zones.map((zone, index) => {
    const query = { id: `slow${index}`, name: 'TargetResponseTime', stat: `TC(${SLOW_SECONDS}:)` };
    return { zone, queries: [metricQuery({ ...watched, zone }, query)], count: `FILL(slow${index},0)` };
  });
  return outlier(watched, of);
}

interface Counted {
  readonly zone: ZoneMetricsPlace;
  readonly queries: readonly Readonly<Record<string, unknown>>[];
  /** An expression over the queries */
  readonly count: string;
}

function outlier({ zone, thresholds }: Watched, all: readonly Counted[]): AlarmFormula {
  const total = `(${all.map(({ count }) => count).join('+')})`;
  const here = all.find((counted) => counted.zone.zoneId === zone.zoneId)?.count ?? '0';
  return {
    Threshold: thresholds.outlierPercent,
    Metrics: [
      ...all.flatMap(({ queries }) => queries),
      expression(`IF(${total}>=${thresholds.outlierLeast},100*(${here})/${total},0)`),
    ],
  };
}

function metricQuery({ zone, loadBalancer }: Watched, { id, name, stat }: { id: string; name: string; stat: string }) {
  const Dimensions = [
    { Name: 'AvailabilityZone', Value: zone.zoneName },
    { Name: 'LoadBalancer', Value: loadBalancer },
  ];
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions };
  return { Id: id, MetricStat: { Metric, Period: 60, Stat: stat }, ReturnData: false };
}

function expression(text: string) {
  return { Id: 'watched', Expression: text, ReturnData: true };
}
