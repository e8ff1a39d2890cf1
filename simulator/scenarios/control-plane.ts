import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const oneZoneFails: Scenario['region'] = (options) =>
  defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] });

export const throttledControlPlane: Scenario = {
  name: 'throttled-control-plane',
  title: 'the control planes throttle for minutes: everybody is evacuating',
  summary:
    'use1-az1 fails from 18:40 on, and until 18:45 EC2 and the changes of Auto Scaling are throttled. A good responder moves ' +
    'traffic at once, by the data plane alone, and capacity as soon as a retry gets through.',
  region: oneZoneFails,
  durationMinutes: 40,
  awsFaults: [
    { kind: 'throttling', service: 'ec2', until: 15 },
    { kind: 'throttling', service: 'autoscaling', operation: 'CreateOrUpdateTags', until: 15 },
    { kind: 'throttling', service: 'autoscaling', operation: 'UpdateAutoScalingGroup', until: 15 },
  ],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'partial'] },
};

export const crashBetweenRecordAndUpdate: Scenario = {
  name: 'crash-between-record-and-update',
  title: 'the responder dies after the record, before the change',
  summary:
    'use1-az1 fails from 18:40 on. The responder’s process is killed when it has written down what it will remove from the ' +
    'first group, and has not removed it yet. A good responder carries on where it stopped, a minute later, when Lambda retries.',
  region: oneZoneFails,
  durationMinutes: 40,
  crash: { operation: 'UpdateAutoScalingGroup', nth: 1, when: 'before' },
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};

export const shiftAnswerLost: Scenario = {
  name: 'shift-answer-lost',
  title: 'a shift is started, and its answer never arrives',
  summary:
    'use1-az1 fails from 18:40 on. ARC starts the first shift, but the connection dies before the answer. A good responder ' +
    'looks before it starts another, finds its own shift, and goes on.',
  region: oneZoneFails,
  durationMinutes: 40,
  awsFaults: [{ kind: 'timeout-after-applying', service: 'arc-zonal-shift', operation: 'StartZonalShift', times: 1 }],
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};

export const cloudWatchUnreadable: Scenario = {
  name: 'cloudwatch-unreadable',
  title: 'CloudWatch raises the alarm and then cannot be read',
  summary:
    'use1-az1 fails from 18:40 on, and DescribeAlarms answers 500. Whether the other zones are well cannot be known. A good ' +
    'responder does not evacuate on one alarm’s word; it holds and tells the people on call.',
  region: oneZoneFails,
  durationMinutes: 30,
  awsFaults: [{ kind: 'server-error', service: 'monitoring', operation: 'DescribeAlarms' }],
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['single-zone'] },
};
