import { readFileSync, writeFileSync } from 'node:fs';
import { JSON_SCHEMA_FILE, jsonSchemaOf } from './json-schema.ts';

/** Writes the JSON schema of the configuration anew, from the parser's schema and docs/configuration.md. */
const schema = jsonSchemaOf(readFileSync('docs/configuration.md', 'utf8'));
writeFileSync(JSON_SCHEMA_FILE, `${JSON.stringify(schema, null, 2)}\n`);
process.stdout.write(`${JSON_SCHEMA_FILE}\n`);
