import { reasonsThatHold } from '../decide/reasons-that-hold.ts';
import type { AvailabilityZone, Policy, ResultCode } from '../domain/index.ts';
import { few } from '../situation/few.ts';
import type { ZoneJudgement } from './examined.ts';
import { shortName } from './examined.ts';

/** Whether a person could evacuate the zone now. */
export interface ZoneVerdict {
  readonly zone: AvailabilityZone;
  readonly verdict: 'yes' | 'partly' | 'no';
  /** Why not, or why not all of it; what would be done, if all of it can be. */
  readonly why: string;
}

/** What a plan leaves out without leaving anything behind. */
const HARMLESS: ReadonlySet<ResultCode> = new Set(['not-in-zone', 'no-capacity']);

/** From the evacuation's own decision and plan. */
export function verdictOf({ zone, conclusion, situation }: ZoneJudgement, policy: Policy): ZoneVerdict {
  const held = reasonsThatHold(conclusion.decision, policy).map(({ check, why }) => `${check}: ${why}`);
  if (held.length > 0) return { zone, verdict: 'no', why: few(held) };
  const left = conclusion.plan.omitted
    .filter(({ code }) => !HARMLESS.has(code))
    .map(({ target, why }) => `${shortName(target)}: ${why}`);
  if (left.length > 0) return { zone, verdict: 'partly', why: few(left) };
  const shifts = policy.resources.length;
  const groups = situation.groups.filter(({ isInZone, capacityStep }) => isInZone && capacityStep !== 'none').length;
  return { zone, verdict: 'yes', why: `${shifts} resources would be shifted, and ${groups} groups would leave the zone` };
}
