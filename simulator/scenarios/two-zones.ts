import type { Application } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';

export const twoZones: Script = {
  name: 'two-zones',
  title: 'two zones fail in the same minute',
  on: (app) => ({
    summary:
      `At 18:40 ${app.first} and ${app.second} begin to fail. Their alarms change together, so neither is isolated and the regional ` +
      'alarm rings. The rule never invokes the responder. Evacuating either zone would overload the one that remains.',
    region: app.regionWith([app.fault({ zoneIds: [app.first, app.second] })]),
    durationMinutes: 30,
    expected: { evacuated: null, outcomes: [] },
  }),
};

export const secondZoneMeanwhile: Script = {
  name: 'second-zone-meanwhile',
  title: 'a second zone fails while the event for the first is on its way',
  on: (app) => ({
    summary:
      `${app.first} fails at 18:40, ${app.second} at 18:42. The first alarm rings alone, but its event takes 210 seconds ` +
      'to arrive. A good responder sees the second zone in the current alarms, and holds.',
    region: app.regionWith(twoInTurn(app)),
    durationMinutes: 30,
    queueSeconds: 210,
    expected: { evacuated: null, outcomes: ['held'], heldBy: ['regional'] },
  }),
};

/** The first zone is evacuated in good faith. When its alarm clears, the second zone's alarm rings. */
export const secondZoneLater: Script = {
  name: 'second-zone-later',
  title: 'a second zone fails while the first is being evacuated',
  on: (app) => ({
    summary:
      `${app.first} fails at 18:40, ${app.second} at 18:42. The second failure does not show yet when the first zone is evacuated. When ` +
      'the first alarm clears for lack of traffic, the second rings alone. A good responder never evacuates a second zone.',
    region: app.regionWith(twoInTurn(app)),
    durationMinutes: 90,
    expected: { evacuated: app.first, outcomes: ['done', 'held'], heldBy: ['no-other-evacuation'] },
  }),
};

/** Each tick between the two is a chance to take the first for a single failure. */
export const secondZoneFollows: Script = {
  name: 'second-zone-follows',
  title: 'a second zone fails two minutes after the first, which a tick evacuates in between',
  on: (app) => {
    app.needLoadBalancers(1);
    return {
      summary:
        `${app.first} fails at 18:40, ${app.second} at 18:42. The event for the first takes 150 seconds, but its alarm rings, and nothing else ` +
        'shows yet: upkeep judges it, and evacuates. A good responder then never evacuates the second zone, and says so.',
      region: app.regionWith(twoInTurn(app)),
      durationMinutes: 70,
      queueSeconds: 150,
      upkeep: [{ everyMinutes: 1 }],
      // Otherwise the second zone's alarm holds the capacity step, and the day says less of what an evacuation in between costs.
      configuration: { capacity: { drain: '0m' } },
      expected: {
        evacuated: app.first,
        outcomes: ['done', 'held', 'nothing-to-do'],
        heldBy: ['no-other-evacuation'],
        told: ['evacuate done (judged again)', 'evacuate held'],
      },
    };
  },
};

function twoInTurn(app: Application) {
  return [app.fault(), app.fault({ at: 12, zoneIds: [app.second] })];
}
