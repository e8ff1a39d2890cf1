import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a file or folder is missing, or one of its files is older than one of the sources. */
export function isOlder(made, sources) {
  const times = timesOf(made);
  return times.length === 0 || Math.min(...times) <= Math.max(...sources.flatMap(timesOf));
}

function timesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [statSync(path).mtimeMs];
  return readdirSync(path, { recursive: true })
    .map((name) => statSync(join(path, name)))
    .filter((found) => found.isFile())
    .map(({ mtimeMs }) => mtimeMs);
}
