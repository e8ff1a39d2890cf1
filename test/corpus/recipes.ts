import { ofAlarms } from './recipes/evidence-of-alarms.ts';
import { ofContributors } from './recipes/evidence-of-contributors.ts';
import { ofNames } from './recipes/evidence-of-names.ts';
import { ofPasts } from './recipes/evidence-of-pasts.ts';
import { ofRollouts } from './recipes/evidence-of-rollouts.ts';
import { ofSignals } from './recipes/evidence-of-signals.ts';
import { ofZones } from './recipes/evidence-of-zones.ts';
import { ofRestores } from './recipes/restore.ts';
import { ofRuns } from './recipes/runs.ts';
import { ofStrays } from './recipes/strays.ts';
import type { Recipes } from './world.ts';

/** How every file of the corpus is made. */
export const recipes: Recipes = {
  ...ofAlarms,
  ...ofContributors,
  ...ofSignals,
  ...ofPasts,
  ...ofRollouts,
  ...ofNames,
  ...ofZones,
  ...ofRestores,
  ...ofRuns,
  ...ofStrays,
};
