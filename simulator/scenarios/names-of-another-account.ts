import type { Application } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';

export const namesOfAnotherAccount: Script = {
  name: 'names-of-another-account',
  title: 'the configuration has the zone names of another account',
  on: (app) => ({
    summary:
      `In the configuration ${app.first} and ${app.second} have each other’s names. A good responder says so at the first quiet tick. At ` +
      `18:40 ${app.first} begins to fail: it holds, because it would move the capacity of the wrong zone.`,
    region: (options) => app.smallRegion({ ...options, faults: [app.fault()] }),
    configuration: { zones: namesSwapped(app) },
    durationMinutes: 25,
    upkeep: [{ everyMinutes: 1 }],
    expected: {
      evacuated: null,
      outcomes: ['failed', 'held'],
      heldBy: ['zone-names'],
      told: [toldOf(app)],
    },
  }),
};

/** The first two zones with each other's names. */
function namesSwapped({ policy: { zones } }: Application) {
  const [first, second] = zones.map(({ zoneName }) => zoneName);
  const other = new Map([
    [first, second],
    [second, first],
  ]);
  return zones.map((zone) => ({ ...zone, zoneName: other.get(zone.zoneName) ?? zone.zoneName }));
}

function toldOf({ first, zones, group }: Application): string {
  const [one, other] = zones.map(({ zoneName }) => zoneName);
  return `"zones" has ${first} as ${other}, but AWS says that it is ${one} (group ${group.name})`;
}
