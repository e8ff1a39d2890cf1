import type { Policy } from '../domain/index.ts';
import type { StandingEvacuation } from './evacuations.ts';
import { minutesBetween } from './time.ts';
import type { Situation } from './understand.ts';

/** Why upkeep may not keep alive what is out, with the time that is left; null: it may. */
export function whyUnattended({ zoneId, since }: StandingEvacuation, situation: Situation, policy: Policy): string | null {
  const setting = settingAgainst(policy);
  if (setting === null) return null;
  return (
    `${zoneId} has been out since ${since}, by us, and ${setting} keeps upkeep from its work: ${whatFollows(zoneId, situation)}. ` +
    'Change the setting back, or restore the zone'
  );
}

/** Whether upkeep keeps alive what is out. */
export function isUpheld(policy: Policy): boolean {
  return settingAgainst(policy) === null;
}

function settingAgainst({ paused, mode }: Policy): string | null {
  if (paused) return '"paused": true';
  return mode === 'observe' ? '"mode": "observe"' : null;
}

function whatFollows(zoneId: string, { shifts, evidence: { now } }: Situation): string {
  const ends = shifts.marked.flatMap(({ awayFrom, expiresAt }) => (awayFrom === zoneId ? (expiresAt ?? []) : [])).sort();
  const [first] = ends;
  if (first === undefined) return 'no shift of ours stands, and nothing repairs what comes undone';
  const minutes = Math.max(0, Math.floor(minutesBetween(now, first)));
  return `its first shift ends in ${minutes} minutes, at ${first}, and then the zone gets traffic again, with or without capacity`;
}
