import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

/**
 * Replacing one instance beats evacuating a zone. There is no check for it yet (`more-than-one-target`), so what protects the
 * zone today is the alarm's threshold alone: this instance stays just below it. A worse one would have its zone evacuated.
 */
export const singleBadInstance: Scenario = {
  name: 'single-bad-instance',
  title: 'one instance of twelve fails now and then',
  summary:
    'From 18:40 on one instance in use1-az1 fails 1.2 % of its requests: 0.3 % of the zone’s, below the alarm’s 0.5 %, so the ' +
    'responder is never invoked. (A worse instance would pass the threshold and, as yet, have its zone evacuated.)',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [{ kind: 'bad-instance', at: 10, zoneIds: ['use1-az1'], group: 'web', share: 0.012 }],
    }),
  durationMinutes: 30,
  expected: { evacuated: null, outcomes: [] },
};
