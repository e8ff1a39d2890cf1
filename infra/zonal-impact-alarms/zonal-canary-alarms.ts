import { Duration, Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ZoneIds } from '../zone-ids.ts';
import { refuseQualifier } from './refuse-inputs.ts';
import { refuseTakenNames } from './refuse-taken-names.ts';
import { type GivenZone, refuseZones } from './refuse-zones.ts';
import { alarmPrefixOf } from './zone-watch.ts';

export interface ZonalCanaryAlarmsProps {
  /** A missing `zoneId` is resolved at deployment. */
  readonly zones: readonly GivenZone[];
  /** The metric in which the canary publishes the success percentage of a zone's probes. */
  readonly metric: {
    readonly namespace: string;
    /** `SuccessPercent` if left out. */
    readonly metricName?: string;
    /** The dimension whose value is the AZ ID: `AvailabilityZoneId` if left out. */
    readonly dimension?: string;
  };
  /** Same as in `ZonalImpactAlarms`: `orders` gives `use1-az1-orders-canary`. */
  readonly qualifier?: string;
}

/** The responder's configuration takes `recoveryAlarm` as is. */
export interface CanaryAlarmZone {
  readonly zoneName: string;
  readonly recoveryAlarm: string;
}

/**
 * An alarm per zone, `use1-az1-canary`: less than 98 % of the probes succeed in two of three minutes. The probes must reach the
 * zone during a shift, because only they can show that it has recovered. Missing data is `missing`: a silent canary is
 * INSUFFICIENT_DATA, and only OK counts as recovered.
 */
export class ZonalCanaryAlarms extends Construct {
  /** In the order given. */
  readonly zones: readonly CanaryAlarmZone[];
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { zones, metric, qualifier }: ZonalCanaryAlarmsProps) {
    super(scope, id);
    refuseQualifier(this, qualifier);
    refuseZones(this, zones);
    refuseTakenNames(this);
    const placed = zones.map(({ zoneName, zoneId = ZoneIds.of(this).of(zoneName) }) => ({
      zoneName,
      zoneId,
      alarmName: `${alarmPrefixOf(zoneId, qualifier)}-canary`,
    }));
    this.alarms = placed.map(({ zoneName, zoneId, alarmName }, index) => {
      return new Alarm(this, Token.isUnresolved(zoneName) ? `Zone${index}` : zoneName, {
        alarmName,
        alarmDescription: `A probe that reaches ${zoneId} even during a zonal shift. OK means that the zone is healthy.`,
        metric: new Metric({
          namespace: metric.namespace,
          metricName: metric.metricName ?? 'SuccessPercent',
          dimensionsMap: { [metric.dimension ?? 'AvailabilityZoneId']: zoneId },
          statistic: 'Average',
          period: Duration.minutes(1),
        }),
        threshold: 98,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        treatMissingData: TreatMissingData.MISSING,
      });
    });
    this.zones = placed.map(({ zoneName, alarmName }) => ({ zoneName, recoveryAlarm: alarmName }));
  }
}
