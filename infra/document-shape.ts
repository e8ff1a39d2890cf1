import type * as z from 'zod/mini';
import type { Limits, Shape } from '../shared/configuration/shape/shape.ts';

/** Written by `npm run schema`, read by the function. */
export const SHAPE_FILE = 'shared/configuration/shape/configuration-shape.json';

type Schema = z.core.$ZodTypes;
type Definition<Type extends Schema['_zod']['def']['type']> = Extract<Schema['_zod']['def'], { type: Type }>;
type Check = z.core.$ZodChecks['_zod']['def'];

const SHOWS_CHECKS: ReadonlySet<string> = new Set(['string', 'number', 'array']);

/** The schema as plain data. Throws where a schema says what a shape cannot: a transformation, or a check of its own. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const { def } = schema._zod as Schema['_zod'];
  if (def.checks?.length && !SHOWS_CHECKS.has(def.type))
    throw new Error(`a shape cannot show the checks of a schema of type ${def.type}`);
  switch (def.type) {
    case 'string':
      return { text: patternOf(checksOf(def)) };
    case 'number':
      return { number: limitsOf(def) };
    case 'boolean':
      return { oneOf: [true, false] };
    case 'literal':
      return { oneOf: [...def.values] };
    case 'enum':
      return { oneOf: Object.values(def.entries) };
    case 'union':
      return { either: def.options.map(shapeOf) };
    case 'array':
      return { list: shapeOf(def.element), ...leastOf(checksOf(def)) };
    case 'record':
      return { keys: shapeOf(def.keyType), values: shapeOf(def.valueType) };
    case 'object':
      return { members: membersOf(def) };
    case 'optional':
      return { ...shapeOf(def.innerType), optional: true };
    case 'default':
    case 'prefault':
      return { ...shapeOf(def.innerType), byDefault: def.defaultValue };
    default:
      throw new Error(`a shape cannot show a schema of type ${def.type}`);
  }
}

function membersOf({ shape, catchall }: Definition<'object'>): Record<string, Shape> {
  if (catchall?._zod.def.type !== 'never') throw new Error('a shape has no room for unknown members');
  return Object.fromEntries(Object.entries(shape).map(([key, member]) => [key, shapeOf(member)]));
}

function checksOf({ checks = [] }: { checks?: readonly z.core.$ZodCheck<never>[] | undefined }): Check[] {
  return checks.map((check) => check._zod.def as Check);
}

/** Any character, so many times, where only the length matters. */
function patternOf(checks: readonly Check[]): string {
  const patterns = checks.map((check) => {
    if (check.check === 'min_length') return `^[^]{${check.minimum}}`;
    if (check.check === 'string_format' && check.format === 'regex' && check.pattern?.flags === '') return check.pattern.source;
    throw new Error(`a shape cannot show the check ${check.check} of a text`);
  });
  if (patterns.length > 1) throw new Error(`a shape has room for one pattern, not for ${patterns.join(' and ')}`);
  return patterns[0] ?? '';
}

function leastOf(checks: readonly Check[]): { least?: number } {
  return Object.assign(
    {},
    ...checks.map((check) => {
      if (check.check === 'min_length') return { least: check.minimum };
      throw new Error(`a shape cannot show the check ${check.check} of a list`);
    }),
  );
}

function limitsOf(def: Definition<'number'> & { format?: string }): Limits {
  if (def.format !== undefined && def.format !== 'safeint') throw new Error(`a shape cannot show a ${def.format}`);
  const limits = checksOf(def).map((check) => {
    if (check.check === 'greater_than') return { [check.inclusive ? 'least' : 'above']: check.value };
    if (check.check === 'less_than') return { [check.inclusive ? 'most' : 'below']: check.value };
    throw new Error(`a shape cannot show the check ${check.check} of a number`);
  });
  return Object.assign(def.format === undefined ? {} : { whole: true as const }, ...limits);
}
