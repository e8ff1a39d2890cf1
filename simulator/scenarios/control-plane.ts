import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const oneZoneFails: Scenario['region'] = (options) =>
  defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] });

export const throttledControlPlane: Scenario = {
  name: 'throttled-control-plane',
  title: 'the control planes throttle for minutes, because everybody is evacuating',
  summary:
    'use1-az1 fails from 18:40 on. Until 18:44, EC2 and changes of Auto Scaling are throttled. A good responder moves ' +
    'traffic at once, with the data plane alone, and capacity as soon as a retry succeeds.',
  region: oneZoneFails,
  durationMinutes: 40,
  awsFaults: [
    { kind: 'throttling', service: 'ec2', until: 14 },
    { kind: 'throttling', service: 'autoscaling', operation: 'CreateOrUpdateTags', until: 14 },
    { kind: 'throttling', service: 'autoscaling', operation: 'UpdateAutoScalingGroup', until: 14 },
  ],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'partial'] },
};

export const crashBetweenRecordAndUpdate: Scenario = {
  name: 'crash-between-record-and-update',
  title: 'the responder dies between the record and the change',
  summary:
    'use1-az1 fails from 18:40 on. The responder’s process is killed after it has recorded what it will remove from the ' +
    'first group, but before it removes it. A good responder continues where it stopped when Lambda retries a minute later.',
  region: oneZoneFails,
  durationMinutes: 40,
  crash: { operation: 'UpdateAutoScalingGroup', nth: 1, when: 'before' },
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};

export const shiftAnswerLost: Scenario = {
  name: 'shift-answer-lost',
  title: 'a shift starts, but the answer never arrives',
  summary:
    'use1-az1 fails from 18:40 on. ARC starts the first shift, but the connection breaks before the answer. A good responder ' +
    'checks before it starts another, finds its own shift, and goes on.',
  region: oneZoneFails,
  durationMinutes: 40,
  awsFaults: [{ kind: 'timeout-after-applying', service: 'arc-zonal-shift', operation: 'StartZonalShift', times: 1 }],
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};

export const staleReads: Scenario = {
  name: 'stale-reads',
  title: 'reads of Auto Scaling lag behind its writes',
  summary:
    'use1-az1 fails from 18:40 to 18:50. For almost a second after each change, DescribeAutoScalingGroups still shows what was ' +
    'there before it. A good responder reads again before it calls a change failed, on the way out and on the way back.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, until: 20, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 55,
  awsFaults: [{ kind: 'stale', service: 'autoscaling', operation: 'DescribeAutoScalingGroups' }],
  upkeep: [{ everyMinutes: 1, from: 40 }],
  requests: [
    {
      at: 38,
      who: 'a person on call',
      request: { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'], reason: 'repaired' },
    },
  ],
  expected: { evacuated: null, advised: 'use1-az1', outcomes: ['done', 'in-progress', 'nothing-to-do'], restored: {} },
};

export const shiftWithoutEffect: Scenario = {
  name: 'shift-without-effect',
  title: 'ARC accepts a shift and does not apply it',
  summary:
    'use1-az1 fails from 18:40 on. ARC accepts the shift of the load balancer web, and its requests go on reaching the zone. A good ' +
    'responder says so, and leaves the capacity where it is, in the first run, in Lambda’s retries and in every tick. At 19:02 a ' +
    'person gives up and restores.',
  region: (options) => {
    const spec = oneZoneFails(options);
    const loadBalancers = spec.loadBalancers.map((one) => (one.name === 'web' ? { ...one, shiftsTakeEffect: false } : one));
    return { ...spec, loadBalancers };
  },
  durationMinutes: 36,
  upkeep: [{ everyMinutes: 1 }],
  requests: [
    {
      at: 32,
      who: 'a person on call',
      request: { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'], reason: 'to no avail' },
    },
  ],
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'nothing-to-do', 'partial'],
    codes: ['shift-not-applied', 'traffic-not-moved'],
    restored: {},
    deadLetters: 1,
  },
};

export const cloudWatchUnreadable: Scenario = {
  name: 'cloudwatch-unreadable',
  title: 'CloudWatch raises the alarm, but then cannot be read',
  summary:
    'use1-az1 fails from 18:40 on, and DescribeAlarms answers 500. Nobody can know whether the other zones are healthy. A good ' +
    'responder does not evacuate because of a single alarm. It holds and notifies the people on call.',
  region: oneZoneFails,
  durationMinutes: 30,
  awsFaults: [{ kind: 'server-error', service: 'monitoring', operation: 'DescribeAlarms' }],
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['single-zone'] },
};
