import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '..');
/** The first file of the bundle: what is loaded before the first zonal shift. */
export const bundle = join(root, 'dist/responder/index.mjs');

/** Builds only what is out of date: another test may be running the bundle. */
export function buildIfOlder(): void {
  const sources = ['functions', 'shared', 'packages', 'infra/bundle'].flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|mjs|json)$/.test(path) && !path.includes('node_modules'))
      .map((path) => statSync(join(root, directory, path)).mtimeMs),
  );
  const made = [bundle, join(root, 'dist/hot-path.json')];
  const builtAt = Math.min(...made.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
  if (builtAt < Math.max(...sources)) execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: root });
}
