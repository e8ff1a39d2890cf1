import { impactAlarmOf } from '../../simulator/game-day/game-day-configuration.ts';
import type { Played } from '../../simulator/game-day/play.ts';
import { figuresOf, firstFaultAt } from '../../simulator/game-day/verdict/figures.ts';
import type { TrafficMinute } from '../../simulator/region/traffic/traffic-history.ts';
import { alarmBands, bandsOf, type Sighting } from '../incident/alarm-bands.ts';
import { type Band, type Incident, MINUTE_MILLIS, type Observations, type Run, type Users } from '../incident/incident.ts';
import { incidentOf } from '../incident/incidents-of.ts';
import { markNotable } from '../incident/notable-runs.ts';
import { shiftBands } from '../incident/shift-bands.ts';

/**
 * A game day as an incident. The simulated Region knows what the reports do not: every minute of traffic, and the same day without a
 * responder.
 */
export function gameDayIncident(played: Played, without: Played, about: string): Incident {
  const runs = markNotable(played.marks.flatMap((mark) => reportOf(mark)));
  const zones = played.policy.zones.map(({ zoneId, zoneName }) => ({ zoneId, zoneName }));
  const { application, mode } = played.policy;
  const incident = incidentOf(runs, observe(played, runs), { about, application, place: null, mode, zones });
  return { ...incident, users: usersOf(played, without) };
}

function reportOf(mark: Played['marks'][number]): Omit<Run, 'isNotable'>[] {
  if (mark.kind !== 'ended' || mark.invoked.kind !== 'report') return [];
  const { report } = mark.invoked;
  return [{ at: 'now' in report.evidence ? Date.parse(report.evidence.now) : mark.at, place: null, report }];
}

function observe(played: Played, runs: readonly Run[]): Observations {
  const { region, policy } = played;
  const byZone = <T>(of: (zoneId: string) => T) => Object.fromEntries(policy.zones.map(({ zoneId }) => [zoneId, of(zoneId)]));
  return {
    minutes: byZone((zoneId) => region.minutes.map((minute) => zoneMinute(minute, zoneId))),
    capacity: byZone((zoneId) =>
      region.minutes.map(({ at, zones }) => ({ at: at + MINUTE_MILLIS, healthy: zones[zoneId]?.healthyInstances ?? 0 })),
    ),
    bands: byZone((zoneId) => [...alarmsOf(played, zoneId, runs), ...shiftBands(runs, zoneId)]),
  };
}

function zoneMinute({ at, zones }: TrafficMinute, zoneId: string) {
  const { requests = 0, faults = 0, slow = 0, p99Seconds } = zones[zoneId] ?? {};
  return { at, requests, failed: faults, slow, p99Seconds: p99Seconds ?? null };
}

/** Which zone an alarm with contributors rings for, only the runs have read. */
function alarmsOf(played: Played, zoneId: string, runs: readonly Run[]): Band[] {
  return played.policy.contributorAlarm === undefined ? ringing(played, zoneId) : alarmBands(runs, zoneId);
}

/** From the changes of the zone's alarm, and its state at the end of the day. */
function ringing({ marks, policy, region }: Played, zoneId: string): Band[] {
  const alarm = impactAlarmOf(policy.zones.find((zone) => zone.zoneId === zoneId) ?? { zoneId });
  const seen = marks.flatMap((mark): Sighting[] =>
    mark.kind === 'alarm' && mark.name === alarm ? [{ at: mark.at, since: mark.at, isRinging: mark.to === 'ALARM' }] : [],
  );
  const last = seen.at(-1);
  return bandsOf(alarm, last === undefined ? seen : [...seen, { ...last, at: region.clock.millis }]);
}

function usersOf(played: Played, without: Played): Users {
  const { users } = figuresOf(played, without);
  const { region } = played;
  return {
    since: firstFaultAt(region),
    until: region.clock.millis,
    requests: users.withResponder.requests,
    failed: users.withResponder.failed,
    without: {
      failed: users.without.failed,
      minutes: region.minutes.map(({ at, total }, index) => ({
        at,
        failed: total.faults,
        failedWithout: without.region.minutes[index]?.total.faults ?? 0,
      })),
    },
  };
}
