import { type Application, needs } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';

/** There and back, without asking anybody: the canary shows the recovery, and the configuration lets upkeep act on it. */
export const fullCircle: Script = {
  name: 'full-circle',
  title: 'one zone fails, is evacuated, recovers and is restored',
  on: (app) => {
    app.needRecoveryAlarms();
    return {
      summary:
        `From 18:40 to 19:05, ${app.first} fails a fifth of its requests. Restore is automatic: once the zone’s canary, which still ` +
        `reaches it, has been OK for ${app.policy.limits.soakMinutes} minutes, a good responder brings capacity back, waits for it, and only then returns traffic.`,
      region: app.regionWith([app.fault({ until: 35 })]),
      configuration: { restore: 'automatic' },
      durationMinutes: 57 + app.policy.limits.soakMinutes,
      upkeep: [{ everyMinutes: 1 }],
      expected: {
        evacuated: null,
        advised: app.first,
        outcomes: ['done', 'in-progress', 'nothing-to-do'],
        restored: {},
        told: ['evacuate in-progress', 'upkeep done'],
      },
    };
  },
};

/** The story is of the second restore, and of the third evacuation of a day. */
function needUsualLimits(app: Application): void {
  app.needRecoveryAlarms();
  const { soakMinutes, cooldownMinutes, maximumEvacuationsPerDay } = app.policy.limits;
  needs(soakMinutes === 15, 'limits.soakMinutes of 15');
  needs(cooldownMinutes <= 60, 'limits.cooldownMinutes of at most 60');
  needs(maximumEvacuationsPerDay === 2, 'limits.maximumEvacuationsPerDay of 2');
}

export const repairedAndFailingAgain: Script = {
  name: 'repaired-and-failing-again',
  title: 'a zone recovers, and fails again and again',
  on: (app) => {
    needUsualLimits(app);
    return {
      summary:
        `${app.first} fails at 18:40, 21:50 and 01:00, for 20 minutes each. A good responder restores it after its canary has been OK for ` +
        '15 minutes, the second time for 30. The third time is the daily limit: it leaves the zone out and lets people decide.',
      region: (options) =>
        app.smallRegion({
          ...options,
          faults: [10, 200, 390].map((at) => app.fault({ at, until: at + 20 })),
        }),
      configuration: { restore: 'automatic' },
      durationMinutes: 540,
      upkeep: [
        { everyMinutes: 1, until: 70 },
        { everyMinutes: 10, from: 70, until: 200 },
        { everyMinutes: 1, from: 200, until: 270 },
        { everyMinutes: 10, from: 270 },
      ],
      expected: { evacuated: app.first, outcomes: ['done', 'in-progress', 'nothing-to-do'] },
    };
  },
};

export const alarmOkWithoutRecovery: Script = {
  name: 'alarm-ok-without-recovery',
  title: 'the alarms of an empty zone are OK, but it is still broken',
  on: (app) => {
    app.needRecoveryAlarms();
    return {
      summary:
        `${app.first} fails from 18:40 on. Once evacuated, it has no traffic, so all of its alarms go quiet. Only the canary still ` +
        'sees the failure. A good responder leaves the zone out, even if somebody who trusts the alarms asks to restore it at 19:30.',
      region: app.regionWith([app.fault()]),
      configuration: { restore: 'automatic' },
      durationMinutes: 65,
      upkeep: [{ everyMinutes: 1 }],
      requests: [
        { at: 60, who: 'a person on call', request: { action: 'restore', zone: app.first, reason: 'all alarms are OK' } },
      ],
      expected: { evacuated: app.first, outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'], heldBy: ['recovery'] },
    };
  },
};
