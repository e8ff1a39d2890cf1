import type { Evidence, ObservedGroup, Policy, Reading } from '../domain/index.ts';
import { headKeys, recordedZoneIds } from '../marks/record.ts';
import type { Reader } from '../ports.ts';
import { NO_SUCH_GROUP } from '../situation/groups.ts';
import { reading } from './reading.ts';

interface Sources {
  readonly reader: Pick<Reader, 'groups'>;
  readonly policy: Policy;
}

type GroupEvidence = Pick<Evidence, 'groups' | 'groupSelection'> & { readonly strays: Reading<readonly ObservedGroup[]> };

/** The selected groups and, at the same time, those that nothing selects and that bear a record: for what cannot wait for all pages. */
export async function gatherSelectedGroups({ reader, policy }: Sources): Promise<GroupEvidence> {
  const [selected, recorded] = await Promise.all([
    reading(reader.groups.select(policy.autoScalingGroups)),
    reading(reader.groups.tagged(policy.zones.flatMap(({ zoneId }) => headKeys(zoneId)))),
  ]);
  return evidenceOf({ selected, others: recorded }, policy);
}

/**
 * The same from one listing of all groups: what a tick, a status and a restore read. It also shows records that have lost their head.
 * `isEnough` ends it early.
 */
export async function gatherAllGroups(
  { reader, policy }: Sources,
  isEnough?: (page: readonly ObservedGroup[]) => boolean,
): Promise<GroupEvidence> {
  const all = await reading(reader.groups.all(isEnough));
  const selected = all.known ? { ...all, value: all.value.filter((group) => isSelected(group, policy)) } : all;
  return evidenceOf({ selected, others: all }, policy);
}

type Groups = Reading<readonly ObservedGroup[]>;

function evidenceOf({ selected, others }: { selected: Groups; others: Groups }, policy: Policy): GroupEvidence {
  const isStray = (group: ObservedGroup) => !isSelected(group, policy) && recordedZoneIds(group.tags).length > 0;
  return {
    groups: groupReadings(selected, policy),
    groupSelection: selectionProblem(selected, policy),
    strays: others.known ? { known: true, value: others.value.filter(isStray) } : others,
  };
}

/** Whether the configuration names the group, or its tag selects it. */
export function isSelected({ name, tags }: ObservedGroup, { autoScalingGroups }: Policy): boolean {
  if ('tag' in autoScalingGroups) return tags[autoScalingGroups.tag.key] === autoScalingGroups.tag.value;
  return autoScalingGroups.some((group) => group.name === name);
}

function selectionProblem(groups: Reading<unknown>, { autoScalingGroups }: Policy): string | null {
  return !groups.known && 'tag' in autoScalingGroups ? groups.why : null;
}

/** One entry for each group that is configured by name, also for one that does not exist. */
function groupReadings(groups: Reading<readonly ObservedGroup[]>, { autoScalingGroups }: Policy): Evidence['groups'] {
  const found = groups.known ? groups.value : [];
  if ('tag' in autoScalingGroups) return Object.fromEntries(found.map((group) => [group.name, { known: true, value: group }]));
  const byName = new Map(found.map((group) => [group.name, group]));
  return Object.fromEntries(
    autoScalingGroups.map(({ name }): [string, Reading<ObservedGroup>] => {
      const group = byName.get(name);
      if (group !== undefined) return [name, { known: true, value: group }];
      return [name, { known: false, why: groups.known ? NO_SUCH_GROUP : groups.why }];
    }),
  );
}
