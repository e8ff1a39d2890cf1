import type { Script } from '../game-day/script.ts';

export const grayErrors: Script = {
  name: 'gray-errors',
  title: 'one zone fails a fifth of its requests',
  on: (app) => ({
    summary:
      `From 18:40 on, ${app.first} answers 20 % of its requests with 500, but its health checks stay green. ` +
      'A good responder shifts all load balancers away from the zone and, when the clients have left it, removes its subnets from all groups.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 40,
    upkeep: [{ everyMinutes: 1 }],
    expected: { evacuated: app.first, outcomes: ['nothing-to-do', 'in-progress', 'done'] },
  }),
};

/** AWS publishes the numbers of a minute apart. */
export const unfinishedMinutes: Script = {
  name: 'unfinished-minutes',
  title: 'of the newest minute CloudWatch has all failures, and a tenth of the requests',
  on: (app) => {
    app.needHttp();
    return {
      summary:
        `${app.first} answers 20 % of its requests with 500 from 18:40 on. For a minute, CloudWatch shows a tenth of the requests of the ` +
        'newest minute, in every zone, and all of its failures: 600 of 300. A good responder leaves that minute out, and evacuates.',
      region: app.regionWith([app.fault()]),
      durationMinutes: 40,
      metricFaults: [{ kind: 'unfinished', name: 'RequestCount', share: 0.1, minutes: 1 }],
      expected: { evacuated: app.first, outcomes: ['done'] },
    };
  },
};

export const nearlyEverythingFails: Script = {
  name: 'nearly-everything-fails',
  title: 'one zone fails nearly all of its requests',
  on: (app) => ({
    summary:
      `From 18:40 on, ${app.first} answers 95 % of its requests with 500, but its health checks stay green. A good responder does not ` +
      'wait until the zone is drained: instances that fail anyway help nobody. It removes the subnets as soon as a second minute shows it.',
    region: app.regionWith([app.fault({ share: 0.95 })]),
    // Ends before the drain would.
    durationMinutes: 16,
    upkeep: [{ everyMinutes: 1 }],
    expected: { evacuated: app.first, outcomes: ['done', 'in-progress', 'nothing-to-do'] },
  }),
};
