import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

export const tooLittleCapacity: Scenario = {
  name: 'too-little-capacity',
  title: 'one zone fails, and it holds most of the fleet',
  summary:
    'At 18:31 a group scales out from 12 to 24, but EC2 has capacity only in use1-az1, which then holds 16 and begins to ' +
    'fail at 18:45. A good responder holds: the remaining 8 are less than half of the fleet, the minimum in its policy.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [
        { kind: 'launches', at: 0, zoneIds: ['use1-az2', 'use1-az4'] },
        { kind: 'errors', at: 15, zoneIds: ['use1-az1'], share: 0.2 },
      ],
    }),
  durationMinutes: 35,
  actors: [
    {
      at: 1,
      who: 'a scheduled scaling action',
      kind: 'call',
      call: {
        service: 'autoscaling',
        operation: 'UpdateAutoScalingGroup',
        input: { AutoScalingGroupName: 'web', DesiredCapacity: 24 },
      },
    },
  ],
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['capacity'] },
};

export const launchesFail: Scenario = {
  name: 'launches-fail',
  title: 'no instance can be launched in any zone during the evacuation',
  summary:
    'use1-az1 fails from 18:40 on, and EC2 has no capacity in any zone. The remaining zones already have enough, so a good ' +
    'responder evacuates. Auto Scaling keeps the old instances, without traffic, until it can launch new ones.',
  region: (options) =>
    defaultRegionSpec({
      ...options,
      faults: [
        { kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 },
        { kind: 'launches', at: 10 },
      ],
    }),
  durationMinutes: 40,
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};
