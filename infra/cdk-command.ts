import { execFileSync } from 'node:child_process';

/** The commands of the CDK command line that change an account. */
const DEPLOYING = ['deploy', 'import', 'watch'];
/** cdk, its shell, and this process. One more, because a wrapper may be between them. */
const GENERATIONS = 4;

/**
 * Whether the CDK command line runs this app in order to deploy it. CDK tells an app nothing about that, so this reads the command
 * lines of the processes above. `false` where they cannot be read (Windows has no `ps`); CDK then fails later, and less clearly.
 */
export function isDeploying(): boolean {
  return commandLinesAbove(process.ppid, GENERATIONS).some(deploys);
}

/** `node node_modules/.bin/cdk deploy -c alarms=false` deploys, and `npx cdk synth` does not. */
export function deploys(commandLine: string): boolean {
  const words = commandLine.split(/\s+/);
  const cdk = words.findIndex((word) => /(^|[\\/])cdk(\.js)?$/.test(word));
  return cdk >= 0 && words.slice(cdk + 1).some((word) => DEPLOYING.includes(word));
}

function commandLinesAbove(pid: number, generations: number): string[] {
  if (pid <= 1 || generations === 0) return [];
  const [, parent, commandLine = ''] = /^\s*(\d+)\s+(.*)$/s.exec(shown(pid)) ?? [];
  if (parent === undefined) return [];
  return [commandLine, ...commandLinesAbove(Number(parent), generations - 1)];
}

function shown(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}
