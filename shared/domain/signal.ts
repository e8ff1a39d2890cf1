import type { AzId, Instant, Reading } from './words.ts';

// What the zones themselves show: which signals are looked at, and what they read.

/** An Application Load Balancer's own metrics per zone (ALB User Guide, "CloudWatch metrics"). */
export interface ApplicationLoadBalancerSignal {
  readonly kind: 'application-load-balancer';
  /** `app/web/50dc6c495c0c9188` */
  readonly loadBalancer: string;
  /** `targetgroup/web/943f017f100becff`: where the number of anomalous targets is read; none: it is not known. */
  readonly targetGroups: readonly string[];
  /** A response that takes longer is slow. */
  readonly latencyThresholdSeconds: number;
}

/** A Network Load Balancer's: connections reset against new flows, and unhealthy targets. Weaker: no codes, no latency. */
export interface NetworkLoadBalancerSignal {
  readonly kind: 'network-load-balancer';
  /** `net/edge/70dc6c495c0c9177` */
  readonly loadBalancer: string;
  readonly targetGroups: readonly string[];
}

/** Packets that NAT gateways drop. Their metrics know no zone: the configuration says which gateway is where. */
export interface NatGatewaySignal {
  readonly kind: 'nat-gateway';
  /** `{ "nat-0a1b2c3d": "use1-az1" }` */
  readonly gateways: Readonly<Record<string, AzId>>;
}

/** Any metrics that carry a zone as a dimension, such as those of cdk-multi-az-observability. */
export interface CustomSignal {
  readonly kind: 'custom';
  readonly namespace: string;
  readonly zoneDimension: string;
  readonly zoneBy: 'zone-id' | 'zone-name';
  /** The other dimensions of the metrics, exactly as published. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Metrics whose sums make up all requests, and those that failed: `["Success", "Fault"]` and `["Fault"]`. */
  readonly requests: readonly string[];
  readonly faults: readonly string[];
  /** `threshold` is in the unit of the metric. */
  readonly latency?: { readonly metric: string; readonly threshold: number } | undefined;
}

/** Contributor Insights rules, one a zone, that count failed requests by target: the contributors are the targets. */
export interface ContributorInsightsSignal {
  readonly kind: 'contributor-insights';
  /** `{ "use1-az1": "faults-by-instance-use1-az1" }` */
  readonly rules: Readonly<Record<string, string>>;
}

export type Signal =
  | ApplicationLoadBalancerSignal
  | NetworkLoadBalancerSignal
  | NatGatewaySignal
  | CustomSignal
  | ContributorInsightsSignal;

/** When a zone counts as worse than the others: a rate is a share from 0 to 1 of the requests. */
export interface OutlierLimits {
  /** Length of the window, in whole minutes; the minute under way is never in it. */
  readonly windowMinutes: number;
  /** Minutes with data that a zone needs in it. */
  readonly minimumMinutes: number;
  /** Chance of a false alarm that one judgement may run, over all signals and measures together. */
  readonly significance: number;
  /** The zone's rate must be at least this many times that of each other zone. */
  readonly ratio: number;
  /** And exceed it by at least so much. */
  readonly excess: { readonly faults: number; readonly slow: number; readonly drops: number };
  /** A rate up to this is healthy, whatever the others show. */
  readonly healthy: { readonly faults: number; readonly slow: number; readonly drops: number };
  /** How far back before the window the zone's own past reaches; 0: it is not read. Then the limits below do not apply. */
  readonly pastMinutes: number;
  /** The chance that a zone that is as it was looks worse than it was. Much smaller, for failures of one cause come in clumps of any size. */
  readonly pastSignificance: number;
  /** So many bad requests the zone needs in the window. */
  readonly leastBad: number;
  /** So many failures count as one cause at least, for they come in clumps. */
  readonly clump: number;
  /** So many newest minutes must be bad one after another, unless the newest alone leaves no doubt. */
  readonly lastingMinutes: number;
  /** From this rate on, above that of the others, the newest alone leaves no doubt. */
  readonly overwhelmingShare: number;
}

/** What is compared: failed requests, slow responses, dropped packets. */
export type Measure = 'faults' | 'slow' | 'drops';

/** One number a minute, oldest first; null: no datapoint. */
export type Series = readonly (number | null)[];

/** What a zone showed before: sums over earlier windows of the same length, oldest first, up to the window. Null as in ZoneSeries. */
export interface PastSeries {
  readonly requests: Series | null;
  readonly faults: Series | null;
  readonly slow: Series | null;
  readonly drops: Series | null;
}

/** What one signal shows of one zone. Null: this signal does not measure it. */
export interface ZoneSeries {
  /** Everything that was tried: requests, flows, packets. */
  readonly requests: Series | null;
  readonly faults: Series | null;
  readonly slow: Series | null;
  readonly drops: Series | null;
  /** Targets that stand out as failing. */
  readonly targets: Series | null;
  /** Of the faults of a minute, those of the target that has most of them: from minute to minute it may be another one. */
  readonly worstTarget: Series | null;
  /** Of the faults of the whole window, those of the target that has most of them. Null: not known; absent in older reports. */
  readonly worstTargetOverall?: number | null;
  /** Absent in older reports, and where none is read: then the zone is judged by the window alone. */
  readonly past?: PastSeries;
}

export interface ObservedSignal {
  /** `app/web/50dc6c495c0c9188` */
  readonly name: string;
  readonly kind: Signal['kind'];
  /** By AZ ID. A zone that is absent was not answered for. */
  readonly zones: Readonly<Record<string, Reading<ZoneSeries>>>;
}

/** The signals over whole minutes, from `from` until just before `to`. */
export interface ObservedSignals {
  readonly from: Instant;
  readonly to: Instant;
  readonly signals: readonly ObservedSignal[];
}

/** One zone against another in one measure of one signal: the numbers behind an answer. */
export interface Comparison {
  readonly signal: string;
  readonly measure: Measure;
  readonly zone: AzId;
  readonly other: AzId;
  /** Failed of all, over the whole window. */
  readonly here: readonly [failed: number, of: number];
  readonly there: readonly [failed: number, of: number];
  /** Over the newest minutes only: is it worse now? Null: not known. */
  readonly rateNow: number | null;
  readonly otherRateNow: number | null;
  /** One-sided, of "not worse than the other"; three significant digits. Null: not asked, because nothing differs materially. */
  readonly pValue: number | null;
  readonly status: 'worse' | 'not-worse' | 'unknown';
  readonly why: string;
}
