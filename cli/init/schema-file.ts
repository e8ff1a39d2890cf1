import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import schema from '../../gray-failure.config.schema.json';

const NAME = 'gray-failure.config.schema.json';
/** In a clone, and where the package is installed. */
const PLACES = [NAME, join('node_modules', 'gray-failure-responder', NAME)];

/** The path for `$schema` of a configuration in this file. Where no schema is near, as with npx, one is written beside it. */
export function schemaFor(file: string): { readonly path: string; readonly write: () => void } {
  const folder = dirname(file);
  const found = PLACES.find((place) => existsSync(join(folder, place)));
  return {
    path: `./${found ?? NAME}`,
    write: () => {
      if (found === undefined) writeFileSync(join(folder, NAME), `${JSON.stringify(schema, null, 2)}\n`);
    },
  };
}
