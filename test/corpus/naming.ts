import { EVACUATE_CHECKS, RESTORE_CHECKS } from '../../shared/decide/check-names.ts';

/** What the name of a case says: `event-fresh-fail-first-state` is about a check, `upkeep-held-paused` about a whole run. */

export const CHECKS = [...new Set([...EVACUATE_CHECKS, ...RESTORE_CHECKS])];
export const STATUSES = ['pass', 'fail', 'unknown'] as const;

export interface Claim {
  readonly check: (typeof CHECKS)[number];
  readonly status: (typeof STATUSES)[number];
}

/** Null: it is about a whole run. */
export function claimOf(name: string): Claim | null {
  const claims = CHECKS.flatMap((check) => STATUSES.map((status) => ({ check, status })));
  return claims.find(({ check, status }) => `${name}-`.startsWith(`${check}-${status}-`)) ?? null;
}

/** The file that a case is in, without `.json`: that of its check, or that of its action. */
export function subjectOf(name: string): string {
  return claimOf(name)?.check ?? name.replace(/-.*/, '');
}
