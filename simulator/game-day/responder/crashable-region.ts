import type { CallableRegion } from '../../http/answer.ts';
import type { ApiRequest, CallOutcome } from '../../region/operations/api.ts';
import type { Region } from '../../region/region.ts';
import type { Crash } from '../scenario.ts';

/** Thrown instead of an answer. The caller is dead and does not see it. */
export class CrashedError extends Error {
  override readonly name = 'CrashedError';
}

export interface CrashOptions {
  readonly crash: Crash | undefined;
  /** Called when the caller dies. `why` names the call: `UpdateAutoScalingGroup, before it was applied`. */
  readonly onCrash: (why: string) => void;
  /** Whether the caller is dead, so that its calls no longer arrive. */
  readonly isDead: () => boolean;
  readonly onOutcome?: (outcome: CallOutcome) => void;
}

/** A Region for one caller, which dies once, at the scripted call. */
export function crashableRegion(region: Region, { crash, onCrash, isDead, onOutcome }: CrashOptions): CallableRegion {
  let seen = 0;
  const dieAt = (call: ApiRequest, when: Crash['when']): never => {
    const why = `${call.operation}, ${when} it was applied`;
    onCrash(why);
    throw new CrashedError(why);
  };
  const isStruck = (call: ApiRequest) => {
    if (crash === undefined || (crash.operation !== undefined && crash.operation !== call.operation)) return false;
    seen += 1;
    return seen === crash.nth;
  };
  return {
    identity: region.identity,
    call: (call) => {
      if (isDead()) throw new CrashedError('the caller is dead');
      const struck = isStruck(call);
      if (struck && crash?.when === 'before') return dieAt(call, 'before');
      const outcome = region.call(call);
      if (struck) return dieAt(call, 'after');
      onOutcome?.(outcome);
      return outcome;
    },
  };
}
