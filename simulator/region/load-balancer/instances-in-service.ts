import type { AutoScaling } from '../auto-scaling/auto-scaling.ts';
import type { InstanceView } from '../auto-scaling/group.ts';

type Instances = readonly InstanceView[];

/** The instances in service, cached: the same array until an instance of the group changes, so that traffic can detect changes. */
export class InstancesInService {
  readonly #byGroup = new Map<string, Instances>();
  readonly #behind = new Map<string, { readonly parts: readonly Instances[]; readonly all: Instances }>();

  constructor(private readonly autoScaling: AutoScaling) {
    autoScaling.onInstances(({ group }) => this.#byGroup.delete(group));
  }

  of(group: string): Instances {
    const known = this.#byGroup.get(group);
    if (known !== undefined) return known;
    const instances = this.autoScaling.instances(group).filter(({ lifecycleState }) => lifecycleState === 'InService');
    this.#byGroup.set(group, instances);
    return instances;
  }

  /** Those of all groups that Auto Scaling has added to their load balancers. */
  behindLoadBalancers(groups: readonly string[]): Instances {
    const key = groups.join();
    const parts = groups.map((group) => this.of(group));
    const known = this.#behind.get(key);
    if (known?.parts.every((part, index) => part === parts[index])) return known.all;
    const all = parts.flat().filter(({ isRegistered }) => isRegistered);
    this.#behind.set(key, { parts, all });
    return all;
  }
}
