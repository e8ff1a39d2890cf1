import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeThirdPartyNotices } from './notices/third-party-notices.mjs';

/**
 * Builds the constructs as a package in dist/package: an ES module, a CommonJS module, declarations, the responder's bundle, the
 * command, and the JSON schema of the configuration.
 * CDK comes from the importing app, because two copies of it do not recognise each other's constructs.
 */
const OUTPUT = 'dist/package';
const { name, version, description, license, engines, dependencies, devDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

/** Only the responder makes dynamic imports: they load the AWS SDK, which no app needs in order to synthesise. */
const withoutDynamicImports = {
  name: 'without-dynamic-imports',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

const OPTIONS = {
  entryPoints: ['infra/index.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs'],
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  plugins: [withoutDynamicImports],
  logLevel: 'error',
};

/** Without "type", the same declarations serve both kinds of importers. */
const MANIFEST = {
  name,
  version,
  description,
  license,
  engines,
  bin: { 'gray-failure': 'cli/gray-failure.mjs' },
  exports: { './infra': { types: './types/infra/index.d.ts', import: './infra.mjs', require: './infra.cjs' } },
  peerDependencies: { 'aws-cdk-lib': devDependencies['aws-cdk-lib'], constructs: devDependencies.constructs },
  // The declarations use zod's types to describe a configuration.
  dependencies: { zod: dependencies.zod },
};

rmSync(OUTPUT, { recursive: true, force: true });
const esModule = await build({ ...OPTIONS, format: 'esm', outfile: join(OUTPUT, 'infra.mjs') });
const commonJs = await build({
  ...OPTIONS,
  format: 'cjs',
  outfile: join(OUTPUT, 'infra.cjs'),
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
});
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.package.json'], { stdio: 'inherit' });
const types = join(OUTPUT, 'types');
for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'))) {
  // An importer's compiler resolves .js, not .ts, next to a declaration.
  const text = readFileSync(join(types, file), 'utf8').replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'");
  writeFileSync(join(types, file), text);
}
writeThirdPartyNotices(OUTPUT, [esModule.metafile, commonJs.metafile]);
cpSync('dist/responder', join(OUTPUT, 'responder'), { recursive: true, filter: (path) => !path.endsWith('.map') });
cpSync('dist/cli', join(OUTPUT, 'cli'), { recursive: true });
for (const file of ['LICENSE', 'README.md', 'gray-failure.config.schema.json']) cpSync(file, join(OUTPUT, file));
writeFileSync(join(OUTPUT, 'package.json'), `${JSON.stringify(MANIFEST, null, 2)}\n`);
process.stdout.write(`${OUTPUT}: use it with npm install or npm pack\n`);
