/** An AZ that the group may launch in, and its instances there. */
export interface ZoneFill {
  readonly zoneId: string;
  /** Pending and in service. */
  readonly live: number;
  /** Whether new instances may go there now. False during a zonal shift, and while the group backs off from the AZ. */
  readonly open: boolean;
}

/** The instances, targets and permitted actions of a group. */
export interface CapacitySituation {
  readonly desired: number;
  readonly max: number;
  readonly zones: readonly ZoneFill[];
  /** Live instances in AZs that the group no longer uses. */
  readonly misplaced: number;
  readonly inService: number;
  readonly misplacedInService: number;
  readonly mayLaunch: boolean;
  readonly mayTerminate: boolean;
  readonly mayRebalance: boolean;
  /** False while the group is shifted away from an AZ. It must not shrink then. */
  readonly mayScaleIn: boolean;
}

export interface CapacityPlan {
  /** One AZ ID per launch, in order. */
  readonly launches: readonly string[];
  readonly terminations: number;
}

/**
 * The next actions of a group. It launches missing instances, then launches to balance its AZs and to leave unused ones. It
 * terminates only instances in service above the desired capacity, so that a replacement is in service before its predecessor
 * goes ("Amazon EC2 Auto Scaling benefits for application architecture", rebalancing activities).
 */
export function planCapacity(situation: CapacitySituation): CapacityPlan {
  return { launches: situation.mayLaunch ? launchZones(situation) : [], terminations: countTerminations(situation) };
}

function launchZones(situation: CapacitySituation): string[] {
  const fill = new Map(situation.zones.filter(({ open }) => open).map(({ zoneId, live }) => [zoneId, live]));
  const launches: string[] = [];
  const count = fill.size === 0 ? 0 : countLaunches(situation);
  while (launches.length < count) {
    const zoneId = leastFilled(fill);
    fill.set(zoneId, (fill.get(zoneId) ?? 0) + 1);
    launches.push(zoneId);
  }
  return launches;
}

function countLaunches(situation: CapacitySituation): number {
  const live = situation.zones.reduce((sum, zone) => sum + zone.live, situation.misplaced);
  const missing = Math.max(0, situation.desired - live);
  if (!situation.mayRebalance) return missing;
  // While it rebalances, a group may exceed its maximum by 10 % or by one instance, whichever is larger.
  const ceiling = situation.max + Math.max(1, Math.floor(situation.max / 10));
  return Math.max(missing, Math.min(countOutOfBalance(situation), ceiling - live));
}

/** How many instances the open AZs need for an even spread, with minimal movement. */
function countOutOfBalance({ desired, zones }: CapacitySituation): number {
  const open = zones.filter((zone) => zone.open).sort((one, other) => other.live - one.live);
  const held = zones.reduce((sum, zone) => sum + (zone.open ? 0 : zone.live), 0);
  const share = Math.max(0, desired - held) / open.length;
  const extra = Math.max(0, desired - held) % open.length;
  return open.reduce((sum, { live }, rank) => sum + Math.max(0, Math.floor(share) + (rank < extra ? 1 : 0) - live), 0);
}

function countTerminations(situation: CapacitySituation): number {
  const surplus = Math.max(0, situation.inService - situation.desired);
  if (!situation.mayTerminate) return 0;
  return situation.mayScaleIn ? surplus : Math.min(surplus, situation.misplacedInService);
}

function leastFilled(fill: ReadonlyMap<string, number>): string {
  const [least] = [...fill].sort(([, one], [, other]) => one - other);
  return least?.[0] ?? '';
}
