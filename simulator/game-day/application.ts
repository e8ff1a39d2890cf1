import type { Policy } from '../../shared/domain/index.ts';
import type { GroupSpec } from '../region/auto-scaling/group.ts';
import type { WorldFault } from '../region/faults/world-faults.ts';
import { type LoadBalancerSpec, loadBalancerArn } from '../region/load-balancer/load-balancer.ts';
import type { RegionSpec, ZoneSpec } from '../region/region-spec.ts';
import type { RequestStep } from './scenario.ts';

/** The application lacks a part that a scenario is about. `message` names the part: `two load balancers`. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** Throws Unfit with what the scenario needs, unless the application has it. */
export function needs(isThere: boolean, part: string): asserts isThere {
  if (!isThere) throw new Unfit(part);
}

interface FaultOptions extends Pick<WorldFault, 'until' | 'flap'> {
  /** Default: the first zone. */
  readonly zoneIds?: readonly string[];
  /** Default: 10. */
  readonly at?: number;
  /** Of its requests. Default: 0.2. */
  readonly share?: number;
}

type Given = { readonly seed: number; readonly startsAt: Date } & Partial<RegionSpec>;

/** What an application is made of, and the Region that it runs in. */
export interface ApplicationParts {
  readonly zones: readonly ZoneSpec[];
  /** Its Region on a good day, with changes. */
  readonly region: (given: Given) => RegionSpec;
  /** The same with less load, for days of many hours. */
  readonly smallRegion: (given: Given) => RegionSpec;
  /** Its configuration, in so far as a scenario depends on it. */
  readonly policy: Policy;
  /** The configuration document of an application that brings its own. Absent: it is made from the Region. */
  readonly document?: Readonly<Record<string, unknown>>;
  /** Names of load balancers and groups in the Region that the configuration leaves alone. They have no part in a scenario. */
  readonly hidden?: readonly string[];
}

/**
 * The application that a scenario is played on, by roles. A scenario is written against these, so that it can be played on any
 * application that has them: to ask for a part that is not there throws Unfit, and the scenario is skipped.
 */
export class Application {
  readonly #parts: ApplicationParts;
  readonly #spec: RegionSpec;

  constructor(parts: ApplicationParts) {
    this.#parts = parts;
    this.#spec = parts.region({ seed: 0, startsAt: new Date(0), alarms: [] });
  }

  /** AZ ID of the zone that goes wrong. */
  get first(): string {
    return this.zoneIds[0] ?? '';
  }

  get second(): string {
    return this.zoneIds[1] ?? '';
  }

  get zoneIds(): readonly string[] {
    return this.zones.map(({ zoneId }) => zoneId);
  }

  get zones(): readonly ZoneSpec[] {
    return this.#parts.zones;
  }

  get region(): ApplicationParts['region'] {
    return this.#parts.region;
  }

  get smallRegion(): ApplicationParts['smallRegion'] {
    return this.#parts.smallRegion;
  }

  get policy(): Policy {
    return this.#parts.policy;
  }

  get document(): ApplicationParts['document'] {
    return this.#parts.document;
  }

  /** All load balancers that it shifts, in order. The first is the one that people act on. */
  get loadBalancers(): readonly (LoadBalancerSpec & { readonly arn: string })[] {
    const { loadBalancers, networkLoadBalancers = [] } = this.#spec;
    const all = [
      ...loadBalancers.map((one) => ({ ...one, arn: loadBalancerArn(one, this.#spec) })),
      ...networkLoadBalancers.map((one) => ({ ...one, arn: loadBalancerArn(one, this.#spec, 'net') })),
    ].filter((one) => !this.#isHidden(one));
    needs(all.length > 0, 'a load balancer');
    return all;
  }

  get loadBalancer() {
    return this.#nth(0, 'a load balancer');
  }

  get lastLoadBalancer() {
    return this.#nth(-1, 'a load balancer');
  }

  /** The Application Load Balancer that users reach: the only kind whose metrics show what targets answer, and how fast. */
  get httpLoadBalancer(): LoadBalancerSpec {
    const [found] = this.#spec.loadBalancers;
    needs(found !== undefined, 'an Application Load Balancer');
    return found;
  }

  /** A group over all zones, behind the first load balancer if it can be. Its subnets are given, not its zones. */
  get group(): GroupSpec & { readonly subnetIds: readonly string[] } {
    const { groups, subnets } = this.#spec;
    const zonesOf = ({ subnetIds = [] }: GroupSpec) =>
      new Set(subnets.flatMap(({ subnetId, zoneId }) => (subnetIds.includes(subnetId) ? [zoneId] : [])));
    const found = groups.find((group) => !this.#isHidden(group) && zonesOf(group).size === this.zones.length);
    needs(found?.subnetIds !== undefined, 'a group over all zones');
    return { ...found, subnetIds: found.subnetIds };
  }

  /** Instances that the group has in each zone. */
  get instancesPerZone(): number {
    const { desired, weight = 1 } = this.group;
    return desired / weight / this.zones.length;
  }

  /** The tag that selects its groups. An application without a configuration of its own may have any. */
  get tag(): { readonly key: string; readonly value: string } {
    if (this.document === undefined) return { key: 'app', value: 'wildrydes' };
    const { autoScalingGroups: groups } = this.policy;
    needs('tag' in groups, 'groups that are selected by a tag');
    return groups.tag;
  }

  /** A person's request to bring the first zone back. Where no probe shows that it has recovered, the person answers for it. */
  get repaired(): RequestStep['request'] {
    const override = this.#hasRecoveryAlarms() ? {} : { override: ['recovery'] };
    return { action: 'restore', zone: this.first, reason: 'repaired', ...override };
  }

  /** Zones whose requests fail: with 5xx or, where no load balancer reads HTTP, on the connection. */
  fault({ zoneIds = [this.first], at = 10, share = 0.2, ...period }: FaultOptions = {}): WorldFault {
    const kind = this.#spec.loadBalancers.length > 0 ? 'errors' : 'connections';
    return { kind, at, ...period, zoneIds, share };
  }

  regionWith(faults: readonly WorldFault[]): (given: Given) => RegionSpec {
    return (given) => this.region({ ...given, faults });
  }

  #hasRecoveryAlarms(): boolean {
    return this.policy.zones.every(({ recoveryAlarm }) => recoveryAlarm !== undefined);
  }

  #isHidden({ name }: { name: string }): boolean {
    return this.#parts.hidden?.includes(name) ?? false;
  }

  #nth(index: number, part: string) {
    const found = this.loadBalancers.at(index);
    needs(found !== undefined, part);
    return found;
  }

  needLoadBalancers(number: 1 | 2): void {
    needs(this.loadBalancers.length >= number, number === 1 ? 'a load balancer' : 'two load balancers');
  }

  needHttp(): void {
    needs(this.httpLoadBalancer !== undefined, 'an Application Load Balancer');
  }

  needGroup(): void {
    needs(this.group !== undefined, 'a group');
  }

  /** Throws Unfit unless a probe shows when each zone has recovered. */
  needRecoveryAlarms(): void {
    needs(this.#hasRecoveryAlarms(), 'a recoveryAlarm for every zone');
  }

  /** Throws Unfit for every application but the one that the scenario brings. */
  needNone(part: string): void {
    needs(this.document === undefined, `an application of its own, with ${part}`);
  }
}
