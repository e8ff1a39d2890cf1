import type { AzId } from '../domain/index.ts';
import type { GroupSituation } from './groups.ts';
import type { Situation } from './understand.ts';

/** Something of ours that the configuration, a tag or a deployment no longer selects: a record on a group, or a shift. */
export interface Stray {
  readonly zoneId: AzId;
  /** `group web`, or an ARN. */
  readonly what: string;
}

/** All of them, of every zone. */
export function straysOf({ shifts, strays }: Pick<Situation, 'shifts' | 'strays'>): Stray[] {
  return [
    ...shifts.strays.map(({ awayFrom, resource }) => ({ zoneId: awayFrom, what: resource })),
    ...strays.flatMap(({ group, records }) =>
      records.filter(({ found }) => found.state !== 'foreign').map(({ zoneId }) => ({ zoneId, what: `group ${group.name}` })),
    ),
  ];
}

/** In words, each with how to get it back; empty: there is none. */
export function describeStrays(situation: Pick<Situation, 'shifts' | 'strays'>): string[] {
  return straysOf(situation).map(
    ({ zoneId, what }) =>
      `${what} is out of ${zoneId}, by us, and nothing selects it any more: a restore of ${zoneId} brings it back`,
  );
}

/** Every group that may bear a record of ours: the selected ones, and the strays. */
export function everyGroup({ groups, strays }: Pick<Situation, 'groups' | 'strays'>): GroupSituation[] {
  return [...groups, ...strays];
}
