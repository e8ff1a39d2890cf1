import type { LoadBalancerKind } from './alarmed-load-balancer.ts';
import type { ImpactThresholds } from './thresholds.ts';

/**
 * The bad share of everything in a minute. Built from sums of counts, which load balancers publish both per zone and in total.
 */
export interface Rate {
  /** Last part of the alarms' names: `availability`. */
  readonly name: string;
  /** Its text in a description: `of the requests fail`. */
  readonly told: string;
  readonly namespace: string;
  /** The counts that add up to the bad part, and to the total. */
  readonly bad: readonly Count[];
  readonly all: readonly Count[];
  /** Above this percentage a zone is bad. */
  readonly percent: number;
}

/** A metric of the load balancer, and its id in expressions. */
export interface Count {
  readonly id: string;
  readonly metricName: string;
  readonly statistic: string;
}

export function ratesOf(kind: LoadBalancerKind, thresholds: ImpactThresholds): readonly Rate[] {
  return kind === 'application' ? [availability(thresholds), latency(thresholds)] : [resets(thresholds)];
}

export const NAMESPACES: Readonly<Record<LoadBalancerKind, string>> = {
  application: 'AWS/ApplicationELB',
  network: 'AWS/NetworkELB',
};

/**
 * ELB's own 5xx are added to the requests too, because RequestCount excludes requests rejected before ELB chose a target
 * ("CloudWatch metrics for your Application Load Balancer"). Its 502 answers are in both, so the rate is slightly low.
 */
function availability({ faultPercent }: ImpactThresholds): Rate {
  return {
    name: 'availability',
    told: 'of the requests fail',
    namespace: NAMESPACES.application,
    bad: [sum('target5xx', 'HTTPCode_Target_5XX_Count'), sum('elb5xx', 'HTTPCode_ELB_5XX_Count')],
    all: [sum('requests', 'RequestCount'), sum('elb5xx', 'HTTPCode_ELB_5XX_Count')],
    percent: faultPercent,
  };
}

/** Uses the trimmed count of answers above the limit. Unlike a percentile, it can be compared between zones of any size. */
function latency({ slowSeconds, slowPercent }: ImpactThresholds): Rate {
  return {
    name: 'latency',
    told: `of the answers take longer than ${slowSeconds} s`,
    namespace: NAMESPACES.application,
    bad: [{ id: 'slow', metricName: 'TargetResponseTime', statistic: `TC(${slowSeconds}:)` }],
    all: [{ id: 'answered', metricName: 'TargetResponseTime', statistic: 'SampleCount' }],
    percent: slowPercent,
  };
}

/** Excludes resets by clients, which hang up for their own reasons. Without HTTP, this is weaker evidence than an ALB's. */
function resets({ resetPercent }: ImpactThresholds): Rate {
  return {
    name: 'resets',
    told: 'of the new connections are reset, by targets or the load balancer',
    namespace: NAMESPACES.network,
    bad: [sum('targetResets', 'TCP_Target_Reset_Count'), sum('elbResets', 'TCP_ELB_Reset_Count')],
    all: [sum('flows', 'NewFlowCount')],
    percent: resetPercent,
  };
}

function sum(id: string, metricName: string): Count {
  return { id, metricName, statistic: 'Sum' };
}
