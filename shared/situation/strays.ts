import type { AzId, Instant, ObservedGroup } from '../domain/index.ts';
import { isCopied } from './copies.ts';
import type { GroupSituation, ZoneRecord } from './groups.ts';
import { membersThere } from './record-on-group.ts';
import type { Situation } from './understand.ts';

/** Something of ours that the configuration, a tag or a deployment no longer selects: a record on a group, or a shift. */
export interface Stray {
  readonly zoneId: AzId;
  /** `group web`, or an ARN. */
  readonly what: string;
  /** Present where it is a shift: when that ends. IAM lets the deployed function change shifts of configured resources alone. */
  readonly shiftEndsAt?: Instant | null;
  /** It bears a record, and holds what that names: it is in the zone. */
  readonly isIn?: true;
  /** Its record was written on another group, of which it is a copy. */
  readonly isCopy?: true;
}

/** All of them, of every zone. */
export function straysOf({ shifts, strays }: Pick<Situation, 'shifts' | 'strays'>): Stray[] {
  return [
    ...shifts.strays.map(({ awayFrom, resource, expiresAt }) => ({ zoneId: awayFrom, what: resource, shiftEndsAt: expiresAt })),
    ...strays.flatMap(({ group, records }) =>
      records.filter(({ found }) => found.state !== 'foreign').map((record) => strayGroup(group, record)),
    ),
  ];
}

function strayGroup(group: ObservedGroup, { zoneId, found }: ZoneRecord): Stray {
  const stray = { zoneId, what: `group ${group.name}` };
  if (found.state !== 'whole') return stray;
  const { record } = found;
  return {
    ...stray,
    ...(membersThere(record, group).length > 0 ? { isIn: true } : {}),
    ...(isCopied(record, group) ? { isCopy: true } : {}),
  };
}

/** In words, each with how to get it back; empty: there is none. */
export function describeStrays(situation: Pick<Situation, 'shifts' | 'strays'>): string[] {
  return straysOf(situation).map(describeStray);
}

function describeStray({ zoneId, what, isIn, isCopy, shiftEndsAt }: Stray): string {
  const by = isCopy ? ' as a copy of a group that we took out' : ', by us';
  const selects = isCopy ? 'nothing selects it' : 'nothing selects it any more';
  if (isIn)
    return `${what} bears a record of ${zoneId}${by}, is in it, and ${selects}: a restore of ${zoneId} removes the record`;
  const told = `${what} is out of ${zoneId}${by}, and ${selects}`;
  return shiftEndsAt === undefined ? `${told}: a restore of ${zoneId} brings it back` : `${told}${whatToDo(zoneId, shiftEndsAt)}`;
}

function whatToDo(zoneId: AzId, shiftEndsAt: Instant | null): string {
  const ends = shiftEndsAt === null ? '' : `; its shift ends at ${shiftEndsAt}`;
  return (
    `${ends}: put it back into the configuration and deploy, for the function's role may not change its shift; ` +
    `or restore ${zoneId} with permissions of your own`
  );
}

/** Every group that may bear a record of ours: the selected ones, and the strays. */
export function everyGroup({ groups, strays }: Pick<Situation, 'groups' | 'strays'>): GroupSituation[] {
  return [...groups, ...strays];
}
