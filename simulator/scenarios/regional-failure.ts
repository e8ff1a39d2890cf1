import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const regionalFailure: Scenario = {
  name: 'regional-failure',
  title: 'a bad release reaches one zone first, and all others two minutes later',
  summary:
    'use1-az1 begins to fail at 18:40, the others at 18:42. For a while it looks like a single zone, and the event for it ' +
    'waits two and a half minutes in Lambda’s queue. A good responder reads the current alarms and holds.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [
        { kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.15 },
        { kind: 'errors', at: 12, zoneIds: ['use1-az2', 'use1-az4'], share: 0.15 },
      ],
    }),
  durationMinutes: 30,
  queueSeconds: 150,
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['impact-alarm', 'regional'] },
};
