import type * as z from 'zod/mini';
import type { Policy } from '../domain/index.ts';
import { configurationSchema } from './configuration-schema.ts';

type Issue = z.core.$ZodIssue;

/** What of a document can be read, although something else in it is broken: so that people hear of all problems at once. */
export interface Readable {
  readonly policy: Policy;
  /** The keys of the document that are missing from it, whole or in part. */
  readonly broken: ReadonlySet<PropertyKey>;
}

/** Fills in what is required, and broken. No rule asks for the application; rules about zones need them whole. */
const STAND_INS = {
  application: 'unknown',
  zones: [
    { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
    { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  ],
};

/** Null: nothing of it can be read. */
export function withoutBroken(document: unknown, issues: readonly Issue[]): Readable | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const broken = new Set<PropertyKey>(issues.flatMap(keysOf));
  const given = Object.entries(document);
  const isKnown = (key: string) => Object.hasOwn(configurationSchema.shape, key);
  const whole = Object.fromEntries(given.filter(([key]) => isKnown(key) && !broken.has(key)));
  const inPart = Object.fromEntries(
    given.filter(([key]) => broken.has(key)).map(([key, value]) => [key, members(key, value, issues)]),
  );
  return readable({ ...whole, ...inPart }, broken) ?? readable({ ...STAND_INS, ...whole }, broken);
}

function keysOf({ path }: Issue): PropertyKey[] {
  return path.slice(0, 1);
}

/** Of a list, the members that are not broken. */
function members(key: string, value: unknown, issues: readonly Issue[]): unknown {
  if (!Array.isArray(value)) return undefined;
  const broken = new Set(issues.filter(({ path }) => path[0] === key).map(({ path }) => path[1]));
  return value.filter((_, index) => !broken.has(index));
}

function readable(document: object, broken: ReadonlySet<PropertyKey>): Readable | null {
  const parsed = configurationSchema.safeParse(document);
  return parsed.success ? { policy: parsed.data, broken } : null;
}
