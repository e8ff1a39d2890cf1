import type { Evidence, Policy } from '../../domain/index.ts';
import { type LaunchVerdict, launchVerdict } from '../../situation/launch-health.ts';
import { capacityStepOf } from '../../situation/rules.ts';
import { type Check, fail, pass, unknown } from '../check.ts';

/**
 * Removing capacity asks Auto Scaling to launch as much elsewhere: where launches fail, or where somebody else is at work on
 * the group, its step is left out, and upkeep takes it up again later. Traffic moves all the same.
 */
export const launchHealth: Check = {
  name: 'launch-health',
  hard: false,
  unknownHolds: false,
  isOfCapacitySteps: true,
  evaluate: (evidence, policy) => {
    const judged = judgeGroups(evidence, policy);
    const told = (statuses: readonly LaunchVerdict['status'][]) =>
      judged.filter(({ verdict }) => statuses.includes(verdict.status)).map(({ name, verdict }) => `${name}: ${verdict.why}`);
    const against = told(['managed', 'unsafe']);
    if (against.length > 0) return fail(against.join('; '));
    const open = told(['unknown']);
    if (open.length > 0) return unknown(open.join('; '));
    return pass(judged.length === 0 ? 'no group has a capacity step' : told(['safe']).join('; '));
  },
};

function judgeGroups(evidence: Evidence, policy: Policy): { name: string; verdict: LaunchVerdict }[] {
  return Object.entries(evidence.groups).flatMap(([name, reading]) => {
    const step = capacityStepOf(name, policy);
    if (step === 'none') return [];
    if (!reading.known) return [{ name, verdict: { status: 'unknown' as const, why: reading.why } }];
    const isThere = evidence.zone !== null && reading.value.zoneNames.includes(evidence.zone.zoneName);
    const verdict: LaunchVerdict = isThere
      ? launchVerdict(reading.value, evidence, step)
      : { status: 'safe', why: 'not in the zone' };
    return [{ name, verdict }];
  });
}
