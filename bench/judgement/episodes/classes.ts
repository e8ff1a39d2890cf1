import type { Random } from '../../../simulator/region/random.ts';
import { type Chances, type EpisodeClass, LEAD_MINUTES, logUniform, overlap, type Script, type Span, ZONES } from './episode.ts';
import { INSTANCES } from './groups.ts';

type ChancesOf = (zone: number, span: Span) => Chances;

const NOTHING: Chances = {};
/** An episode begins in its fifth minute, at any second. */
const beginning = (random: Random) => 240 + random.between(0, 60);

/** Nothing to evacuate: each is wrong whenever a zone is evacuated. */
export const NOTHING_TO_EVACUATE: readonly EpisodeClass[] = [
  nothing('always fails 0.6 to 1.5 %', lasting('faults', 0.006, 0.015)),
  nothing('always fails 2 to 5 %', lasting('faults', 0.02, 0.05)),
  nothing('always slower, 3 to 6 %', lasting('slow', 0.03, 0.06)),
  nothing('heavy customers of a zone, 0.4 % in bursts', bursts),
  nothing('blip of 60 to 120 s, 2 to 18 % fail', passing('faults', { share: [0.02, 0.18], lasts: [60, 120] })),
  nothing('blip of 60 to 120 s, 20 to 50 % fail', passing('faults', { share: [0.2, 0.5], lasts: [60, 120] })),
  nothing('blip of 60 to 120 s, 5 to 50 % slow', passing('slow', { share: [0.05, 0.5], lasts: [60, 120] })),
  nothing('dependency of 2 to 18 %, a zone 1 to 2 min ahead', ahead({ share: [0.02, 0.18], lead: [60, 120] })),
  nothing('regional of 2 to 18 %, a zone 1 to 3 min ahead', ahead({ share: [0.02, 0.18], lead: [60, 180] })),
  nothing('regional of 20 to 50 %, a zone 1 to 3 min ahead', ahead({ share: [0.2, 0.5], lead: [60, 180] })),
  nothing('cold cache, slow for 5 to 15 min', passing('slow', { share: [0.05, 0.3], lasts: [300, 900] })),
  nothing('bad version, instance by instance, in place', byInstance),
  nothing('bad version, zone by zone, 4 min each, in place', byZone(240)),
  nothing('bad version, zone by zone, 8 min each, in place', byZone(480)),
  nothing('good version, restarts fail 20 s, in place', restarts),
  nothing('one bad instance of 2', badInstance(2)),
  nothing('one bad instance of 4', badInstance(4)),
  nothing('one bad instance of 10', badInstance(10)),
  nothing('one client of a zone, 2 to 10 min', passing('faults', { share: [0.02, 0.1], lasts: [120, 600] })),
  nothing('three times the requests, overloaded', overload),
];

/** One zone fails for good: to be evacuated, and soon. */
export const TO_EVACUATE: readonly EpisodeClass[] = [
  failing(0.01, 500),
  failing(0.02, 500),
  failing(0.05, 500),
  failing(0.2, 500),
  failing(0.01, 2000),
  { ...nothing('always 1 %, begins to fail 5 %', worsening), culprit: 0 },
  { ...nothing('fails 5 %, all zones did an hour ago', afterTrouble([0, 1, 2])), culprit: 0 },
  { ...nothing('fails 5 %, as it did for 5 min an hour ago', afterTrouble([0])), culprit: 0 },
  { ...nothing('fails 5 %, as another zone did an hour ago', afterTrouble([1])), culprit: 0 },
];

function nothing(name: string, script: Script): EpisodeClass {
  return { name, requestsPerMinute: 500, minutes: 45, culprit: null, script };
}

export function failing(share: number, requestsPerMinute: number): EpisodeClass {
  const name = `fails ${100 * share} % of ${requestsPerMinute} a minute`;
  return { name, requestsPerMinute, minutes: 36, culprit: 0, script: fromThenOn(share) };
}

function inFirst(chances: (span: Span) => Chances): ChancesOf {
  return (zone, span) => (zone === 0 ? chances(span) : NOTHING);
}

function fromThenOn(share: number): Script {
  return (random) => {
    const begins = beginning(random);
    return { begins, chances: inFirst((span) => ({ faults: share * overlap(span, begins) })) };
  };
}

