import { chmodSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { build } from 'esbuild';
import { writeThirdPartyNotices } from './notices/third-party-notices.mjs';

/**
 * Bundles the command `gray-failure` into dist/cli: the entry, and the sub-commands in files that are loaded when they are asked for.
 * It is the tool for when Lambda is down, so it needs no clone, no `npm ci` and no compiler. `npm ci` runs this, too (`prepare`).
 * Another folder than dist/cli may be given.
 */
const [, , OUTPUT = 'dist/cli'] = process.argv;
const COMMAND = `${OUTPUT}/gray-failure.mjs`;

rmSync(OUTPUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { 'gray-failure': 'cli/gray-failure.ts' },
  outdir: OUTPUT,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  target: 'node20',
  format: 'esm',
  metafile: true,
  legalComments: 'none',
  logLevel: 'error',
  // Some dependencies are CommonJS and ask for Node's own modules by `require`, which ESM has not.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
});
chmodSync(COMMAND, 0o755);
writeThirdPartyNotices(OUTPUT, [metafile]);
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `${COMMAND} ${(metafile.outputs[relative('', COMMAND)].bytes / 1000).toFixed(1)} kB, with all it loads ${(bytes / 1000).toFixed(1)} kB\n`,
);
