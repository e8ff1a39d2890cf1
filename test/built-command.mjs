import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isOlder } from './is-older.mjs';

const SCRIPT = 'infra/build-cli.mjs';
const SOURCES = [SCRIPT, 'cli', 'shared', 'simulator', 'package.json', 'gray-failure.config.schema.json'];
/** Beside the responder's bundle, which game days look for. Not dist/cli: a build of that may be under way in a test. */
const FOLDER = 'dist/tested-cli';

/** Bundles the command as the package has it: what a sub-command needs is loaded when it is asked for. */
export function buildCommand(rootDir) {
  const sources = SOURCES.map((path) => join(rootDir, path));
  if (!isOlder(join(rootDir, FOLDER), sources)) return;
  execFileSync(process.execPath, [SCRIPT, FOLDER], { cwd: rootDir, stdio: ['ignore', 'ignore', 'inherit'] });
}
