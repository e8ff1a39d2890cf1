import { execFileSync } from 'node:child_process';

/** The time that a release states, so that two builds of a commit agree: `SOURCE_DATE_EPOCH` (seconds), else the commit's. */
export function commitTime(given: string | undefined): Date {
  const seconds = given ?? execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim();
  if (/^\d{1,10}$/.test(seconds)) return new Date(Number(seconds) * 1000);
  throw new Error(`SOURCE_DATE_EPOCH: "${seconds}" is not accepted; accepted: whole seconds since 1970`);
}
