import type { AlarmedLoadBalancerProps } from './alarmed-load-balancer.ts';
import type { GivenZone } from './refuse-zones.ts';
import type { ImpactThresholds } from './thresholds.ts';

export interface ZonalImpactAlarmsProps {
  /** First part of the regional alarm's name: `wildrydes` gives `wildrydes-regional-impact`. */
  readonly application: string;
  /** 2 to 6 zones, in which the load balancers are. Without `zoneId` it is resolved at deployment, in the account itself. */
  readonly zones: readonly GivenZone[];
  /** The first is the one that users reach: the isolated alarms' descriptions name it. About ten fit into a composite alarm. */
  readonly loadBalancers: readonly AlarmedLoadBalancerProps[];
  readonly thresholds?: Partial<ImpactThresholds>;
  /**
   * Alarm names are unique in an account and Region. A second application with zones of its own alarms sets this, here and at
   * `ZonalCanaryAlarms`: `orders` gives `use1-az1-orders-isolated-impact` and `use1-az1-orders-web-availability`.
   */
  readonly qualifier?: string;
}
