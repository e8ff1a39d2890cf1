import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const twoZones: Scenario = {
  name: 'two-zones',
  title: 'two zones fail in the same minute',
  summary:
    'At 18:40 use1-az1 and use1-az2 begin to fail. The alarms of both change together, so neither is isolated and the regional ' +
    'alarm goes off: the rule never invokes the responder. Evacuating either would crush the one zone that is left.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1', 'use1-az2'], share: 0.2 }] }),
  durationMinutes: 30,
  expected: { evacuated: null, outcomes: [] },
};

export const secondZoneMeanwhile: Scenario = {
  name: 'second-zone-meanwhile',
  title: 'a second zone fails while the event of the first is on its way',
  summary:
    'use1-az1 fails at 18:40, use1-az2 at 18:42. When the first alarm goes off it stands alone, but its event takes 150 seconds ' +
    'to arrive. A good responder sees the second zone in the alarms as they are now, and holds.',
  region: (options) => defaultRegionSpec({ ...options, faults: twoInTurn(2) }),
  durationMinutes: 30,
  queueSeconds: 150,
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['regional'] },
};

/** The first zone is evacuated in good faith; when its alarm clears, the second one's goes off. */
export const secondZoneLater: Scenario = {
  name: 'second-zone-later',
  title: 'a second zone fails while the first is being evacuated',
  summary:
    'use1-az1 fails at 18:40, use1-az2 at 18:42. Nothing shows the second failure yet when the first zone is evacuated. Once ' +
    'the first alarm clears for want of traffic, the second stands alone. A good responder never evacuates a second zone.',
  region: (options) => defaultRegionSpec({ ...options, faults: twoInTurn(2) }),
  durationMinutes: 90,
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'held'], heldBy: ['no-other-evacuation'] },
};

function twoInTurn(minutesBetween: number) {
  return [
    { kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 },
    { kind: 'errors', at: 10 + minutesBetween, zoneIds: ['use1-az2'], share: 0.2 },
  ] as const;
}
