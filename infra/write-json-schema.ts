import { readFileSync, writeFileSync } from 'node:fs';
import { configurationSchema } from '../shared/configuration/configuration-schema.ts';
import { SHAPE_FILE, shapeOf } from './document-shape.ts';
import { JSON_SCHEMA_FILE, jsonSchemaOf } from './json-schema.ts';

/** Writes anew what is made from the parser's schema: the JSON schema, with docs/configuration.md, and the shape that the function reads by. */
const made = {
  [JSON_SCHEMA_FILE]: jsonSchemaOf(readFileSync('docs/configuration.md', 'utf8')),
  [SHAPE_FILE]: shapeOf(configurationSchema),
};
for (const [file, content] of Object.entries(made)) {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  process.stdout.write(`${file}\n`);
}
