import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const duplicateAndReorderedEvents: Scenario = {
  name: 'duplicate-and-reordered-events',
  title: 'every event arrives twice, late and in any order',
  summary:
    'use1-az1 fails from 18:40 on. EventBridge delivers each event twice, up to two minutes late, in any order. A good ' +
    'responder evacuates once and has nothing to do the second time.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 40,
  delivery: { duplicateShare: 1, maximumDelaySeconds: 120, shuffle: true },
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'nothing-to-do'] },
};

export const flappingZone: Scenario = {
  name: 'flapping-zone',
  title: 'one zone alternates: it fails for four minutes, then is healthy for four',
  summary:
    'From 18:40 on, use1-az1 flaps, and its alarm comes and goes. A good responder evacuates the zone once and leaves it ' +
    'out: an alarm that clears in an empty zone says nothing about recovery.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2, flap: { onMinutes: 4, offMinutes: 4 } }],
    }),
  durationMinutes: 60,
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};
