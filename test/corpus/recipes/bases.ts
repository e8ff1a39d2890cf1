import type { BaseName } from '../stored-case.ts';
import { alarmed, asked, askedWhileOut, RESTORE, type Recipe, STATUS, UPKEEP, unchanged } from '../world.ts';
import { IN_1, rung } from './evidence-of-contributors.ts';

/** A base, and the one that its own differences start from; null: it is stored whole. */
interface Base {
  readonly from: BaseName | null;
  readonly make: Recipe;
}

const PAUSED = { paused: true };

/** What the cases of the corpus differ from: the plainest run of each kind, and the plainest that is held. */
export const bases: Readonly<Record<BaseName, Base>> = {
  alarm: { from: null, make: alarmed(unchanged) },
  'alarm-held': { from: 'alarm', make: unpaused(alarmed(unchanged, PAUSED)) },
  contributor: { from: 'alarm', make: rung([IN_1]) },
  'contributor-held': { from: 'contributor', make: unpaused(rung([IN_1], { configuration: PAUSED })) },
  person: { from: 'alarm', make: asked(unchanged) },
  'person-held': { from: 'person', make: unpaused(asked(unchanged, { configuration: PAUSED })) },
  restore: { from: 'person', make: askedWhileOut(unchanged, { request: RESTORE }) },
  'restore-held': { from: 'restore', make: unpaused(askedWhileOut(unchanged, { request: RESTORE, configuration: PAUSED })) },
  upkeep: { from: 'restore', make: askedWhileOut(unchanged, { request: UPKEEP }) },
  status: { from: 'upkeep', make: askedWhileOut(unchanged, { request: STATUS }) },
};

/** The kill switch holds a run without any other difference. A base does not show it, so that the cases need not take it back. */
function unpaused(recipe: Recipe): Recipe {
  return async () => {
    const report = await recipe();
    return report.policy === null ? report : { ...report, policy: { ...report.policy, paused: false } };
  };
}