function lasting(measure: 'faults' | 'slow', low: number, high: number): Script {
  return (random) => {
    const share = random.between(low, high);
    return { begins: 0, chances: inFirst(() => ({ [measure]: share })) };
  };
}

function worsening(random: Random): ReturnType<Script> {
  const begins = beginning(random);
  return { begins, chances: inFirst((span) => ({ faults: 0.01 + 0.04 * overlap(span, begins) })) };
}

/** A failure for good, an hour after one of five minutes in these zones. */
function afterTrouble(zones: readonly number[]): Script {
  return (random) => {
    const begins = beginning(random);
    const before = (zone: number, span: Span) => (zones.includes(zone) ? overlap(span, begins - 3600, 300) : 0);
    return {
      begins,
      chances: (zone, span) => ({ faults: 0.05 * (before(zone, span) + (zone === 0 ? overlap(span, begins) : 0)) }),
    };
  };
}

type Range = readonly [low: number, high: number];

function passing(measure: 'faults' | 'slow', range: { share: Range; lasts: Range }): Script {
  return (random) => {
    const [begins, share, lasts] = [beginning(random), logUniform(random, ...range.share), random.between(...range.lasts)];
    return { begins, chances: inFirst((span) => ({ [measure]: share * overlap(span, begins, lasts) })) };
  };
}

/** One instance of so many in the zone fails all of its requests, for good, and nothing tells the instances apart. */
function badInstance(instances: number): Script {
  return passing('faults', { share: [1 / instances, 1 / instances], lasts: [3600, 3600] });
}

/** The first zone shows it first, and the others the same after it, for good. */
function ahead(range: { share: Range; lead: Range }): Script {
  return (random) => {
    const [begins, share, lead] = [beginning(random), logUniform(random, ...range.share), random.between(...range.lead)];
    return { begins, chances: (zone, span) => ({ faults: share * overlap(span, zone === 0 ? begins : begins + lead) }) };
  };
}

/** Bursts of 1 to 6 minutes with 2 to 6 % failing, one in 35 minutes, in the past too. */
function bursts(random: Random): ReturnType<Script> {
  const found: { at: number; lasts: number; share: number }[] = [];
  for (let at = -60 * LEAD_MINUTES; at < 3600; at += -35 * 60 * Math.log(1 - random.uniform())) {
    found.push({ at, lasts: random.between(60, 360), share: random.between(0.02, 0.06) });
  }
  const faults = (span: Span) => found.reduce((sum, { at, lasts, share }) => sum + share * overlap(span, at, lasts), 0);
  return { begins: 0, chances: inFirst((span) => ({ faults: faults(span) })) };
}

/** A new instance each minute, in any order; each fails a tenth to three tenths of its requests. */
function byInstance(random: Random): ReturnType<Script> {
  const [begins, share] = [beginning(random), random.between(0.1, 0.3)];
  const turns = Array.from({ length: ZONES * INSTANCES }, (_, instance) => ({ zone: instance % ZONES, turn: random.uniform() }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ zone }, minute) => ({ zone, at: begins + 60 * minute }));
  const bad = (zone: number, span: Span) =>
    turns.reduce((sum, turn) => sum + (turn.zone === zone ? overlap(span, turn.at) : 0), 0);
  return { begins, chances: (zone, span) => ({ faults: (share * bad(zone, span)) / INSTANCES }) };
}

function byZone(seconds: number): Script {
  return (random) => {
    const [begins, share] = [beginning(random), logUniform(random, 0.03, 0.3)];
    return { begins, chances: (zone, span) => ({ faults: share * overlap(span, begins + zone * seconds) }) };
  };
}

/** Each instance in turn, a minute apart, fails all of its requests for 20 s. */
function restarts(random: Random): ReturnType<Script> {
  const begins = beginning(random);
  const parts = (zone: number, span: Span) =>
    Array.from({ length: INSTANCES }, (_, instance) => overlap(span, begins + 60 * (INSTANCES * zone + instance), 20));
  const chances: ChancesOf = (zone, span) => ({ faults: parts(zone, span).reduce((sum, part) => sum + part, 0) / INSTANCES });
  return { begins, chances };
}

function overload(random: Random): ReturnType<Script> {
  const [begins, share] = [beginning(random), random.between(0.05, 0.3)];
  return {
    begins,
    chances: inFirst((span) => {
      const part = overlap(span, begins);
      return { weight: 1 + 2 * part, faults: share * part };
    }),
  };
}
