import type { Evidence, Omission, Plan, Step, StepResult } from '../domain/index.ts';
import { executeCapacity } from '../execute/execute-capacity.ts';
import { gatherLaunches, gatherPlaces, withoutLaunches } from '../gather/gather-capacity.ts';
import { planCapacity } from '../plan/plan-capacity.ts';
import { groupsToEmpty } from '../situation/capacity-sources.ts';
import { lockOf } from '../situation/shifts.ts';
import { groupOrResourceOf } from '../situation/targets.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { type Surroundings, sourcesOf } from './action.ts';

export interface MovedCapacity {
  /** With what was read for the capacity steps. */
  readonly situation: Situation;
  readonly results: readonly StepResult[];
}

/**
 * The capacity steps, in rounds: how the launches of a round's groups go is read right before their steps. So a fleet that takes longer
 * than one run gets on with each run, however slow Auto Scaling is, and no step rests on what was read long before it.
 */
export async function moveCapacity(
  situation: Situation,
  traffic: readonly StepResult[],
  around: Surroundings,
): Promise<MovedCapacity> {
  const { policy, watch } = around;
  const { zone } = situation;
  const places = await watch.time('locate', () => gatherPlaces(situation.evidence, sourcesOf(around)));
  const results: StepResult[] = [];
  let located = situation;
  let evidence = places;
  for (const { groups, isDue } of roundsOf(places, around)) {
    evidence = await lookAtLaunches(evidence, groups, around);
    located = understand(evidence, policy);
    const plan = only(planCapacity(located, policy), isDue);
    const work = { ...around, plan, zone, lock: lockOf(located, policy), earlier: [...results] };
    results.push(...(await watch.time('capacity', () => executeCapacity(work, traffic))));
  }
  return { situation: located, results };
}

function lookAtLaunches(evidence: Evidence, groups: readonly string[], around: Surroundings): Promise<Evidence> | Evidence {
  if (around.signal.aborted) return withoutLaunches(evidence, groups);
  return around.watch.time('locate', () => gatherLaunches(evidence, groups, sourcesOf(around)));
}

interface Round {
  readonly groups: readonly string[];
  /** Whether a step belongs to the round. What concerns no group that is to be emptied belongs to the first. */
  readonly isDue: (entry: Step | Omission) => boolean;
}

/** Each is twice as large as the one before it, so that there are few: the situation is understood anew in each. */
const FIRST_ROUND = 100;

function roundsOf(evidence: Evidence, { policy }: Surroundings): Round[] {
  const names = groupsToEmpty(evidence, policy).map(({ name }) => name);
  const roundOf = new Map(names.map((name, index) => [name, Math.floor(Math.log2(index / FIRST_ROUND + 1))]));
  const count = Math.max(0, ...roundOf.values()) + 1;
  return Array.from({ length: count }, (_, round) => ({
    groups: names.filter((name) => roundOf.get(name) === round),
    isDue: (entry) => (roundOf.get(groupOrResourceOf(entry)) ?? 0) === round,
  }));
}

function only({ steps, omitted }: Plan, isDue: Round['isDue']): Plan {
  return { steps: steps.filter(isDue), omitted: omitted.filter(isDue) };
}
