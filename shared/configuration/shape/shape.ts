/** The shape of a document as plain data. It is made from the document's schema (npm run schema), and says the same without zod. */
export type Shape = (
  | { readonly text: string }
  | { readonly number: Limits }
  | { readonly oneOf: readonly unknown[] }
  | { readonly list: Shape; readonly least?: number }
  | { readonly keys: Shape; readonly values: Shape }
  | { readonly members: Readonly<Record<string, Shape>> }
  | { readonly either: readonly Shape[] }
) & {
  /** Stands in for a member that is missing. */
  readonly byDefault?: unknown;
  readonly optional?: true;
};

export interface Limits {
  readonly whole?: true;
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
}

/** The value does not fit, or only its schema can tell. */
export const MISFIT = Symbol('misfit');

/** The value with its defaults, as the schema would read it; MISFIT unless it is certain that the schema would accept it. */
export function fill(shape: Shape, value: unknown): unknown {
  if ('members' in shape) return fillMembers(shape.members, value);
  if ('list' in shape) return fillList(shape, value);
  if ('values' in shape) return fillRecord(shape, value);
  if ('either' in shape) return firstFit(shape.either, value);
  return fits(shape, value) ? value : MISFIT;
}

type Single = Extract<Shape, { text: string } | { number: Limits } | { oneOf: readonly unknown[] }>;

function fits(shape: Single, value: unknown): boolean {
  if ('text' in shape) return typeof value === 'string' && new RegExp(shape.text).test(value);
  if ('number' in shape) return isWithin(shape.number, value);
  return shape.oneOf.includes(value);
}

function isWithin({ whole, least, most, above, below }: Limits, value: unknown): boolean {
  if (typeof value !== 'number' || !(whole ? Number.isSafeInteger(value) : Number.isFinite(value))) return false;
  const isHighEnough = value >= (least ?? value) && (above === undefined || value > above);
  return isHighEnough && value <= (most ?? value) && (below === undefined || value < below);
}

function fillList({ list, least = 0 }: Extract<Shape, { list: Shape }>, value: unknown): unknown {
  if (!Array.isArray(value) || value.length < least) return MISFIT;
  const filled = value.map((item) => fill(list, item));
  return filled.includes(MISFIT) ? MISFIT : filled;
}

function fillRecord({ keys, values }: Extract<Shape, { keys: Shape }>, value: unknown): unknown {
  if (!isObject(value)) return MISFIT;
  const filled = Object.entries(value).map(([key, member]) => [fill(keys, key), fill(values, member)] as const);
  // Of this key, an assignment would make no member.
  if (Object.hasOwn(value, '__proto__') || filled.flat().includes(MISFIT)) return MISFIT;
  return Object.fromEntries(filled as [string, unknown][]);
}

function fillMembers(members: Readonly<Record<string, Shape>>, value: unknown): unknown {
  if (!isObject(value) || !Object.keys(value).every((key) => Object.hasOwn(members, key))) return MISFIT;
  const filled: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(members)) {
    const given = Object.hasOwn(value, key) ? value[key] : member.byDefault;
    if (given === undefined && member.optional) continue;
    filled[key] = fill(member, given);
    if (filled[key] === MISFIT) return MISFIT;
  }
  return filled;
}

function firstFit(options: readonly Shape[], value: unknown): unknown {
  for (const option of options) {
    const filled = fill(option, value);
    if (filled !== MISFIT) return filled;
  }
  return MISFIT;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
