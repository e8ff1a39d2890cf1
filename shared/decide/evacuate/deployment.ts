import type { Policy } from '../../domain/index.ts';
import { announcedRollouts, whyAnnouncementsAreUnseen } from '../../situation/announced-rollouts.ts';
import { few } from '../../situation/few.ts';
import { visibleRollouts } from '../../situation/rollouts.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/**
 * A bad version that reaches one zone first looks like that zone: moving its traffic hides it until the others have it too. Then a
 * tick judges again on what all zones show. A read that fails keeps no evacuation from happening, and in-place rollouts that
 * nobody announces cannot be seen.
 */
export const deployment = defineCheck({
  name: 'deployment',
  hard: false,
  unknownHolds: false,
  needsZone: true,
  notAskedOf: ['manual', 'tick'],
  note: (situation, policy) => judge(situation, policy).why,
  evaluate: (situation, policy) =>
    situation.isUnderWay ? pass('the evacuation of this zone is already under way') : judge(situation, policy),
});

function judge(situation: Situation, policy: Policy): Verdict {
  const rollouts = [...announcedRollouts(situation, policy), ...visibleRollouts(situation, policy)];
  const suspects = rollouts.filter(({ notTheCause }) => notTheCause === null);
  const [first] = suspects;
  if (first !== undefined) return fail(`${few(suspects.map(({ told }) => told))}: ${first.advice}`);
  const unseen = whyUnseen(situation, policy);
  if (unseen.length > 0) return unknown(few(unseen));
  const cleared = rollouts.map(({ told, notTheCause }) => `${told}, but ${notTheCause}`);
  return pass(cleared.length > 0 ? few(cleared) : 'no rollout touched the zone shortly before it failed');
}

function whyUnseen(situation: Situation, policy: Policy): string[] {
  const { changes } = situation.evidence;
  const unread = changes !== undefined && !changes.known ? [`what changed in the groups could not be read: ${changes.why}`] : [];
  return [...unread, ...whyAnnouncementsAreUnseen(situation, policy)];
}
