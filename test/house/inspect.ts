// `npm run structure`: says what it checked, and names every fault with its file and line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectStructure } from './structure.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'cdk.out', '.git']);
const CODE = /\.(ts|mjs|js|py|sh|tf)$|^\.ci\//;

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(`${folder}${entry.name}/`) : [`${folder}${entry.name}`]));

const code = filesIn('').filter((path) => CODE.test(path));
const { summary, problems } = inspectStructure(new Map(code.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')])));
process.stdout.write(`${summary.join('\n')}\n`);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}
