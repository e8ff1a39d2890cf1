import { paused } from '../paused.ts';
import { capacity } from './capacity.ts';
import { cooldown } from './cooldown.ts';
import { deployment } from './deployment.ts';
import { eventFresh } from './event-fresh.ts';
import { impactAlarm } from './impact-alarm.ts';
import { launchHealth } from './launch-health.ts';
import { moreThanOneTarget } from './more-than-one-target.ts';
import { noOtherEvacuation } from './no-other-evacuation.ts';
import { regional } from './regional.ts';
import { singleZone } from './single-zone.ts';
import { zoneIsOutlier } from './zone-is-outlier.ts';
import { zoneNames } from './zone-names.ts';

/** Every reason not to evacuate, in the order of the report. A new check is one file and one line here. */
export const EVACUATE = [
  paused,
  eventFresh,
  impactAlarm,
  singleZone,
  regional,
  zoneNames,
  zoneIsOutlier,
  deployment,
  moreThanOneTarget,
  noOtherEvacuation,
  capacity,
  launchHealth,
  cooldown,
] as const;
