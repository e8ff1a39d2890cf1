import { Application } from '../game-day/application.ts';
import { gameDayPolicy } from '../game-day/game-day-configuration.ts';
import type { Scenario } from '../game-day/scenario.ts';
import { type Script, scenarioOf } from '../game-day/script.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';
import { smallApplication } from './small-application.ts';

const parts = defaultRegionSpec({ seed: 0, startsAt: new Date(0), alarms: [] });

/** The application that game days are played on where nobody brings one. */
export const wildrydes = new Application({
  zones: parts.zones,
  region: defaultRegionSpec,
  smallRegion: smallApplication,
  policy: gameDayPolicy(parts),
});

export function onWildrydes(script: Script): Scenario {
  return scenarioOf(script, wildrydes);
}
