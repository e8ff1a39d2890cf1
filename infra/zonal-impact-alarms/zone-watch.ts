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

/** A zone as alarms need it. Both names may be tokens; `id` is part of construct IDs. */
export interface AlarmedZone {
  readonly id: string;
  readonly zoneId: string;
  readonly zoneName: string;
  /** How the names of its alarms begin: `use1-az1`, or `use1-az1-orders` with a qualifier. */
  readonly prefix: string;
}

/** `use1-az1`, or `use1-az1-orders`: the AZ ID first, by which the responder tells the zone. */
export function alarmPrefixOf(zoneId: string, qualifier: string | undefined): string {
  return qualifier ? `${zoneId}-${qualifier}` : zoneId;
}

/** One zone of one load balancer, and where its alarms go. */
export interface ZoneWatch {
  readonly scope: Construct;
  readonly zone: AlarmedZone;
  /** How many zones there are, this one included. */
  readonly zoneCount: number;
  readonly loadBalancer: AlarmedLoadBalancer;
  readonly thresholds: ImpactThresholds;
}

/** A way in which a zone can be bad. */
export interface Signal {
  /** In ALARM: users of the zone are hit. */
  readonly impact: IAlarm;
  /** Holds while the zone stands out from the others in this, by more than one target. */
  readonly standsOut: IAlarmRule;
  /** How many alarms both look at. */
  readonly children: number;
}

type AlarmOf = Pick<AlarmProps, 'metric' | 'threshold' | 'alarmDescription'> & Partial<AlarmProps>;

/**
 * The alarm `use1-az1-web-<name>`: M of N minutes above the threshold. Missing data is `missing`: a zone without traffic is
 * unknown, INSUFFICIENT_DATA, and neither well (`notBreaching`) nor frozen in its last state (`ignore`). After a shift its alarms
 * go there: they say nothing about recovery, and do not pretend to.
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

export function inAlarm(alarm: IAlarm): IAlarmRule {
  return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
}
