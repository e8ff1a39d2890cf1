import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipes } from './recipes.ts';

/** Makes every file of the corpus again, and removes those that nothing makes any more: `npm run corpus`, which formats them. */
async function main(): Promise<void> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const files = new Map<string, string>();
  for (const [name, make] of Object.entries(recipes)) {
    files.set(`${name}.json`, JSON.stringify(await make()));
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) rmSync(join(folder, file));
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
  process.stdout.write(`${files.size} reports written\n`);
}

await main();
