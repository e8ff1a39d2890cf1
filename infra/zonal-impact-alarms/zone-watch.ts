import {
  Alarm,
  type AlarmProps,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  type IAlarm,
  type IAlarmRule,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlarmedLoadBalancer } from './alarmed-load-balancer.ts';
import type { ImpactThresholds } from './thresholds.ts';

/** What the alarms need to know about a zone. AZ ID and AZ name may be tokens. `id` is part of construct IDs. */
export interface AlarmedZone {
  readonly id: string;
  readonly zoneId: string;
  readonly zoneName: string;
  /** Prefix of its alarm names: `use1-az1`, or `use1-az1-orders` with a qualifier. */
  readonly prefix: string;
}

/** `use1-az1`, or `use1-az1-orders`. The AZ ID comes first, because the responder identifies the zone by it. */
export function alarmPrefixOf(zoneId: string, qualifier: string | undefined): string {
  return qualifier ? `${zoneId}-${qualifier}` : zoneId;
}

/** One zone of one load balancer, and the scope for its alarms. */
export interface ZoneWatch {
  readonly scope: Construct;
  readonly zone: AlarmedZone;
  /** The number of zones, including this one. */
  readonly zoneCount: number;
  readonly loadBalancer: AlarmedLoadBalancer;
  readonly thresholds: ImpactThresholds;
}

/** A way in which a zone can be bad. */
export interface Signal {
  /** In ALARM: users of the zone are affected. */
  readonly impact: IAlarm;
  /** True while the zone stands out from the others in this, by more than one target. Absent: `impact` says so itself. */
  readonly standsOut?: IAlarmRule;
}

type AlarmOf = Pick<AlarmProps, 'metric' | 'threshold' | 'alarmDescription'> & Partial<AlarmProps>;

/**
 * The alarm `use1-az1-web-<name>`: M of N minutes above the threshold. Missing data is `missing`: a zone without traffic is
 * unknown (INSUFFICIENT_DATA), neither healthy (`notBreaching`) nor frozen in its last state (`ignore`). After a shift, its
 * alarms end up there, because they say nothing about recovery.
 */
export function alarmOf({ scope, zone, loadBalancer, thresholds }: ZoneWatch, name: string, props: AlarmOf): Alarm {
  return new Alarm(scope, name, {
    alarmName: `${zone.prefix}-${loadBalancer.name}-${name}`,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: thresholds.minutesLookedAt,
    datapointsToAlarm: thresholds.minutesBad,
    treatMissingData: TreatMissingData.MISSING,
    ...props,
  });
}

/** By name, which is enough in the same account and Region. With ARNs, a rule holds half as many alarms. */
export function inAlarm({ alarmName }: Pick<IAlarm, 'alarmName'>): IAlarmRule {
  return AlarmRule.fromString(`${AlarmState.ALARM}("${alarmName}")`);
}
