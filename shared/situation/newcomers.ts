import type { Instant, ObservedGroup } from '../domain/index.ts';
import { isCopied } from './copies.ts';
import type { GroupSituation } from './groups.ts';
import type { Situation } from './understand.ts';

/** Why a group is not one that our evacuation has seen from its beginning. */
export type Newcomer =
  /** It bears the record of a group of which it is a copy. */
  | { readonly kind: 'copy' }
  /** It is younger than the evacuation, also where its name is not, and nothing of it has been taken out. */
  | { readonly kind: 'created-since'; readonly at: Instant };

/** Of a selected group; null: it was there when the zone went out, or nothing of ours is out. */
export function newcomer({ group, record }: GroupSituation, { standing }: Pick<Situation, 'standing'>): Newcomer | null {
  if (standing === null) return null;
  if (record.state === 'whole') return isCopied(record.record, group) ? { kind: 'copy' } : null;
  const { createdAt } = group;
  const isYounger = createdAt !== undefined && Date.parse(createdAt) > Date.parse(standing.since);
  return record.state === 'none' && isYounger ? { kind: 'created-since', at: createdAt } : null;
}

/** In words, for those that are selected: an operator who knows the name may not know that it is another group. */
export function describeNewcomers(situation: Pick<Situation, 'groups' | 'standing' | 'zone'>): string[] {
  const { zoneId } = situation.zone;
  return situation.groups.flatMap((entry) => {
    const found = newcomer(entry, situation);
    if (found === null) return [];
    const whole = `group ${entry.group.name}`;
    if (found.kind === 'created-since') return [`${whole} was created at ${found.at}, after ${zoneId} went out`];
    const where = entry.isInZone ? `is in ${zoneId}` : `is out of ${zoneId} like it`;
    return [`${whole} is a copy of a group that we took out, ${bornAt(entry.group)}, and ${where}`];
  });
}

function bornAt({ createdAt }: ObservedGroup): string {
  return `created at ${createdAt}`;
}
