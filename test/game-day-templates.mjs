import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPT = 'infra/game-day-alarms.ts';
const SOURCES = [SCRIPT, 'infra/zone-ids.ts', 'infra/zonal-impact-alarms'];
const TEMPLATES = 'dist/game-day';

/**
 * Jest's globalSetup: makes the templates that the Region takes its alarms from, where they are missing or older than what they
 * are made of. In a process of its own, once: no test has to wait for the AWS CDK.
 */
export default function makeTemplates({ rootDir }) {
  const timesOf = (path) => filesIn(join(rootDir, path)).map((file) => statSync(file).mtimeMs);
  const made = timesOf(TEMPLATES);
  if (made.length > 0 && Math.min(...made) > Math.max(...SOURCES.flatMap(timesOf))) return;
  execFileSync(process.execPath, ['--import', 'tsx', SCRIPT], { cwd: rootDir, stdio: ['ignore', 'ignore', 'inherit'] });
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}
