import type { Script } from '../game-day/script.ts';

export const regionalFailure: Script = {
  name: 'regional-failure',
  title: 'a bad release reaches one zone first, and all others two minutes later',
  on: (app) => ({
    summary:
      `${app.first} begins to fail at 18:40, the others at 18:42. For a while it looks like a single zone, and the event for it ` +
      'waits two and a half minutes in Lambda’s queue. A good responder reads the current alarms and holds.',
    region: app.regionWith([app.fault({ share: 0.15 }), app.fault({ at: 12, share: 0.15, zoneIds: app.zoneIds.slice(1) })]),
    durationMinutes: 30,
    queueSeconds: 150,
    expected: { evacuated: null, outcomes: ['held'], heldBy: ['impact-alarm', 'regional'] },
  }),
};
