import type { Random } from '../../../simulator/region/random.ts';
import { type EpisodeClass, logUniform, overlap, type Script, type Span, ZONES } from './episode.ts';
import { type Cause, type Change, INSTANCES, type ShownGroups } from './groups.ts';

type Drawn = ReturnType<Script>;

/** Nothing to evacuate, and the groups or a pipeline show why. Each class has one without in classes.ts. */
export const SHOWN_NOTHING_TO_EVACUATE: readonly EpisodeClass[] = [
  nothing('scale-out, new instances fail 2 to 4 min', scaleOut('faults', [120, 240])),
  nothing('scale-out, new instances slow for 5 to 15 min', scaleOut('slow', [300, 900])),
  nothing('bad version, instance by instance, refresh', shown(byInstance, 'refresh')),
  nothing('bad version, zone by zone, 4 min each, refresh', shown(byZone(240), 'refresh')),
  nothing('bad version, zone by zone, 8 min each, refresh', shown(byZone(480), 'refresh')),
  nothing('bad version, zone by zone, 8 min each, template', shown(byZone(480), 'scale-out')),
  nothing('bad version, zone by zone, 4 min each, announced', announced(byZone(240))),
  nothing('bad version, zone by zone, 8 min each, announced', announced(byZone(480))),
  nothing('good version, restarts fail 20 s, refresh', shown(restarts, 'refresh')),
  nothing('good version, restarts fail 20 s, announced', announced(restarts)),
];

/** One zone fails for good beside changes in the groups. */
export const SHOWN_TO_EVACUATE: readonly EpisodeClass[] = [
  culprit(
    'fails 5 %, scale-out there 1 to 15 min before',
    failing(0.05, (random) => [arrival(random.between(-900, -60))]),
  ),
  culprit(
    'fails 20 %, scale-out there 1 to 15 min before',
    failing(0.2, (random) => [arrival(random.between(-900, -60))]),
  ),
  culprit('fails 5 %, autoscaler at work in all zones', failing(0.05, autoscaler)),
  culprit('fails 2 %, autoscaler adds to it afterwards', failing(0.02, additions('scale-out'))),
  culprit('fails 5 %, autoscaler adds to it afterwards', failing(0.05, additions('scale-out'))),
  culprit('fails 5 %, unhealthy instances are replaced', failing(0.05, additions('unhealthy'))),
  culprit('fails 5 %, 12 min into a refresh of all zones', failing(0.05, refreshOfAll)),
];

function nothing(name: string, script: Script): EpisodeClass {
  return { name, requestsPerMinute: 500, minutes: 45, culprit: null, script };
}

function culprit(name: string, script: Script): EpisodeClass {
  return { name, requestsPerMinute: 500, minutes: 45, culprit: 0, script };
}

/** An episode begins in its fifth minute, at any second. */
const beginning = (random: Random) => 240 + random.between(0, 60);
const QUIET: ShownGroups = { changes: [], bringsVersion: false, announced: null };
const BOOT_SECONDS = 90;

/** An instance that is in service from that second on. */
function arrival(endedAt: number, zone = 0, cause: Cause = 'scale-out'): Change {
  return { zone, kind: 'launch', startedAt: endedAt - BOOT_SECONDS, endedAt, cause };
}

/** One or two new instances in the first zone get requests up to a minute after they are in service, and fail, or are slow, for a while. */
function scaleOut(measure: 'faults' | 'slow', lasts: readonly [number, number]): Script {
  return (random) => {
    const [begins, share, duration] = [beginning(random), logUniform(random, 0.05, 0.3), random.between(...lasts)];
    const first = begins - random.between(0, 60);
    const changes = [arrival(first), ...(share > 1 / (INSTANCES + 1) ? [arrival(first + random.between(0, 30))] : [])];
    return {
      begins,
      groups: { ...QUIET, changes },
      chances: (zone, span) => (zone === 0 ? { [measure]: share * overlap(span, begins, duration) } : {}),
    };
  };
}

/** When each instance gets the version, in seconds, and what share of an instance's requests fails from then on, for how long. */
interface Rollout {
  readonly begins: number;
  readonly turns: readonly { readonly zone: number; readonly at: number }[];
  readonly share: number;
  readonly lasts: number;
}

