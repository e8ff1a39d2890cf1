import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const region: Scenario['region'] = (options) =>
  defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] });

export const grayErrors: Scenario = {
  name: 'gray-errors',
  title: 'one zone fails a fifth of its requests',
  summary:
    'From 18:40 on, use1-az1 answers 20 % of its requests with 500, but its health checks stay green. ' +
    'A good responder shifts both load balancers away from the zone and, when the clients have left it, removes its subnets from both groups.',
  region,
  durationMinutes: 40,
  upkeep: [{ everyMinutes: 1 }],
  expected: { evacuated: 'use1-az1', outcomes: ['nothing-to-do', 'in-progress', 'done'] },
};

/** AWS publishes the numbers of a minute apart. */
export const unfinishedMinutes: Scenario = {
  name: 'unfinished-minutes',
  title: 'of the newest minute CloudWatch has all failures, and a tenth of the requests',
  summary:
    'use1-az1 answers 20 % of its requests with 500 from 18:40 on. For a minute, CloudWatch shows a tenth of the requests of the ' +
    'newest minute, in every zone, and all of its failures: 600 of 300. A good responder leaves that minute out, and evacuates.',
  region,
  durationMinutes: 40,
  metricFaults: [{ kind: 'unfinished', name: 'RequestCount', share: 0.1, minutes: 1 }],
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};

export const nearlyEverythingFails: Scenario = {
  name: 'nearly-everything-fails',
  title: 'one zone fails nearly all of its requests',
  summary:
    'From 18:40 on, use1-az1 answers 95 % of its requests with 500, but its health checks stay green. A good responder does not ' +
    'wait until the zone is drained: instances that fail anyway help nobody. It removes the subnets as soon as a second minute shows it.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.95 }] }),
  // Ends before the drain would.
  durationMinutes: 16,
  upkeep: [{ everyMinutes: 1 }],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'in-progress', 'nothing-to-do'] },
};
