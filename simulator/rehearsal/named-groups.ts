import type { Policy } from '../../shared/domain/index.ts';
import type { ZoneSpec } from '../region/region-spec.ts';
import type { NamedLoadBalancer } from './named-parts.ts';

/** A group as the Region will have it. A configuration gives names, or a tag. */
export interface NamedGroup {
  readonly name: string;
  /** AZ IDs. */
  readonly zoneIds: readonly string[];
  /** Groups of one family serve together: `web` of `web-a`, `web-b` and `web-c`. */
  readonly family: string;
  /** The configuration selects it. */
  readonly isSelected: boolean;
}

/** A tag names no group: one for each load balancer. No groups at all: targets that the responder leaves alone. */
export function groupsOf(
  { autoScalingGroups, zones }: Policy,
  loadBalancers: readonly NamedLoadBalancer[],
): readonly NamedGroup[] {
  const served = loadBalancers.map(({ name }) => name);
  const everywhere = (name: string, isSelected: boolean): NamedGroup => {
    return { name, family: name, isSelected, zoneIds: zones.map(({ zoneId }) => zoneId) };
  };
  if ('tag' in autoScalingGroups) {
    return (served.length === 0 ? ['group'] : served).map((name) => everywhere(name, true));
  }
  if (autoScalingGroups.length === 0) return served.map((name) => everywhere(`${name}-targets`, false));
  const zonal = zonalFamilies(
    autoScalingGroups.map(({ name }) => name),
    zones,
  );
  return autoScalingGroups.map(({ name }) => {
    const placed = zonal.get(name);
    return placed === undefined ? everywhere(name, true) : { name, isSelected: true, ...placed };
  });
}

type Placed = Pick<NamedGroup, 'family' | 'zoneIds'>;

/** The groups of one zone each: `web-a`, `web-1b`, `web-us-east-1c`, `web-use1-az4`, where at least two zones have such a name. */
function zonalFamilies(names: readonly string[], zones: readonly ZoneSpec[]): ReadonlyMap<string, Placed> {
  const placed = names.flatMap((name) => {
    const zone = zones.find((candidate) => endingsOf(candidate).some((ending) => name.endsWith(ending)));
    const ending = zone && endingsOf(zone).find((candidate) => name.endsWith(candidate));
    if (zone === undefined || ending === undefined) return [];
    return [[name, { family: name.slice(0, -ending.length), zoneIds: [zone.zoneId] }] as const];
  });
  const zonesOf = (family: string) => new Set(placed.flatMap(([, one]) => (one.family === family ? one.zoneIds : []))).size;
  return new Map(placed.filter(([, { family }]) => zonesOf(family) > 1));
}

/** The longest first. */
function endingsOf({ zoneId, zoneName }: ZoneSpec): readonly string[] {
  return [zoneId, zoneName, zoneName.slice(-2), zoneName.slice(-1)].map((ending) => `-${ending}`);
}
