import { AlarmRule, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { countsHereAndElsewhere, isComparable, math, OTHERS } from './rate-expressions.ts';
import type { Rate } from './rates.ts';
import { moreThanOneTarget } from './target-expressions.ts';
import { alarmOf, inAlarm, type Signal, type ZoneWatch } from './zone-watch.ts';

/**
 * The second tier of an Application Load Balancer: a failure so large, so surely confined to the zone and so surely of more than one
 * target that a second minute would cost more than it tells (ADR 11). One alarm holds all three conditions. Composite alarms could
 * join several, but CloudWatch evaluates alarms one after another, and within one minute the reason to hold might come last.
 */
export function largeFailureSignal(watch: ZoneWatch, rate: Rate, single: IAlarm | undefined): Signal {
  const impact = largeFailureAlarm(watch, rate);
  return single === undefined ? { impact } : { impact, standsOut: AlarmRule.not(inAlarm(single)) };
}

function largeFailureAlarm(watch: ZoneWatch, rate: Rate): IAlarm {
  const { zone, zoneCount, loadBalancer, thresholds } = watch;
  const { largeFaultPercent, largeLeastBad } = thresholds;
  const place = { loadBalancer, zoneName: zone.zoneName };
  const targets = moreThanOneTarget(place);
  // Failures may be published before the requests that they are among: then there are more of them, and the minute is unfinished.
  const isLarge = `bad>=${largeLeastBad} AND bad<=all`;
  // As if everything bad in the other zones happened in one of them: then that one is not bad.
  const isAlone = `100*${zoneCount - 1}*${OTHERS.bad}<=${rate.percent}*${OTHERS.all}`;
  return alarmOf(watch, 'large-failure', {
    alarmDescription: `${zone.zoneId}: more than ${largeFaultPercent} % ${rate.told}, in no other zone, and by more than one target.`,
    metric: math(
      `IF(${isComparable(thresholds)},IF(${isLarge} AND ${isAlone} AND ${targets.condition},100*bad/all,0))`,
      {
        ...countsHereAndElsewhere({ rate, loadBalancer: loadBalancer.dimension, zoneName: zone.zoneName }),
        ...targets.metrics,
      },
      `% ${rate.told}, in this zone alone`,
    ),
    threshold: largeFaultPercent,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
  });
}
