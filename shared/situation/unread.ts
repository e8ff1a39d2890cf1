import type { AzId, Evidence, Reading } from '../domain/index.ts';
import { type GroupSituation, NO_SUCH_GROUP } from './groups.ts';

/**
 * A place where an evacuation of anybody's would show, and that could not be read. missing-group: Auto Scaling was asked, and knows no
 * group of a configured name: it bears no record and holds no capacity, so it is told and nothing waits for it.
 */
export interface Unread {
  readonly kind: 'shifts' | 'autoshifts' | 'resource' | 'group' | 'missing-group' | 'strays' | 'selection' | 'record';
  /** `zonal shifts`, an ARN, the name of a group. */
  readonly source: string;
  readonly why: string;
  /** Of a record: the zone that it speaks of. */
  readonly zoneId?: AzId;
}

/** All of them, listed once. Each stage takes the kinds that it needs. `known`: the groups that could be read. */
export function unreadSources(evidence: Evidence, known: readonly GroupSituation[]): Unread[] {
  const { shifts, autoshifts, resources, groups, groupSelection, strays } = evidence;
  const lists = [
    { kind: 'shifts', source: 'zonal shifts', reading: shifts },
    { kind: 'autoshifts', source: 'autoshifts', reading: autoshifts },
    ...(strays === undefined ? [] : [{ kind: 'strays', source: 'records on other groups', reading: strays } as const]),
    ...Object.entries(resources).map(([source, reading]) => ({ kind: 'resource', source, reading }) as const),
    ...Object.entries(groups).map(
      ([source, reading]) => ({ kind: isMissing(reading) ? 'missing-group' : 'group', source, reading }) as const,
    ),
  ] as const;
  return [
    ...lists.flatMap(({ kind, source, reading }) => (reading.known ? [] : [{ kind, source, why: reading.why }])),
    ...damagedRecords(known),
    ...(groupSelection === null ? [] : [{ kind: 'selection' as const, source: 'groups', why: groupSelection }]),
  ];
}

function isMissing(reading: Reading<unknown>): boolean {
  return !reading.known && reading.why === NO_SUCH_GROUP;
}

/** Records that were whole once and are unreadable now. */
function damagedRecords(known: readonly GroupSituation[]): Unread[] {
  return known.flatMap(({ group, records }) =>
    records.flatMap(({ zoneId, found }): Unread[] => {
      if (found.state !== 'damaged') return [];
      const why = `its record of ${zoneId} cannot be read, and what it removed may be out (${found.keys.join(', ')})`;
      return [{ kind: 'record', source: group.name, why, zoneId }];
    }),
  );
}

export function describeUnread(unread: readonly Unread[]): string[] {
  return unread.map(({ source, why }) => `${source}: ${why}`);
}
