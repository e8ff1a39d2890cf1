import type { Clock } from '../clock.ts';
import { type CapacitySituation, planCapacity } from './capacity-plan.ts';
import type { Fleet } from './fleet.ts';
import { type Group, type Instance, instancesFor } from './group.ts';
import { LaunchBackoff } from './launch-backoff.ts';

/** Moves a group's instances towards its settings, one step per call. */
export class Reconciler {
  readonly #backoff: LaunchBackoff;
  /** Unhealthy instances that have left, and have no successor yet. */
  #toReplace = 0;

  constructor(
    private readonly fleet: Fleet,
    private readonly clock: Clock,
    private readonly zoneShiftedAway: (groupArn: string) => string | undefined,
  ) {
    this.#backoff = new LaunchBackoff(clock);
  }

  reconcile(): void {
    this.#replaceUnhealthy();
    const { launches, terminations } = planCapacity(this.#situation());
    for (const zoneId of launches) this.#launch(zoneId);
    for (let count = 0; count < terminations; count += 1) this.#terminateOne();
  }

  get #group(): Group {
    return this.fleet.group;
  }

  #launch(zoneId: string): void {
    if (this.#backoff.isPaused(zoneId)) return;
    const live = this.fleet.live.length;
    if (this.fleet.launch(zoneId, this.#launchCause(live))) {
      this.#toReplace = Math.max(0, this.#toReplace - 1);
      this.#backoff.succeed(zoneId);
    } else this.#backoff.fail(zoneId);
  }

  #launchCause(live: number): string {
    const at = `At ${this.clock.now.toISOString()} an instance was`;
    if (this.#toReplace > 0) return `${at} launched in response to an unhealthy instance needing to be replaced.`;
    if (live >= instancesFor(this.#group.desired, this.#group)) return `${at} launched to aid in balancing the group's zones.`;
    const capacity = `increasing the capacity from ${live} to ${live + 1}`;
    return `${at} started in response to a difference between desired and actual capacity, ${capacity}.`;
  }

  #terminateOne(): void {
    const victim = this.#nextVictim();
    if (victim === undefined) return;
    const misplaced = !this.#group.zoneIds.includes(victim.zoneId);
    const live = this.fleet.live.length;
    const why = misplaced
      ? `because the group no longer uses the Availability Zone ${victim.zoneName}`
      : `in response to a difference between desired and actual capacity, shrinking the capacity from ${live} to ${live - 1}`;
    this.fleet.terminate(victim, `At ${this.clock.now.toISOString()} an instance was taken out of service ${why}.`);
  }

  /**
   * The oldest instance in an unused AZ, else in the fullest AZ, as in the default termination policy. Never one that is protected from
   * scale-in.
   */
  #nextVictim(): Instance | undefined {
    const inService = this.fleet.live.filter(
      ({ lifecycleState, protectedFromScaleIn }) => lifecycleState === 'InService' && !protectedFromScaleIn,
    );
    const count = new Map<string, number>();
    for (const { zoneId } of inService) count.set(zoneId, (count.get(zoneId) ?? 0) + 1);
    for (const zoneId of count.keys()) if (!this.#group.zoneIds.includes(zoneId)) count.set(zoneId, Number.POSITIVE_INFINITY);
    const fullest = Math.max(...count.values());
    return inService.find(({ zoneId }) => count.get(zoneId) === fullest);
  }

  #replaceUnhealthy(): void {
    const { suspended, impairedZoneHealthCheckBehavior } = this.#group;
    if (['ReplaceUnhealthy', 'HealthCheck', 'Terminate'].some((name) => suspended.has(name))) return;
    const ignored = impairedZoneHealthCheckBehavior === 'IgnoreUnhealthy' ? this.#zoneLeft() : undefined;
    for (const instance of this.fleet.live) {
      if (instance.healthStatus === 'Healthy' || instance.zoneId === ignored) continue;
      const at = this.clock.now.toISOString();
      this.fleet.terminate(
        instance,
        `At ${at} an instance was taken out of service in response to an ELB system health check failure.`,
      );
      this.#toReplace += 1;
    }
  }

  /** The AZ that ARC has shifted the group away from. Undefined if the group does not use that AZ. */
  #zoneLeft(): string | undefined {
    if (!this.#group.zonalShiftEnabled) return undefined;
    const zoneId = this.zoneShiftedAway(this.#group.arn);
    return zoneId !== undefined && this.#group.zoneIds.includes(zoneId) ? zoneId : undefined;
  }

  #situation(): CapacitySituation {
    const { desired, max, zoneIds, suspended, deleting } = this.#group;
    const { live } = this.fleet;
    const zoneLeft = this.#zoneLeft();
    const misplaced = live.filter(({ zoneId }) => !zoneIds.includes(zoneId));
    const countInService = (instances: readonly Instance[]) =>
      instances.filter((instance) => instance.lifecycleState === 'InService').length;
    const mayLaunch = !suspended.has('Launch');
    return {
      desired: instancesFor(desired, this.#group),
      max: instancesFor(max, this.#group),
      zones: zoneIds.map((zoneId) => ({
        zoneId,
        live: live.filter((instance) => instance.zoneId === zoneId).length,
        open: zoneId !== zoneLeft && !this.#hasGivenUpOn(zoneId),
      })),
      misplaced: misplaced.length,
      inService: countInService(live),
      misplacedInService: countInService(misplaced),
      mayLaunch,
      mayTerminate: !suspended.has('Terminate'),
      mayRebalance: mayLaunch && !suspended.has('AZRebalance'),
      mayScaleIn: zoneLeft === undefined || deleting,
    };
  }

  /** `balanced-best-effort` uses other AZs when launches fail. `balanced-only` keeps trying the failing AZ. */
  #hasGivenUpOn(zoneId: string): boolean {
    return this.#group.capacityDistributionStrategy !== 'balanced-only' && this.#backoff.isPaused(zoneId);
  }
}
