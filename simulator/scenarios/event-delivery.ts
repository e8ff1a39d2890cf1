import type { Script } from '../game-day/script.ts';

export const duplicateAndReorderedEvents: Script = {
  name: 'duplicate-and-reordered-events',
  title: 'every event arrives twice, late and in any order',
  on: (app) => ({
    summary:
      `${app.first} fails from 18:40 on. EventBridge delivers each event twice, up to two minutes late, in any order. A good ` +
      'responder evacuates once and has nothing to do the second time.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 40,
    delivery: { duplicateShare: 1, maximumDelaySeconds: 120, shuffle: true },
    expected: { evacuated: app.first, outcomes: ['done', 'nothing-to-do'] },
  }),
};

export const flappingZone: Script = {
  name: 'flapping-zone',
  title: 'one zone alternates: it fails for four minutes, then is healthy for four',
  on: (app) => ({
    summary:
      `From 18:40 on, ${app.first} flaps, and its alarm comes and goes. A good responder evacuates the zone once and leaves it ` +
      'out: an alarm that clears in an empty zone says nothing about recovery.',
    region: app.regionWith([app.fault({ flap: { onMinutes: 4, offMinutes: 4 } })]),
    durationMinutes: 60,
    expected: { evacuated: app.first, outcomes: ['done'] },
  }),
};
