import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const COMMAND = 'cli/gray-failure.ts';

/**
 * The words after `node` that start `gray-failure` with a sub-command, bundled anew into one file that goes when the tests are through. A command
 * starts with it in a fifth of the time that `--import tsx` takes: each test file starts its command as it is typed once, and this
 * way for all the rest.
 */
export function bundledCommand(...subCommand: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'command.mjs');
  buildSync({
    absWorkingDir: resolve(__dirname, '..'),
    entryPoints: [COMMAND],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    // Some dependencies are CommonJS and ask for Node's own modules by `require`, which ESM has not.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return [outfile, ...subCommand];
}

/** The words that start it as it is typed: `npm run explain` is `tsx cli/gray-failure.ts explain`. */
export function typedCommand(...subCommand: readonly string[]): readonly string[] {
  return ['--import', 'tsx', COMMAND, ...subCommand];
}
