/** One place at which two JSON values differ. `undefined`: it is not there. */
export interface Change {
  /** `limits.cooldownMinutes`, `zones[0].recoveryAlarm`; empty: the whole value. */
  readonly path: string;
  readonly recorded?: unknown;
  readonly now?: unknown;
}

/** Where the values differ, in the order of the first. Equal: none. */
export function changesBetween(recorded: unknown, now: unknown, path = ''): Change[] {
  if (JSON.stringify(recorded) === JSON.stringify(now)) return [];
  if (!isComposite(recorded) || !isComposite(now) || Array.isArray(recorded) !== Array.isArray(now)) {
    return [{ path, recorded, now }];
  }
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(now)])];
  return keys.flatMap((key) => changesBetween(memberOf(recorded, key), memberOf(now, key), pathTo(key, path, recorded)));
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function memberOf(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}

function pathTo(key: string, path: string, parent: object): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
