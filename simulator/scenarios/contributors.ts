import type { Application } from '../game-day/application.ts';
import type { Scenario } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';
import type { WorldFault } from '../region/faults/world-faults.ts';

const ALARM = 'wildrydes-zonal-faults';
const RATE = 'sum by (AvailabilityZone) (HTTPCode_Target_5XX_Count) / sum by (AvailabilityZone) (RequestCount) > 0.05';

/** One PromQL alarm in the place of the zones' own: it names the zone by its AZ name, as the load balancers' metrics do. */
function onContributors(app: Application, faults: readonly WorldFault[]): Pick<Scenario, 'region' | 'configuration'> {
  app.needNone('one alarm with contributors for all zones');
  const zones = app.policy.zones.map(({ impactAlarm: _replaced, ...zone }) => zone);
  const criteria = { Query: RATE, PendingPeriod: 60, RecoveryPeriod: 300 };
  const input = { AlarmName: ALARM, EvaluationCriteria: { PromQLCriteria: criteria }, EvaluationInterval: 30 };
  return {
    region: (given) => {
      const spec = app.region({ ...given, faults });
      return { ...spec, alarms: [...spec.alarms, { kind: 'metric', input }] };
    },
    configuration: { zones, contributorAlarm: ALARM },
  };
}

/** From the failure to the zone's return. */
export const contributorAlarm: Script = {
  name: 'contributor-alarm',
  title: 'one alarm for all zones, whose contributor names the one that fails',
  on: (app) => ({
    summary:
      `The only impact alarm is a PromQL alarm over all zones. ${app.first} answers 20 % of its requests with 500 from 18:40 to 19:40: a contributor ` +
      'of the alarm names the zone. A good responder evacuates that zone and, when a person asks, brings it back.',
    ...onContributors(app, [app.fault({ until: 70 })]),
    durationMinutes: 120,
    upkeep: [{ everyMinutes: 1 }],
    requests: [{ at: 90, who: 'on call', request: app.repaired }],
    expected: {
      evacuated: null,
      restored: {},
      outcomes: ['nothing-to-do', 'in-progress', 'done'],
    },
  }),
};

/** The alarm is in ALARM all the while: only its contributors tell that a second zone has joined. */
export const twoContributors: Script = {
  name: 'two-contributors',
  title: 'a second contributor joins while the event of the first is on its way',
  on: (app) => ({
    summary:
      `The only impact alarm is a PromQL alarm over all zones. ${app.first} fails at 18:40, ${app.second} at 18:42, and events take 210 seconds to ` +
      'arrive. The alarm itself does not change any more, but it has two contributors by then. A good responder sees two zones, and holds.',
    ...onContributors(app, [app.fault(), app.fault({ at: 12, zoneIds: [app.second] })]),
    durationMinutes: 30,
    queueSeconds: 210,
    expected: { evacuated: null, outcomes: ['held'], heldBy: ['single-zone'] },
  }),
};
