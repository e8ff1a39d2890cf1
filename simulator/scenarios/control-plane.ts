import type { Application } from '../game-day/application.ts';
import type { Scenario } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';
import type { LoadBalancerSpec } from '../region/load-balancer/load-balancer.ts';

export const throttledControlPlane: Script = {
  name: 'throttled-control-plane',
  title: 'the control planes throttle for minutes, because everybody is evacuating',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 on. Until 18:44, EC2 and changes of Auto Scaling are throttled. A good responder moves ` +
      'traffic at once, with the data plane alone, and capacity as soon as a retry succeeds.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 40,
    awsFaults: [
      { kind: 'throttling', service: 'ec2', until: 14 },
      { kind: 'throttling', service: 'autoscaling', operation: 'CreateOrUpdateTags', until: 14 },
      { kind: 'throttling', service: 'autoscaling', operation: 'UpdateAutoScalingGroup', until: 14 },
    ],
    expected: { evacuated: app.first, outcomes: ['done', 'partial'] },
  }),
};

export const crashBetweenRecordAndUpdate: Script = {
  name: 'crash-between-record-and-update',
  title: 'the responder dies between the record and the change',
  on: (app) => {
    app.needGroup();
    return {
      summary:
        `${app.first} fails from 18:40 on. The responder’s process is killed after it has recorded what it will remove from the ` +
        'first group, but before it removes it. A good responder continues where it stopped when Lambda retries a minute later.',
      region: app.regionWith([app.fault()]),
      durationMinutes: 40,
      crash: { operation: 'UpdateAutoScalingGroup', nth: 1, when: 'before' },
      expected: { evacuated: app.first, outcomes: ['done'] },
    };
  },
};

export const shiftAnswerLost: Script = {
  name: 'shift-answer-lost',
  title: 'a shift starts, but the answer never arrives',
  on: (app) => {
    app.needLoadBalancers(1);
    return {
      summary:
        `${app.first} fails from 18:40 on. ARC starts the first shift, but the connection breaks before the answer. A good responder ` +
        'checks before it starts another, finds its own shift, and goes on.',
      region: app.regionWith([app.fault()]),
      durationMinutes: 40,
      awsFaults: [{ kind: 'timeout-after-applying', service: 'arc-zonal-shift', operation: 'StartZonalShift', times: 1 }],
      expected: { evacuated: app.first, outcomes: ['done'] },
    };
  },
};

export const staleReads: Script = {
  name: 'stale-reads',
  title: 'reads of Auto Scaling lag behind its writes',
  on: (app) => {
    app.needGroup();
    return {
      summary:
        `${app.first} fails from 18:40 to 18:50. For almost a second after each change, DescribeAutoScalingGroups still shows what was ` +
        'there before it. A good responder reads again before it calls a change failed, on the way out and on the way back.',
      region: app.regionWith([app.fault({ until: 20 })]),
      durationMinutes: 55,
      awsFaults: [{ kind: 'stale', service: 'autoscaling', operation: 'DescribeAutoScalingGroups' }],
      upkeep: [{ everyMinutes: 1, from: 40 }],
      requests: [
        {
          at: 38,
          who: 'a person on call',
          request: { action: 'restore', zone: app.first, override: ['recovery', 'no-impact'], reason: 'repaired' },
        },
      ],
      expected: { evacuated: null, advised: app.first, outcomes: ['done', 'in-progress', 'nothing-to-do'], restored: {} },
    };
  },
};

function withoutEffect(app: Application): Scenario['region'] {
  const { name } = app.loadBalancer;
  const change = (one: LoadBalancerSpec) => (one.name === name ? { ...one, shiftsTakeEffect: false } : one);
  return (options) => {
    const spec = app.regionWith([app.fault()])(options);
    const { loadBalancers, networkLoadBalancers = [] } = spec;
    return { ...spec, loadBalancers: loadBalancers.map(change), networkLoadBalancers: networkLoadBalancers.map(change) };
  };
}

export const shiftWithoutEffect: Script = {
  name: 'shift-without-effect',
  title: 'ARC accepts a shift and does not apply it',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 on. ARC accepts the shift of the load balancer ${app.loadBalancer.name}, and its requests go on reaching the zone. A good ` +
      'responder says so, and leaves the capacity where it is, in the first run, in Lambda’s retries and in every tick. At 19:02 a ' +
      'person gives up and restores.',
    region: withoutEffect(app),
    durationMinutes: 36,
    upkeep: [{ everyMinutes: 1 }],
    requests: [
      {
        at: 32,
        who: 'a person on call',
        request: { action: 'restore', zone: app.first, override: ['recovery', 'no-impact'], reason: 'to no avail' },
      },
    ],
    expected: {
      evacuated: null,
      advised: app.first,
      outcomes: ['done', 'nothing-to-do', 'partial'],
      codes: ['shift-not-applied', 'traffic-not-moved'],
      restored: {},
      deadLetters: 1,
    },
  }),
};

export const cloudWatchUnreadable: Script = {
  name: 'cloudwatch-unreadable',
  title: 'CloudWatch raises the alarm, but then cannot be read',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 on, and DescribeAlarms answers 500. Nobody can know whether the other zones are healthy. A good ` +
      'responder does not evacuate because of a single alarm. It holds and notifies the people on call.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 30,
    awsFaults: [{ kind: 'server-error', service: 'monitoring', operation: 'DescribeAlarms' }],
    expected: { evacuated: null, outcomes: ['held'], heldBy: ['single-zone'] },
  }),
};
