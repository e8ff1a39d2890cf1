import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileSystem } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { refuse } from '../refusal.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Next to the constructs in the built package; in dist in the repository. */
const PLACES = [join(HERE, 'responder'), join(HERE, '../../dist/responder')];
const MAPS = '.map';
export const CONFIGURATION_FILE = 'gray-failure.config.json';

/**
 * A folder with the function's code. It may also contain source maps, which must not be deployed. With a configuration, returns a
 * copy of the code with the configuration file added.
 */
export function bundleFolder(scope: Construct, configuration: string | null): string {
  const built = PLACES.find((folder) => existsSync(join(folder, 'index.mjs')));
  if (built === undefined)
    return refuse(scope, `the responder is not built (${PLACES.at(-1)} does not exist); run "npm run build"`);
  if (configuration === null) return built;
  const folder = FileSystem.mkdtemp('gray-failure-responder-');
  for (const file of deployedFiles(built)) copyFileSync(join(built, file), join(folder, file));
  writeFileSync(join(folder, CONFIGURATION_FILE), configuration);
  return folder;
}

/** The names of the files that are deployed. */
export function deployedFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith(MAPS))
    .sort();
}

export function bundleAsset(folder: string): Code {
  return Code.fromAsset(folder, { exclude: [`*${MAPS}`] });
}
