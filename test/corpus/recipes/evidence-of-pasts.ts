import { minutesAfter, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import {
  alarmEvent,
  alarmed,
  aWorld,
  IMPACT_ALARM,
  inAlarm,
  nowOf,
  putPast,
  putTraffic,
  type Recipe,
  type Recipes,
  type Traffic,
  UPKEEP,
  unchanged,
} from '../world.ts';

/** What rests on a zone's own past: zone-is-outlier. */

const WINDOWS = 24;

/** The five minutes of each earlier window, oldest first. */
function byWindow(count: (window: number) => number): number[] {
  return Array.from({ length: WINDOWS }, (_, window) => Array.from({ length: 5 }, () => count(window))).flat();
}

/** The alarm's run, with other traffic in zone 1 before and now. */
function after(past: Traffic, now: Traffic = { faults: 50, targets: 3 }): Recipe {
  return async () => {
    const world = inAlarm({}, now);
    putPast(world.aws, ZONE_1, past);
    return world.ask(alarmEvent(world));
  };
}

/** An application that serves for five minutes. */
const justCreated: Recipe = async () => {
  const world = aWorld();
  world.aws.alarms.set(IMPACT_ALARM, { state: 'ALARM', stateSince: minutesAfter(nowOf(world.aws), -1) });
  putTraffic(world.aws, ZONE_1, { faults: 50, targets: 3 });
  for (const zone of [ZONE_2, ZONE_4]) putTraffic(world.aws, zone, {});
  return world.ask(alarmEvent(world));
};

/** Its alarm has rung for forty minutes, and the zone has failed as long: a tick judges it again. */
const stillRinging: Recipe = async () => {
  const world = inAlarm();
  world.aws.alarms.set(IMPACT_ALARM, { state: 'ALARM', stateSince: minutesAfter(nowOf(world.aws), -40) });
  putPast(world.aws, ZONE_1, { faults: byWindow((window) => (window >= WINDOWS - 7 ? 50 : 0)) });
  return world.ask(UPKEEP);
};

/** As of a small zone beside large ones: significant, and next to nothing. */
const hardlyAnyHarm: Recipe = async () => {
  const world = inAlarm({}, { requests: 100, faults: [2, 2, 2, 2, 1] });
  putPast(world.aws, ZONE_1, { requests: 100 });
  for (const zone of [ZONE_2, ZONE_4]) {
    putTraffic(world.aws, zone, { requests: 3_000 });
    putPast(world.aws, zone, { requests: 3_000 });
  }
  return world.ask(alarmEvent(world));
};

export const ofPasts: Recipes = {
  'zone-is-outlier-pass-worse-than-it-always-was': after({ faults: 3 }),
  'zone-is-outlier-pass-no-past': justCreated,
  'zone-is-outlier-pass-past-not-read': alarmed(unchanged, { outlier: { pastMinutes: 0 } }),
  'zone-is-outlier-pass-still-ringing': stillRinging,
  'zone-is-outlier-pass-was-out-before': after({
    requests: byWindow((window) => (window < 20 ? 10 : 1_000)),
    faults: byWindow((window) => (window < 20 ? 10 : 0)),
  }),
  'zone-is-outlier-pass-overwhelming': after({}, { faults: [0, 0, 0, 0, 300], targets: 3 }),
  'zone-is-outlier-fail-always-like-that': after({ faults: 50 }),
  'zone-is-outlier-fail-as-bad-before': after(
    { faults: byWindow((window) => (window === 8 ? 6 : 2)) },
    { faults: [6, 6, 6, 5, 5] },
  ),
  'zone-is-outlier-unknown-worse-by-chance': after(
    { faults: Array.from({ length: 5 * WINDOWS }, (_, minute) => (minute % 3 === 0 ? 1 : 0)) },
    { faults: [3, 3, 3, 4, 4] },
  ),
  'zone-is-outlier-unknown-hardly-any-harm': hardlyAnyHarm,
  'zone-is-outlier-unknown-too-young': after({}, { faults: [0, 0, 0, 50, 50], targets: 3 }),
  // CloudWatch may have all failures of the newest minute, and a part of its requests: a fifth fails of those that it has.
  'zone-is-outlier-unknown-newest-minute-counted-in-part': after(
    {},
    { requests: [1_000, 1_000, 1_000, 1_000, 400], faults: [0, 0, 0, 80, 80], targets: 3 },
  ),
  'zone-is-outlier-unknown-passing': after({}, { faults: [50, 50, 50, 50, 15], targets: 3 }),
  'zone-is-outlier-unknown-another-zone-follows': alarmed(({ aws }) => putTraffic(aws, ZONE_2, { faults: [0, 0, 0, 0, 8] })),
};
