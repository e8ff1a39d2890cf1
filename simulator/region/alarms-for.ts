import { type AlarmFormula, availability, faultOutlier, latency, slowOutlier, type ZoneMetricsPlace } from './alarm-formulas.ts';
import { loadBalancerArn, loadBalancerDimension } from './load-balancer.ts';
import type { Identity } from './operation.ts';

/** An alarm of the starting Region: the input of PutMetricAlarm or PutCompositeAlarm, in AWS's member names. */
export interface AlarmSpec {
  readonly kind: 'metric' | 'composite';
  readonly input: Readonly<Record<string, unknown>> & { readonly AlarmName: string };
}

/** What the alarms are for. */
export interface AlarmedApplication {
  /** Prefix of the regional alarm: `wildrydes` */
  readonly application: string;
  readonly identity: Identity;
  readonly zones: readonly ZoneMetricsPlace[];
  /** The first is the one that users reach: the one named in the descriptions. */
  readonly loadBalancers: readonly { readonly name: string; readonly id: string }[];
  readonly thresholds?: AlarmThresholds;
}

export interface AlarmThresholds {
  /** Percent of the requests of a zone */
  readonly faultPercent: number;
  readonly p99Seconds: number;
  /** M out of N minutes */
  readonly minutesBad: number;
  readonly minutesLookedAt: number;
  /** A minute with fewer requests is no data point: a handful says nothing, and an evacuated zone keeps a trickle for long. */
  readonly leastRequests: number;
  /** A zone is an outlier with this percentage of all zones' faults, or slow responses, in a minute that has at least so many. */
  readonly outlierPercent: number;
  readonly outlierLeast: number;
}

/** 0.5 % is 25 times the background and half of the smallest failure worth evacuating for; p99 stays under 0.4 s at N-1 load. */
export const DEFAULT_THRESHOLDS: AlarmThresholds = {
  faultPercent: 0.5,
  p99Seconds: 0.5,
  minutesBad: 2,
  minutesLookedAt: 3,
  leastRequests: 100,
  outlierPercent: 66,
  outlierLeast: 10,
};

/**
 * Per zone and load balancer: an availability and a latency alarm, and for each whether the zone is the outlier in it. Per zone:
 * `use1-az1-impact` (any of its alarms) and `use1-az1-isolated-impact` (an alarm in which it is the outlier, and no other zone's
 * impact). For the Region: `wildrydes-regional-impact` (impact in two zones or more). The isolated alarm is the trigger. It cannot
 * tell about the others: with two zones bad at once both isolated alarms are OK, by construction. So whoever asks "is another
 * zone bad?" must read the other zones' `-impact` alarms, or the regional alarm, never their isolated ones alone.
 * Without the outlier, a weak failure of all zones would name whichever zone crosses its threshold first.
 */
export function zonalAlarms(application: AlarmedApplication): AlarmSpec[] {
  const zones = application.zones.map((zone) => ({ zoneId: zone.zoneId, signals: signalsOf(zone, application) }));
  return [
    ...zones.flatMap(({ signals }) => signals.flatMap(({ impact, outlier }) => [impact, outlier])),
    ...zones.map(({ zoneId, signals }) => impactAlarm(zoneId, signals)),
    ...zones.map(({ zoneId, signals }) => isolatedImpactAlarm(zoneId, { signals, application })),
    regionalImpactAlarm(application),
  ];
}

/** A way in which a zone can be bad: its alarm, and the alarm that says that it is much worse in it than the others. */
interface Signal {
  readonly impact: AlarmSpec;
  readonly outlier: AlarmSpec;
}

function signalsOf(zone: ZoneMetricsPlace, application: AlarmedApplication): Signal[] {
  const thresholds = application.thresholds ?? DEFAULT_THRESHOLDS;
  return application.loadBalancers.flatMap((loadBalancer) => {
    const watched = { zone, zones: application.zones, loadBalancer: loadBalancerDimension(loadBalancer), thresholds };
    const name = `${zone.zoneId}-${loadBalancer.name}`;
    return [
      {
        impact: metricAlarm(`${name}-availability`, thresholds, availability(watched)),
        outlier: metricAlarm(`${name}-availability-outlier`, thresholds, faultOutlier(watched)),
      },
      {
        impact: metricAlarm(`${name}-latency`, thresholds, latency(watched)),
        outlier: metricAlarm(`${name}-latency-outlier`, thresholds, slowOutlier(watched)),
      },
    ];
  });
}

/**
 * Missing data is `missing`: a zone without traffic is unknown, INSUFFICIENT_DATA, and neither well (`notBreaching`) nor frozen in
 * its last state (`ignore`). After a shift its alarms go there: they say nothing about recovery, and do not pretend to.
 * The composites above them then say OK, because nothing is in ALARM: also that is no recovery.
 */
function metricAlarm(name: string, thresholds: AlarmThresholds, formula: AlarmFormula): AlarmSpec {
  return {
    kind: 'metric',
    input: {
      AlarmName: name,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: thresholds.minutesLookedAt,
      DatapointsToAlarm: thresholds.minutesBad,
      TreatMissingData: 'missing',
      ...formula,
    },
  };
}

function impactAlarm(zoneId: string, signals: readonly Signal[]): AlarmSpec {
  const rule = signals.map(({ impact }) => inAlarm(impact)).join(' OR ');
  return { kind: 'composite', input: { AlarmName: impactAlarmName(zoneId), AlarmRule: rule, ActionsEnabled: false } };
}

/**
 * NOT ALARM, rather than OK, of the other zones: where one of them has no data somebody still hears of the failure, and the
 * responder, which holds on what it cannot know, decides. The description is what cdk-multi-az-observability writes.
 */
function isolatedImpactAlarm(
  zoneId: string,
  { signals, application }: { signals: readonly Signal[]; application: AlarmedApplication },
) {
  const others = application.zones.filter((zone) => zone.zoneId !== zoneId);
  const here = signals.map(({ impact, outlier }) => `(${inAlarm(impact)} AND ${inAlarm(outlier)})`).join(' OR ');
  const elsewhere = others.map((zone) => `ALARM("${impactAlarmName(zone.zoneId)}")`).join(' OR ');
  const [main] = application.loadBalancers;
  const loadBalancer = main === undefined ? '' : loadBalancerArn(main, application.identity);
  return {
    kind: 'composite',
    input: {
      AlarmName: `${zoneId}-isolated-impact`,
      AlarmDescription: JSON.stringify({ loadBalancer, 'az-id': zoneId }),
      AlarmRule: `(${here}) AND NOT (${elsewhere})`,
      ActionsEnabled: false,
    },
  } as const;
}

function regionalImpactAlarm({ application, zones }: AlarmedApplication): AlarmSpec {
  const impacts = zones.map(({ zoneId }) => `"${impactAlarmName(zoneId)}"`).join(', ');
  return {
    kind: 'composite',
    input: {
      AlarmName: `${application}-regional-impact`,
      AlarmDescription: 'Two Availability Zones or more are impaired: not a single-AZ failure.',
      AlarmRule: `AT_LEAST(2, ALARM, (${impacts}))`,
      ActionsEnabled: false,
    },
  };
}

function impactAlarmName(zoneId: string): string {
  return `${zoneId}-impact`;
}

function inAlarm({ input }: AlarmSpec): string {
  return `ALARM("${input.AlarmName}")`;
}
