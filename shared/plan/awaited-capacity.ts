import type { AwaitedCapacity, ObservedGroup } from '../domain/index.ts';
import { healthyUnits, whyNobodys } from '../situation/capacity.ts';
import type { GroupSituation } from '../situation/groups.ts';
import { whatKeepsAway, whyWithoutTraffic } from '../situation/held-instances.ts';
import { whyLaunchesFail } from '../situation/launch-health.ts';
import type { Situation } from '../situation/understand.ts';
import { zoneShare } from '../situation/zone-share.ts';

/**
 * What the group lacks in the zone before traffic may return; null: nothing. A group that nobody counts on any more is not waited for.
 */
export function awaitedOf({ group, record }: GroupSituation, situation: Situation): AwaitedCapacity | null {
  if (whyNobodys(group) !== null) return null;
  const { evidence, zone } = situation;
  // Instances that were there all along, as with a native shift, are behind their load balancers already.
  const unserved = record.state === 'none' ? null : whyWithoutTraffic(group);
  const there = group.capacity.find(({ zoneName }) => zoneName === zone.zoneName);
  const healthy = there === undefined || unserved !== null ? 0 : healthyUnits(there);
  const needed = zoneShare(group, zone);
  if (healthy >= needed) return null;
  const heldBy = unserved === null ? heldFrom(group, situation) : `${unserved}: new instances get no traffic`;
  return {
    group: group.name,
    healthy,
    needed,
    ...(group.largestWeight === undefined ? {} : { inUnits: true }),
    ...(heldBy === null ? {} : { heldBy }),
    ...(evidence.trigger.override.includes('capacity') ? { overridden: true } : {}),
  };
}

/** Null before the group is back in the zone: nothing could have come yet. */
function heldFrom(group: ObservedGroup, { evidence, zone }: Situation): string | null {
  if (!group.zoneNames.includes(zone.zoneName)) return null;
  const reading = evidence.launches[group.name];
  const failure = reading?.known ? whyLaunchesFail(reading.value, { zoneName: zone.zoneName, now: evidence.now }) : null;
  return whatKeepsAway(group) ?? (failure === null ? null : `launches there fail: ${failure}`);
}
