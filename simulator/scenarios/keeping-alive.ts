import type { ActorStep, Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';
import { smallApplication } from './small-application.ts';

export const expiryWhileBad: Scenario = {
  name: 'expiry-while-bad',
  title: 'the shifts would expire while the zone is still bad',
  summary:
    'use1-az1 fails from 18:40 on, and shifts last 30 minutes. ARC ends a shift at its expiry, even if the zone is still bad. A good ' +
    'responder renews its shifts in time, even if ARC throttles the renewals for a while, and never lets one lapse.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  configuration: { zonalShift: { expiresIn: '30m', renewBefore: '10m', maximumDuration: '24h' } },
  durationMinutes: 100,
  upkeep: [{ everyMinutes: 1 }],
  awsFaults: [{ kind: 'throttling', service: 'arc-zonal-shift', operation: 'UpdateZonalShift', from: 31, until: 36 }],
  expected: {
    evacuated: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do', 'partial'],
    codes: ['extended', 'not-extended'],
  },
};

export const seventyTwoHours: Scenario = {
  name: 'seventy-two-hours',
  title: 'a zone is out for three days, then must be released',
  summary:
    'use1-az1 fails at 18:40 and recovers only after its 72 hours are over. A good responder renews its shifts, eight hours ' +
    'at a time, up to that maximum. Then it notifies people and releases the zone in order: first capacity, then traffic.',
  region: (options) =>
    smallApplication({ ...options, faults: [{ kind: 'errors', at: 10, until: 4_335, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 4_345,
  // Few ticks while nothing happens, so that three days play in seconds.
  upkeep: [
    { everyMinutes: 1, until: 20 },
    { everyMinutes: 20, from: 20, until: 4_260 },
    { everyMinutes: 1, from: 4_260 },
  ],
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    codes: ['extended', 'cancelled'],
    restored: {},
    told: ['72h'],
  },
};

/** A deployment of infrastructure code, which sets the group's subnets as in the code. */
function deployment(at: number): ActorStep {
  const input = { AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0a1,subnet-0b2,subnet-0c3' };
  const call = { service: 'autoscaling', operation: 'UpdateAutoScalingGroup', input } as const;
  return { at, who: 'a pipeline', kind: 'call', call };
}

export const pipelinePutsSubnetsBack: Scenario = {
  name: 'pipeline-puts-subnets-back',
  title: 'a pipeline repeatedly undoes the evacuation',
  summary:
    'use1-az1 fails from 18:40 to 19:30. From 18:50 on, a pipeline resets the group web to its code every five minutes. ' +
    'A good responder removes the subnet again three times, then leaves the group alone and says so. At 19:50 a person restores.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, until: 60, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 95,
  upkeep: [{ everyMinutes: 1 }],
  actors: [20, 25, 30, 35, 40].map(deployment),
  requests: [{ at: 80, who: 'a person on call', request: { action: 'restore', zone: 'use1-az1', reason: 'repaired' } }],
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do', 'partial'],
    codes: ['subnets-removed', 'latched', 'cancelled'],
    restored: {},
    told: ['was put back 3 times'],
  },
};
