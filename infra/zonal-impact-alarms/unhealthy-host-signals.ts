import { AlarmRule } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmedTargetGroup } from './alarmed-load-balancer.ts';
import { unhealthyPercent } from './target-expressions.ts';
import { alarmOf, inAlarm, type Signal, type ZoneWatch } from './zone-watch.ts';

/**
 * For a Network Load Balancer, which has few other signals: the share of unhealthy targets of each target group in a zone. Takes
 * one watch per zone, returns the signals of each in that order. Not for an ALB: its own metrics show what its targets do, and a
 * gray failure passes health checks.
 */
export function unhealthyHostSignals(watches: readonly ZoneWatch[]): readonly (readonly Signal[])[] {
  const [{ loadBalancer } = { loadBalancer: undefined }] = watches;
  if (loadBalancer?.kind !== 'network') return [];
  const byGroup = loadBalancer.targetGroups.map((group, index) => ofGroup(watches, { group, index }));
  return watches.map((_, zone) => byGroup.flatMap((signals) => signals[zone] ?? []));
}

/**
 * Host counts are gauges, so there is no total to subtract a zone from. Instead, a zone stands out when every other zone stays
 * below a third of the threshold. This needs a second alarm per zone. It rings after one minute, not two, so that a failure of
 * all zones does not single out the zone whose checks fail first.
 */
function ofGroup(
  watches: readonly ZoneWatch[],
  { group, index }: { group: AlarmedTargetGroup; index: number },
): readonly Signal[] {
  const alarms = watches.map((watch) => {
    const { unhealthyHostPercent } = watch.thresholds;
    const aboveOf = (percent: number) => ({
      alarmDescription: `${watch.zone.zoneId}: more than ${percent} % of the targets in ${group.name} are unhealthy.`,
      metric: unhealthyPercent({ loadBalancer: watch.loadBalancer, zoneName: watch.zone.zoneName }, group),
      threshold: percent,
    });
    return {
      impact: alarmOf(watch, `unhealthy-hosts-${index}`, aboveOf(unhealthyHostPercent)),
      some: alarmOf(watch, `some-unhealthy-hosts-${index}`, {
        ...aboveOf(unhealthyHostPercent / 3),
        datapointsToAlarm: 1,
      }),
    };
  });
  return alarms.map(({ impact }, here) => {
    const elsewhere = alarms.filter((_, other) => other !== here).map(({ some }) => inAlarm(some));
    return { impact, standsOut: AlarmRule.not(AlarmRule.anyOf(...elsewhere)) };
  });
}
