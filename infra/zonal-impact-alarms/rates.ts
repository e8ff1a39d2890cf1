import type { LoadBalancerKind } from './alarmed-load-balancer.ts';
import type { ImpactThresholds } from './thresholds.ts';

/** Of everything that came in a minute, what was bad. Sums of counts, which load balancers publish per zone and in all alike. */
export interface Rate {
  /** Last part of the alarms' names: `availability`. */
  readonly name: string;
  /** As it reads in a description: `of the requests fail`. */
  readonly told: string;
  readonly namespace: string;
  /** What adds up to what was bad, and to everything. */
  readonly bad: readonly Count[];
  readonly all: readonly Count[];
  /** From how many percent on a zone is bad. */
  readonly percent: number;
}

/** A metric of the load balancer, and the id that it has in expressions. */
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
 * ELB's own 5xx are added to the requests too, because what it rejects before it has chosen a target is not in RequestCount
 * ("CloudWatch metrics for your Application Load Balancer"). What it answers 502 is in both: the rate comes out a little low.
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

/** By the trimmed count of what took longer than the limit: unlike a percentile, it can be compared between zones of any size. */
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

/** Clients' own resets are left out: they hang up at their leisure. No HTTP here, so this is weaker evidence than an ALB's. */
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
