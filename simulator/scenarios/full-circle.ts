import type { Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';
import { smallApplication } from './small-application.ts';

/** There and back, without asking anybody: the canary shows the recovery, and the configuration lets upkeep act on it. */
export const fullCircle: Scenario = {
  name: 'full-circle',
  title: 'one zone fails, is evacuated, recovers and is restored',
  summary:
    'From 18:40 to 19:05, use1-az1 fails a fifth of its requests. Restore is automatic: once the zone’s canary, which still ' +
    'reaches it, has been OK for 15 minutes, a good responder brings capacity back, waits for it, and only then returns traffic.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, until: 35, zoneIds: ['use1-az1'], share: 0.2 }] }),
  configuration: { restore: 'automatic' },
  durationMinutes: 72,
  upkeep: [{ everyMinutes: 1 }],
  expected: {
    evacuated: null,
    advised: 'use1-az1',
    outcomes: ['done', 'in-progress', 'nothing-to-do'],
    restored: {},
    told: ['evacuate in-progress', 'upkeep done'],
  },
};

export const repairedAndFailingAgain: Scenario = {
  name: 'repaired-and-failing-again',
  title: 'a zone recovers, and fails again and again',
  summary:
    'use1-az1 fails at 18:40, 21:50 and 01:00, for 20 minutes each. A good responder restores it after its canary has been OK for ' +
    '15 minutes, the second time for 30. The third time is the daily limit: it leaves the zone out and lets people decide.',
  region: (options) =>
    smallApplication({
      ...options,
      faults: [10, 200, 390].map((at) => ({ kind: 'errors', at, until: at + 20, zoneIds: ['use1-az1'], share: 0.2 }) as const),
    }),
  configuration: { restore: 'automatic' },
  durationMinutes: 540,
  upkeep: [
    { everyMinutes: 1, until: 70 },
    { everyMinutes: 10, from: 70, until: 200 },
    { everyMinutes: 1, from: 200, until: 270 },
    { everyMinutes: 10, from: 270 },
  ],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'in-progress', 'nothing-to-do'] },
};

export const alarmOkWithoutRecovery: Scenario = {
  name: 'alarm-ok-without-recovery',
  title: 'the alarms of an empty zone are OK, but it is still broken',
  summary:
    'use1-az1 fails from 18:40 on. Once evacuated, it has no traffic, so all of its alarms go quiet. Only the canary still ' +
    'sees the failure. A good responder leaves the zone out, even if somebody who trusts the alarms asks to restore it at 19:30.',
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  configuration: { restore: 'automatic' },
  durationMinutes: 65,
  upkeep: [{ everyMinutes: 1 }],
  requests: [{ at: 60, who: 'a person on call', request: { action: 'restore', zone: 'use1-az1', reason: 'all alarms are OK' } }],
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'held', 'in-progress', 'nothing-to-do'], heldBy: ['recovery'] },
};
