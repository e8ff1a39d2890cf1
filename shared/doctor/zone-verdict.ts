import { reasonsThatHold } from '../decide/reasons-that-hold.ts';
import type { Policy, ResultCode, ZoneVerdict } from '../domain/index.ts';
import { few } from '../situation/few.ts';
import type { Situation } from '../situation/understand.ts';
import { shortName, type ZoneJudgement } from './judged.ts';

/** What a plan leaves out without leaving anything behind. */
const HARMLESS: ReadonlySet<ResultCode> = new Set(['not-in-zone', 'no-capacity']);

/** The launches of a few groups stand for those of a fleet. */
function isUnasked(code: ResultCode, target: string, { evidence: { groups, launches } }: Situation): boolean {
  return code === 'launches-unsafe' && groups[target] !== undefined && launches[target] === undefined;
}

/** From the evacuation's own decision and plan. */
export function verdictOf({ zone, conclusion, situation }: ZoneJudgement, policy: Policy): ZoneVerdict {
  const held = reasonsThatHold(conclusion.decision, policy).map(({ check, why }) => `${check}: ${why}`);
  if (held.length > 0) return { zone, verdict: 'no', why: few(held) };
  const left = conclusion.plan.omitted
    .filter(({ code, target }) => !HARMLESS.has(code) && !isUnasked(code, target, situation))
    .map(({ target, why }) => `${shortName(target)}: ${why}`);
  if (left.length > 0) return { zone, verdict: 'partly', why: few(left) };
  const shifts = policy.resources.length;
  const groups = situation.groups.filter(({ isInZone, capacityStep }) => isInZone && capacityStep !== 'none').length;
  return { zone, verdict: 'yes', why: `${shifts} resources would be shifted, and ${groups} groups would leave the zone` };
}
