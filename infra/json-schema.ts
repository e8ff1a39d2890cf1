import * as z from 'zod/mini';
import { configurationSchema } from '../shared/configuration/configuration-schema.ts';

/** In the root of the repository and of the package. `npm run schema` writes it. */
export const JSON_SCHEMA_FILE = 'gray-failure.config.schema.json';

type Schema = z.core.JSONSchema.JSONSchema;
type Meanings = ReadonlyMap<string, string>;

/**
 * The configuration as a JSON schema for editors: shapes and limits from the schema that the responder parses with, descriptions from the
 * table of keys in docs/configuration.md. Rules across values are not in it.
 */
export function jsonSchemaOf(configurationDocument: string): Schema {
  const schema: Schema = z.toJSONSchema(configurationSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => dropSafeIntegers(jsonSchema as Schema),
  });
  describeMembers(schema, '', meaningsIn(configurationDocument));
  return { ...schema, title: 'Configuration of the gray-failure responder' };
}

/** What each key means, by its path: `zones[].zoneId`. */
function meaningsIn(document: string): Meanings {
  const rows = document.matchAll(/^\| `([\w$.[\]]+)` \| (.*?) \| .* \|$/gm);
  return new Map([...rows].map(([, path = '', meaning = '']) => [path, plain(meaning)]));
}

/** Editors show text as it is, and links lead only from the document. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/ ?\(\[[^\]]*\]\([^)]*\)\)/g, '')
    .replace(/\. \[[^\]]*\]\([^)]*\)$/, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '');
}

function describeMembers({ properties = {}, items, anyOf = [], oneOf = [] }: Schema, path: string, meanings: Meanings): void {
  for (const [key, member] of Object.entries(properties) as [string, Schema][]) {
    const at = path === '' ? key : `${path}.${key}`;
    const meaning = meanings.get(at);
    if (meaning !== undefined) member.description = meaning;
    describeMembers(member, at, meanings);
  }
  if (items !== undefined) describeMembers(items as Schema, `${path}[]`, meanings);
  for (const option of [...anyOf, ...oneOf]) describeMembers(option as Schema, path, meanings);
}

/** Every number of a JSON document is a safe integer, if it is whole: as limits these only make noise. */
function dropSafeIntegers(schema: Schema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
