import Ajv from 'ajv';
import { JSON_SCHEMA_FILE, jsonSchemaOf } from '../../infra/json-schema.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { aConfiguration } from '../builders.ts';
import { jsonBlocks, read } from './documents.ts';

const schema = JSON.parse(read(JSON_SCHEMA_FILE)) as object;
// strict: false, because a default beside a choice of shapes is one that editors take and this validator does not fill in.
const accepts = new Ajv({ strict: false, allowUnionTypes: true }).compile(schema);
const example = JSON.parse(read('gray-failure.config.example.json')) as Record<string, unknown>;

/** Every value that has no description, by its path. */
function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties = {}, items, anyOf = [], oneOf = [] } = node as Record<string, Record<string, never> & never[]>;
  const own = Object.entries(properties).flatMap(([key, member]) => {
    const holdsKeys = 'properties' in (member as object);
    const isTold = holdsKeys || 'description' in (member as object);
    return [...(isTold ? [] : [`${path}.${key}`]), ...undescribed(member, `${path}.${key}`)];
  });
  return [...own, ...undescribed(items, `${path}[]`), ...[...anyOf, ...oneOf].flatMap((option) => undescribed(option, path))];
}

describe('the JSON schema of the configuration', () => {
  it('is what the parser and docs/configuration.md make of it today (npm run schema)', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(read('docs/configuration.md')))));
  });

  it('describes every key', () => {
    expect(undescribed(schema, '')).toEqual([]);
  });

  it('accepts every configuration in the documents, and the example', () => {
    const documented = jsonBlocks(read('docs/configuration.md')).filter((block) => 'application' in block);
    expect(documented.length).toBeGreaterThan(1);
    for (const document of [example, ...documented]) expect([accepts(document), accepts.errors]).toEqual([true, null]);
  });

  it.each([
    [{ mode: 'acting' }],
    [{ zones: [] }],
    [{ unknown: true }],
    [{ capacity: { minimumHealthyShare: 2 } }],
    [{ signals: [{ kind: 'application-load-balancer', loadBalancer: 'web' }] }],
    [{ subnets: { web: 'use1-az1' } }],
  ])('refuses %j, as the parser does', (change) => {
    expect(accepts({ ...example, ...change })).toBe(false);
    expect(() => parseConfiguration(JSON.stringify({ ...example, ...change }))).toThrow(Object.keys(change)[0]);
  });

  it('is named in a configuration without becoming part of the policy', () => {
    const plain = parseConfiguration(JSON.stringify(aConfiguration()));
    expect(parseConfiguration(JSON.stringify(aConfiguration({ $schema: './gray-failure.config.schema.json' })))).toEqual(plain);
  });
});
