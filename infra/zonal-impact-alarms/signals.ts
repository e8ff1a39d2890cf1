import { AlarmRule, type IAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmedLoadBalancer } from './alarmed-load-balancer.ts';
import { largeFailureSignal } from './large-failure.ts';
import { excessPercent, zonePercent } from './rate-expressions.ts';
import { type Rate, ratesOf } from './rates.ts';
import { singleAnomalousTarget } from './target-expressions.ts';
import type { ImpactThresholds } from './thresholds.ts';
import { unhealthyHostSignals } from './unhealthy-host-signals.ts';
import { type AlarmedZone, alarmOf, inAlarm, type Signal, type ZoneWatch } from './zone-watch.ts';

interface Watched {
  readonly scope: Construct;
  readonly loadBalancer: AlarmedLoadBalancer;
  readonly zones: readonly AlarmedZone[];
  readonly thresholds: ImpactThresholds;
}

/** Creates the alarms of one load balancer. Returns the signals of each zone, in the order of the zones. */
export function signalsOf({ scope, loadBalancer, zones, ...given }: Watched): readonly (readonly Signal[])[] {
  const { slowSeconds = given.thresholds.slowSeconds } = loadBalancer;
  const thresholds = { ...given.thresholds, slowSeconds };
  const parent = new Construct(scope, loadBalancer.id);
  const zoneCount = zones.length;
  const watches = zones.map((zone) => ({ scope: new Construct(parent, zone.id), zone, zoneCount, loadBalancer, thresholds }));
  const ofHosts = unhealthyHostSignals(watches);
  return watches.map((watch, index) => [...rateSignals(watch), ...(ofHosts[index] ?? [])]);
}

function rateSignals(watch: ZoneWatch): readonly Signal[] {
  const single = singleTargetAlarm(watch);
  return ratesOf(watch.loadBalancer.kind, watch.thresholds).flatMap((rate) => {
    const { impact, outlier } = rateAlarms(watch, rate);
    if (rate.name !== 'availability') return [{ impact, standsOut: inAlarm(outlier) }];
    // ELB detects anomalous targets by their errors, not by their latency.
    const excluded = single === undefined ? [] : [AlarmRule.not(inAlarm(single))];
    return [{ impact, standsOut: AlarmRule.allOf(inAlarm(outlier), ...excluded) }, largeFailureSignal(watch, rate, single)];
  });
}

function rateAlarms(watch: ZoneWatch, rate: Rate): { impact: IAlarm; outlier: IAlarm } {
  const { zone, zoneCount, loadBalancer, thresholds } = watch;
  const measured = { rate, loadBalancer: loadBalancer.dimension, zoneName: zone.zoneName };
  const ratio = thresholds.outlierRatio * (zoneCount - 1);
  return {
    impact: alarmOf(watch, rate.name, {
      alarmDescription: `${zone.zoneId}: more than ${rate.percent} % ${rate.told}.`,
      metric: zonePercent(measured, thresholds),
      threshold: rate.percent,
    }),
    outlier: alarmOf(watch, `${rate.name}-outlier`, {
      alarmDescription: `${zone.zoneId} is the outlier in ${rate.name}: above ${ratio} times the rate of the other zones.`,
      metric: excessPercent(measured, { ...thresholds, ratio }),
      // Half, so that the background rate of the other zones does not hide a failure at the threshold.
      threshold: rate.percent / 2,
    }),
  };
}

/**
 * Goes to ALARM as soon as one of two minutes has exactly one anomalous target. That is a minute before the availability alarm,
 * which needs two bad minutes, so a composite alarm never sees the failure without the reason to hold. Missing data is
 * `notBreaching`: the unknown must not hold an evacuation.
 */
function singleTargetAlarm(watch: ZoneWatch): IAlarm | undefined {
  const { zone, loadBalancer } = watch;
  if (loadBalancer.kind !== 'application' || loadBalancer.targetGroups.length === 0) return undefined;
  return alarmOf(watch, 'single-target', {
    alarmDescription: `${zone.zoneId}: exactly one target is anomalous. Replace it rather than evacuate the zone.`,
    metric: singleAnomalousTarget({ loadBalancer, zoneName: zone.zoneName }),
    threshold: 0,
    evaluationPeriods: 2,
    datapointsToAlarm: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
