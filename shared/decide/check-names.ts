import type { Check } from './check.ts';
import { EVACUATE } from './evacuate/index.ts';
import { RESTORE } from './restore/index.ts';

export type EvacuateCheck = (typeof EVACUATE)[number]['name'];
export type RestoreCheck = (typeof RESTORE)[number]['name'];
export type CheckName = EvacuateCheck | RestoreCheck;

/** The names of the checks, in the order of the report: a closed list. */
export const EVACUATE_CHECKS: readonly EvacuateCheck[] = EVACUATE.map(({ name }) => name);
export const RESTORE_CHECKS: readonly RestoreCheck[] = RESTORE.map(({ name }) => name);

/** A check by its name; undefined: this version knows none of that name. */
export function findCheck(name: string): Check | undefined {
  return [...EVACUATE, ...RESTORE].find((check) => check.name === name);
}
