import type { Script } from '../game-day/script.ts';

export const grayLatency: Script = {
  name: 'gray-latency',
  title: 'one zone becomes slow, but nothing fails',
  on: (app) => {
    app.needHttp();
    return {
      summary:
        `From 18:40 on, 8 % of the answers from ${app.second} take three seconds longer, as on a lossy network path. Error rates show nothing. ` +
        'A good responder waits for a third slow minute, for slow answers often pass, and evacuates the zone.',
      region: app.regionWith([{ kind: 'latency', at: 10, zoneIds: [app.second], share: 0.08, addedSeconds: 3 }]),
      durationMinutes: 40,
      upkeep: [{ everyMinutes: 1 }],
      expected: { evacuated: app.second, outcomes: ['held', 'nothing-to-do', 'in-progress', 'done'] },
    };
  },
};
