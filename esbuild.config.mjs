import { rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * The bundle that is deployed: `index.mjs` with what the traffic step needs, chunks beside it that are loaded when a
 * later step asks for them, source maps apart (deploy them or not). Runs on Node.js 20 and later; Lambda has nodejs24.x.
 */
rmSync('dist/responder', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { index: 'functions/responder.ts' },
  outdir: 'dist/responder',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  // The SDK's ES modules: esbuild drops the operations that nothing uses, which it cannot in CommonJS.
  mainFields: ['module', 'main'],
  target: 'node20',
  format: 'esm',
  sourcemap: 'external',
  metafile: true,
  legalComments: 'none',
  // Some dependencies are CommonJS and ask for Node's own modules by `require`, which ESM has not.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
});
for (const [path, { bytes }] of Object.entries(metafile.outputs)) {
  if (path.endsWith('.mjs')) process.stdout.write(`${path} ${(bytes / 1000).toFixed(1)} kB\n`);
}
