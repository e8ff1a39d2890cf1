import type { AzName, Instant, Policy } from '../domain/index.ts';
import { type Failure, failureOf } from './failure-began.ts';
import { few } from './few.ts';
import type { Fleet } from './fleets.ts';
import { type Touch, touchesIn } from './group-changes.ts';
import { changedOf, totalIn, whyMoreThanNew } from './more-than-new.ts';
import { minutesBetween } from './time.ts';
import type { Situation } from './understand.ts';

/** A rollout before which the zone did not fail, and what speaks against its being the cause. */
export interface Rollout {
  /** `web: an instance refresh has changed 2 of 2 instances in use1-az1, the last 3.0 minutes before the alarm` */
  readonly told: string;
  /** What to do about it, should it be the cause. */
  readonly advice: string;
  /** Why the zone fails for another reason; null: nothing says so. */
  readonly notTheCause: string | null;
}

/** So long a version that only the zone has stays suspect: people had the time to roll back. */
const HALF_WAY_MINUTES = 30;
/** A refresh of all zones takes its time. */
const ROLLOUT_MINUTES = 60;
/** After so long a bad instance shows in the numbers of its zone. */
const SHOWS_AFTER_MINUTES = 3;
/** So long new instances may need to warm up: those of a zone are compared with others of about the same age. */
const WARM_UP_MINUTES = 5;
/** What is new and of the same version fails at once, if at all; so long after that its last bad minutes are over. */
const NEWCOMER_FAILS_MINUTES = WARM_UP_MINUTES + SHOWS_AFTER_MINUTES;

export const ROLL_BACK = 'it may be the version. Roll it back';
const AWAIT_WARM_UP = 'it may pass when they have warmed up. Upkeep judges again';

/** Rollouts that the groups themselves show, and that touched the zone shortly before it began to fail. */
export function visibleRollouts(situation: Situation, policy: Policy): Rollout[] {
  const touches = touchesIn(situation.evidence);
  if (touches.length === 0) return [];
  const failure = failureOf(situation, policy.outlier);
  return situation.fleets.flatMap((fleet) => {
    const names = new Set(fleet.groups.map(({ name }) => name));
    const ofFleet = touches.filter(({ group }) => names.has(group));
    return rolloutOf({ fleet, touches: ofFleet, failure, situation, policy }) ?? [];
  });
}

interface Place {
  readonly fleet: Fleet;
  readonly touches: readonly Touch[];
  readonly failure: Failure;
  readonly situation: Situation;
  readonly policy: Policy;
}

function rolloutOf(place: Place): Rollout | null {
  const { fleet, touches, failure, situation, policy } = place;
  const { zone, evidence } = situation;
  const here = touches.filter(({ zoneName }) => zoneName === zone.zoneName);
  const recent = shortlyBefore(failure, here, policy.deployment.suspectMinutes);
  const isOfVersion = recent.some(({ isOfRefresh }) => isOfRefresh) || hasVersionOfItsOwn(fleet, zone.zoneName);
  const suspect = isOfVersion ? recent : shortlyBefore(failure, recent, WARM_UP_MINUTES);
  const newest = newestOf(suspect);
  if (newest === null || minutesBetween(newest, evidence.now) > holdMinutes(isOfVersion, failure, policy)) return null;
  const told = describe(suspect, { ...place, isOfVersion, ago: minutesBetween(newest, failure.begunBy) });
  const { suspectMinutes } = policy.deployment;
  const ofRollout = since(minutesBack(isOfVersion ? ROLLOUT_MINUTES : suspectMinutes, failure.begunBy), touches);
  const untilNow = since(minutesBack(suspectMinutes, failure.begunBy), here);
  const advice = isOfVersion ? ROLL_BACK : AWAIT_WARM_UP;
  return { told, advice, notTheCause: whyShared(ofRollout, place) ?? whyMoreThanNew(untilNow, place) };
}

function shortlyBefore({ begunBy }: Failure, touches: readonly Touch[], mostMinutes: number): Touch[] {
  return touches.filter(({ at }) => isWithin(minutesBetween(at, begunBy), mostMinutes));
}

/** Slow answers still arrive: caches may fill for as long as anybody suspects what is new. */
function holdMinutes(isOfVersion: boolean, { isSlowOnly }: Failure, { deployment: { suspectMinutes } }: Policy): number {
  if (isOfVersion) return HALF_WAY_MINUTES;
  return isSlowOnly ? suspectMinutes : Math.min(suspectMinutes, NEWCOMER_FAILS_MINUTES);
}

function isWithin(minutes: number, most: number): boolean {
  return minutes >= 0 && minutes <= most;
}

function newestOf(touches: readonly Touch[]): Instant | null {
  return touches.reduce<Instant | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null);
}

/** A version that some other zone of the group lacks. Where nothing is said about versions, all zones have the same. */
function hasVersionOfItsOwn({ groups }: Fleet, zoneName: AzName): boolean {
  return groups.some(({ capacity }) => {
    const here = capacity.find((zone) => zone.zoneName === zoneName)?.versions ?? [];
    const others = capacity.filter((zone) => zone.zoneName !== zoneName && zone.healthy > 0);
    return here.some((version) => others.some(({ versions = [] }) => !versions.includes(version)));
  });
}

function minutesBack(minutes: number, instant: Instant): Instant {
  return new Date(Date.parse(instant) - minutes * 60_000).toISOString() as Instant;
}

function since(instant: Instant, touches: readonly Touch[]): Touch[] {
  return touches.filter(({ at }) => at >= instant);
}

/** Every other zone in which there is anything has had the same, for long enough to show it; null: not all of them. */
export function whyShared(touches: readonly Touch[], { fleet, situation }: Pick<Place, 'fleet' | 'situation'>): string | null {
  const { zone, otherZones, evidence } = situation;
  const newest = newestOf(touches.filter(({ zoneName }) => zoneName === zone.zoneName)) ?? evidence.now;
  const isWarm = minutesBetween(newest, evidence.now) >= WARM_UP_MINUTES;
  const shows = ({ at }: Touch) =>
    minutesBetween(at, evidence.now) >= SHOWS_AFTER_MINUTES && (isWarm || minutesBetween(at, newest) <= WARM_UP_MINUTES);
  const inhabited = otherZones.filter(({ zoneName }) => totalIn(fleet, zoneName) > 0);
  const hadIt = inhabited.every(({ zoneName }) => touches.some((touch) => touch.zoneName === zoneName && shows(touch)));
  return inhabited.length > 0 && hadIt ? `the other zones have had it too, for ${SHOWS_AFTER_MINUTES} minutes or more` : null;
}

function describe(
  suspect: readonly Touch[],
  { fleet, situation, isOfVersion, ago }: Place & { isOfVersion: boolean; ago: number },
): string {
  const { zoneId, zoneName } = situation.zone;
  const total = totalIn(fleet, zoneName);
  const what = isOfVersion ? 'a rollout has changed' : 'new are';
  const names = few([...new Set(suspect.map(({ group }) => group))], ', ');
  return `${names}: ${what} ${changedOf(suspect, total)} of ${total} instances in ${zoneId}, the last ${ago.toFixed(1)} minutes before the failure`;
}
