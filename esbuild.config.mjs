import { rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import { bareBuiltins } from './infra/bundle/bare-builtins.mjs';
import { hotPath } from './infra/bundle/hot-path.mjs';
import { sdkInLambda } from './infra/bundle/sdk-in-lambda.mjs';
import { writeThirdPartyNotices } from './infra/notices/third-party-notices.mjs';

/**
 * The bundle that is deployed: `index.mjs` with what an evacuation needs up to the first zonal shift, and beside it what is
 * loaded when it is asked for, each file complete in itself. (esbuild's own splitting would spread what they share over a
 * dozen files that all have to be read at start.) Source maps lie apart: deploy them or not. Runs on Node.js 20 and later.
 * `THIRD-PARTY-NOTICES` has the licences of the packages inside, because minifying drops their comments.
 */
const OUTPUT = 'dist/responder';

const OPTIONS = {
  outdir: OUTPUT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  // The SDK's ES modules: esbuild drops the operations that nothing uses, which it cannot in CommonJS.
  mainFields: ['module', 'main'],
  target: 'node20',
  format: 'esm',
  sourcemap: 'external',
  metafile: true,
  legalComments: 'none',
  logLevel: 'error',
  // Some dependencies are CommonJS and ask for Node's own modules by `require`, which ESM has not.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
};

/** File of each module that is imported dynamically, by its path: found while bundling, bundled in turn. */
const lazyFiles = new Map();

const lazyImports = {
  name: 'lazy-imports',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /.*/ }, async ({ kind, path, pluginData, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolving' || isBuiltin(path)) return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: 'resolving' });
      if (found.errors.length > 0) return found;
      if (!lazyFiles.has(found.path)) lazyFiles.set(found.path, nameOf(found.path));
      return { path: `./${lazyFiles.get(found.path)}.mjs`, external: true };
    });
  },
};

/** `shared/aws/ec2.ts` is `ec2`; of a package, its name and the module's. Numbered where two would be the same. */
function nameOf(path) {
  const name = path
    .replace(/^.*node_modules\//, '')
    .replace(/^.*\//, (folders) => (path.includes('node_modules') ? folders : ''))
    .replace(/\.[a-z]+$/, '')
    .replace(/\W+/g, '-');
  const taken = [...lazyFiles.values()].filter((other) => other === name || other.startsWith(`${name}-`)).length;
  return taken === 0 && name !== 'index' ? name : `${name}-${taken}`;
}

async function bundle(name, path, plugins = []) {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: { [name]: path },
    plugins: [...plugins, bareBuiltins, lazyImports],
  });
  const { bytes } = metafile.outputs[`${OUTPUT}/${name}.mjs`];
  process.stdout.write(`${OUTPUT}/${name}.mjs ${(bytes / 1000).toFixed(1)} kB\n`);
  return metafile;
}

rmSync(OUTPUT, { recursive: true, force: true });
const metafiles = [await bundle('index', 'functions/responder.ts', [sdkInLambda])];
// A map that grows while it is walked: a lazy file may bring lazy files of its own.
for (const [path, name] of lazyFiles) metafiles.push(await bundle(name, path));
writeThirdPartyNotices(OUTPUT, metafiles);
// What is loaded before the first shift, by its parts: test/functions/hot-path.test.ts holds it.
writeFileSync('dist/hot-path.json', `${JSON.stringify(hotPath(metafiles[0]), null, 2)}\n`);