function byInstance(random: Random): Rollout {
  const [begins, share] = [beginning(random), random.between(0.1, 0.3)];
  const turns = Array.from({ length: ZONES * INSTANCES }, (_, instance) => ({ zone: instance % ZONES, turn: random.uniform() }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ zone }, minute) => ({ zone, at: begins + 60 * minute }));
  return { begins, turns, share, lasts: Number.POSITIVE_INFINITY };
}

function byZone(seconds: number): (random: Random) => Rollout {
  return (random) => {
    const [begins, share] = [beginning(random), logUniform(random, 0.03, 0.3)];
    const turns = turnsOf((zone) => begins + zone * seconds);
    return { begins, turns, share, lasts: Number.POSITIVE_INFINITY };
  };
}

/** Each instance in turn, a minute apart, fails all of its requests for 20 s. */
function restarts(random: Random): Rollout {
  const begins = beginning(random);
  return { begins, turns: turnsOf((zone, instance) => begins + 60 * (INSTANCES * zone + instance)), share: 1, lasts: 20 };
}

function turnsOf(at: (zone: number, instance: number) => number): Rollout['turns'] {
  return Array.from({ length: ZONES * INSTANCES }, (_, nth) => {
    const [zone, instance] = [Math.floor(nth / INSTANCES), nth % INSTANCES];
    return { zone, at: at(zone, instance) };
  });
}

/** The version comes with new instances, each in service up to half a minute before it gets requests. */
function shown(draw: (random: Random) => Rollout, cause: Cause): Script {
  return (random) => {
    const rollout = draw(random);
    const changes = rollout.turns.flatMap(({ zone, at }): Change[] => {
      const inService = at - random.between(0, 30);
      const launch = arrival(inService, zone, cause);
      return [launch, { ...launch, kind: 'termination', startedAt: inService, endedAt: inService + 60 }];
    });
    return { ...fate(rollout), groups: { changes, bringsVersion: true, announced: null } };
  };
}

/** The version comes in place. The pipeline's alarm rings from half a minute before the first until five minutes after the last. */
function announced(draw: (random: Random) => Rollout): Script {
  return (random) => {
    const rollout = draw(random);
    const last = Math.max(...rollout.turns.map(({ at }) => at));
    return { ...fate(rollout), groups: { ...QUIET, announced: { from: rollout.begins - 30, until: last + 300 } } };
  };
}

function fate({ begins, turns, share, lasts }: Rollout): Pick<Drawn, 'begins' | 'chances'> {
  const bad = (zone: number, span: Span) =>
    turns.reduce((sum, turn) => sum + (turn.zone === zone ? overlap(span, turn.at, lasts) : 0), 0);
  return { begins, chances: (zone, span) => ({ faults: (share * bad(zone, span)) / INSTANCES }) };
}

/** The first zone fails for good. Changes are in seconds from the first fault. */
function failing(share: number, changesOf: (random: Random) => readonly Change[]): Script {
  return (random) => {
    const begins = beginning(random);
    const changes = changesOf(random).map((change) => ({
      ...change,
      startedAt: begins + change.startedAt,
      endedAt: begins + change.endedAt,
    }));
    const bringsVersion = changes.some(({ cause }) => cause === 'refresh');
    return {
      begins,
      groups: { ...QUIET, changes, bringsVersion },
      chances: (zone, span) => (zone === 0 ? { faults: share * overlap(span, begins) } : {}),
    };
  };
}

/** A launch every minute or two, in any zone, from half an hour before to half an hour after. */
function autoscaler(random: Random): Change[] {
  const changes: Change[] = [];
  for (let at = -1800; at < 1800; at += random.between(60, 120)) {
    changes.push(arrival(at, Math.floor(random.between(0, ZONES))));
  }
  return changes;
}

/** An instance more every minute, from half a minute to three minutes after the first fault on. */
function additions(cause: Cause): (random: Random) => Change[] {
  return (random) => {
    const first = random.between(30, 180);
    return Array.from({ length: 6 }, (_, nth) => arrival(first + 60 * nth, 0, cause));
  };
}

/** An instance a minute, in every zone in turn. */
function refreshOfAll(): Change[] {
  return Array.from({ length: ZONES * INSTANCES }, (_, nth) => arrival(60 * (nth - 12), nth % ZONES, 'refresh')).flatMap(
    (launch) => [launch, { ...launch, kind: 'termination' as const, startedAt: launch.endedAt, endedAt: launch.endedAt + 60 }],
  );
}
