import { type Application, needs } from '../game-day/application.ts';
import type { ActorStep } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';

export const expiryWhileBad: Script = {
  name: 'expiry-while-bad',
  title: 'the shifts would expire while the zone is still bad',
  on: (app) => {
    app.needLoadBalancers(1);
    return {
      summary:
        `${app.first} fails from 18:40 on, and shifts last 30 minutes. ARC ends a shift at its expiry, even if the zone is still bad. A good ` +
        'responder renews its shifts in time, even if ARC throttles the renewals for a while, and never lets one lapse.',
      region: app.regionWith([app.fault()]),
      configuration: { zonalShift: { expiresIn: '30m', renewBefore: '10m', maximumDuration: '24h' } },
      durationMinutes: 100,
      upkeep: [{ everyMinutes: 1 }],
      awsFaults: [{ kind: 'throttling', service: 'arc-zonal-shift', operation: 'UpdateZonalShift', from: 31, until: 36 }],
      expected: {
        evacuated: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do', 'partial'],
        codes: ['extended', 'not-extended'],
      },
    };
  },
};

export const seventyTwoHours: Script = {
  name: 'seventy-two-hours',
  title: 'a zone is out for three days, then must be released',
  on: (app) => {
    needs(app.policy.zonalShift.maximumDuration === '72h', 'a zonalShift.maximumDuration of 72h');
    return {
      summary:
        `${app.first} fails at 18:40 and recovers only after its 72 hours are over. A good responder renews its shifts, eight hours ` +
        'at a time, up to that maximum. Then it notifies people and releases the zone in order: first capacity, then traffic.',
      region: (options) => app.smallRegion({ ...options, faults: [app.fault({ until: 4_335 })] }),
      durationMinutes: 4_345,
      // Few ticks while nothing happens, so that three days play in seconds.
      upkeep: [
        { everyMinutes: 1, until: 20 },
        { everyMinutes: 20, from: 20, until: 4_260 },
        { everyMinutes: 1, from: 4_260 },
      ],
      expected: {
        evacuated: null,
        advised: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do'],
        codes: ['extended', 'cancelled'],
        restored: {},
        told: ['72h'],
      },
    };
  },
};

/** A deployment of infrastructure code, which sets the group's subnets as in the code. */
function deployment(at: number, { group }: Application): ActorStep {
  const input = { AutoScalingGroupName: group.name, VPCZoneIdentifier: group.subnetIds.join() };
  const call = { service: 'autoscaling', operation: 'UpdateAutoScalingGroup', input } as const;
  return { at, who: 'a pipeline', kind: 'call', call };
}

export const pipelinePutsSubnetsBack: Script = {
  name: 'pipeline-puts-subnets-back',
  title: 'a pipeline repeatedly undoes the evacuation',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 to 19:30. From 18:50 on, a pipeline resets the group ${app.group.name} to its code every five minutes. ` +
      'A good responder removes the subnet again three times, then leaves the group alone and says so. At 19:50 a person restores.',
    region: app.regionWith([app.fault({ until: 60 })]),
    durationMinutes: 95,
    upkeep: [{ everyMinutes: 1 }],
    actors: [20, 25, 30, 35, 40].map((at) => deployment(at, app)),
    requests: [{ at: 80, who: 'a person on call', request: app.repaired }],
    expected: {
      evacuated: null,
      advised: app.first,
      outcomes: ['done', 'in-progress', 'nothing-to-do', 'partial'],
      codes: ['subnets-removed', 'latched', 'cancelled'],
      restored: {},
      told: ['was put back 3 times'],
    },
  }),
};
