import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configurationSchema } from '../../shared/configuration/configuration-schema.ts';

const text = readFileSync(join(resolve(__dirname, '../..'), 'docs/configuration.md'), 'utf8');

/** A schema as zod keeps it: only what is needed to walk it. */
interface Schema {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, Schema>>;
      readonly element?: Schema;
      readonly options?: readonly Schema[];
      readonly innerType?: Schema;
      readonly in?: Schema;
      readonly defaultValue?: unknown;
    };
  };
}

interface Key {
  readonly path: string;
  /** As the last column has it: a default as JSON, `required`, or `-`. */
  readonly told: string;
}

/** Every key of the document, at its path: `zones[].zoneId`. A group of keys with defaults of its own is not a key. */
function keysOf(schema: Schema, path: string): Key[] {
  const { shape, element, options, innerType, type } = schema._zod.def;
  if (shape !== undefined) {
    return Object.entries(shape).flatMap(([name, member]) => {
      const at = path === '' ? name : `${path}.${name}`;
      return [...(holdsKeys(member) ? [] : [{ path: at, told: toldOf(member) }]), ...keysOf(member, at)];
    });
  }
  if (type === 'array' && element !== undefined) return keysOf(element, `${path}[]`);
  if (options !== undefined) return options.flatMap((option) => keysOf(option, path));
  return innerType === undefined ? [] : keysOf(innerType, path);
}

function holdsKeys({ _zod: { def } }: Schema): boolean {
  return def.shape !== undefined || (def.type === 'prefault' && def.innerType !== undefined && holdsKeys(def.innerType));
}

function toldOf({ _zod: { def } }: Schema): string {
  if (def.type === 'default') return `\`${JSON.stringify(def.defaultValue)}\``;
  return def.type === 'optional' ? '-' : 'required';
}

/** A key that several kinds of one thing have, such as `signals[].kind`, is one key. */
const keys = keysOf(configurationSchema as unknown as Schema, '').filter(
  ({ path, told }, index, all) => all.findIndex((other) => other.path === path && other.told === told) === index,
);
const rows = [...text.matchAll(/^\| `([\w$.[\]]+)` \| .* \| (.*) \|$/gm)].map(([, path = '', told = '']) => ({ path, told }));

describe('docs/configuration.md', () => {
  it('has a row for every key of the schema, and for no other', () => {
    expect(keys.length).toBeGreaterThan(30);
    expect(rows.map(({ path }) => path).sort()).toEqual(keys.map(({ path }) => path).sort());
  });

  it.each(keys)('tells whether $path has to be given, and its default', ({ path, told }) => {
    expect(rows.find((row) => row.path === path)?.told).toBe(told);
  });
});
