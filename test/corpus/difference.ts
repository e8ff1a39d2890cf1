/** Two JSON documents compared by place, so that a case of the corpus can be stored as what differs from its base. */

/** Values by path, such as `evidence.alarms.value[use1-az1-canary].state` (empty: the whole), and the paths that the base alone has. */
export interface Difference {
  readonly set: Readonly<Record<string, unknown>>;
  readonly without: readonly string[];
}

/** A member as a path writes it, `.key` or `[identity of a list's item]`, with its value. */
type Members = ReadonlyMap<string, unknown>;
/** No value: the member is gone. */
interface Change {
  readonly path: string;
  readonly value?: unknown;
}

/**
 * What turns `base` into `value`: `applied` gives `value` back byte for byte. In the members named in `unordered`, the members of an
 * object may come in another order.
 */
export function differenceBetween(base: object, value: object, unordered: readonly string[] = []): Difference {
  const changes = changesAt({ path: '', base, value, unordered }).map(({ path, ...change }) => ({
    path: path.replace(/^\./, ''),
    ...change,
  }));
  return {
    set: Object.fromEntries(changes.flatMap((change) => ('value' in change ? [[change.path, change.value]] : []))),
    without: changes.filter((change) => !('value' in change)).map(({ path }) => path),
  };
}

export function applied<Document extends object>(base: Document, { set, without }: Difference): Document {
  if ('' in set) return structuredClone(set['']) as Document;
  const document = structuredClone(base);
  for (const path of without) remove(document, segmentsOf(path));
  for (const [path, value] of Object.entries(set)) put(document, segmentsOf(path), structuredClone(value));
  return document;
}

interface Place {
  readonly path: string;
  readonly base: unknown;
  readonly value: unknown;
  readonly unordered: readonly string[];
}

function changesAt({ path, base, value, unordered }: Place): Change[] {
  if (JSON.stringify(base) === JSON.stringify(value)) return [];
  const [before, after] = [membersOf(base), membersOf(value)];
  if (before === null || after === null || Array.isArray(base) !== Array.isArray(value)) return [{ path, value }];
  const mayReorder = !Array.isArray(base) && unordered.some((member) => path.startsWith(`.${member}`));
  if (!isPlain(before, after) || !(mayReorder || isInOrder(before, after))) return [{ path, value }];
  const gone = [...before.keys()].filter((segment) => !after.has(segment)).map((segment) => ({ path: path + segment }));
  const changed = [...after].flatMap(([segment, member]) =>
    before.has(segment)
      ? changesAt({ path: path + segment, base: before.get(segment), value: member, unordered })
      : [{ path: path + segment, value: member }],
  );
  return [...gone, ...changed];
}

/** Whether changes of members say it more plainly than the new value as a whole. */
function isPlain(before: Members, after: Members): boolean {
  const kept = [...before.keys()].filter((segment) => after.has(segment));
  if (kept.length < before.size && kept.length < after.size) return false;
  const isFlat = [...after.values()].every((member) => typeof member !== 'object' || member === null);
  const same = kept.filter((segment) => before.get(segment) === after.get(segment));
  return !isFlat || 2 * same.length >= kept.length;
}

/** What is new is added at the end. */
function isInOrder(before: Members, after: Members): boolean {
  const kept = [...before.keys()].filter((segment) => after.has(segment));
  const added = [...after.keys()].filter((segment) => !before.has(segment));
  return [...kept, ...added].join() === [...after.keys()].join();
}

/** Null: it has no members that a path can name. */
function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) {
    const keys = Object.keys(value);
    return keys.some((key) => key === '' || /[.[\]]/.test(key))
      ? null
      : new Map(Object.entries(value).map(([key, v]) => [`.${key}`, v]));
  }
  const members = new Map(value.map((item) => [segmentOf(item), item]));
  return members.size === value.length && !members.has(null) ? (members as Map<string, unknown>) : null;
}

/** `[use1-az1-canary]`, `[zonal-faults of use1-az1]`, `[shift-1]`; null: nothing tells the item apart. */
function segmentOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { zonalShiftId, zoneId, zoneName, loadBalancer, kind, ...others } = item as Record<string, unknown>;
  // An alarm with contributors is there once for each zone.
  const isOneOfMany = typeof others.name === 'string' && typeof zoneId === 'string' && !others.name.startsWith(zoneId);
  const name = isOneOfMany ? `${others.name} of ${zoneId}` : others.name;
  const identity = name ?? zonalShiftId ?? zoneId ?? zoneName ?? loadBalancer ?? kind;
  return typeof identity === 'string' && !/[[\]]/.test(identity) ? `[${identity}]` : null;
}

function segmentsOf(path: string): string[] {
  return (path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []).map((segment) => (segment.startsWith('[') ? segment : `.${segment}`));
}

function put(document: object, segments: readonly string[], value: unknown): void {
  const { parent, last } = placeOf(document, segments);
  if (Array.isArray(parent)) {
    const index = parent.findIndex((item) => segmentOf(item) === last);
    parent.splice(index === -1 ? parent.length : index, 1, value);
  } else {
    parent[last.slice(1)] = value;
  }
}

function remove(document: object, segments: readonly string[]): void {
  const { parent, last } = placeOf(document, segments);
  if (Array.isArray(parent)) {
    const index = parent.findIndex((item) => segmentOf(item) === last);
    if (index !== -1) parent.splice(index, 1);
  } else {
    delete parent[last.slice(1)];
  }
}

function placeOf(document: object, segments: readonly string[]) {
  const parent = segments.slice(0, -1).reduce<unknown>((at, segment) => membersOf(at)?.get(segment), document);
  if (typeof parent !== 'object' || parent === null) throw new Error(`the base has no ${segments.join('')}`);
  return { parent: parent as unknown[] | Record<string, unknown>, last: segments.at(-1) ?? '' };
}
