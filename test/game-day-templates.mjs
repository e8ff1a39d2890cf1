import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isOlder } from './is-older.mjs';

const SCRIPT = 'infra/game-day-alarms.ts';
const SOURCES = [SCRIPT, 'infra/zone-ids.ts', 'infra/zonal-impact-alarms'];
const TEMPLATES = 'dist/game-day';

/** Makes the templates that the Region takes its alarms from. In a process of its own: no test has to wait for the AWS CDK. */
export function makeTemplates(rootDir) {
  const sources = SOURCES.map((path) => join(rootDir, path));
  if (!isOlder(join(rootDir, TEMPLATES), sources)) return;
  execFileSync(process.execPath, ['--import', 'tsx', SCRIPT], { cwd: rootDir, stdio: ['ignore', 'ignore', 'inherit'] });
}
