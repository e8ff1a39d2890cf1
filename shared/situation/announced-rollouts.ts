import type { Instant, Policy } from '../domain/index.ts';
import { alarmNamed } from './alarms.ts';
import { noticedAt } from './failure-began.ts';
import { touchesIn } from './group-changes.ts';
import { ROLL_BACK, type Rollout, whyShared } from './rollouts.ts';
import { minutesBetween } from './time.ts';
import type { Situation } from './understand.ts';

/** A pipeline's own word: it is rolling out. */
interface Announcement {
  readonly by: string;
  readonly since: Instant | null;
}

/** Rollouts that a pipeline announces and that began before the zone failed. It does not say which zone it is at. */
export function announcedRollouts(situation: Situation, policy: Policy): Rollout[] {
  const announced = [...byAlarms(situation, policy), ...byTags(situation, policy)];
  return announced.filter((announcement) => isOfNow(announcement, situation, policy)).map((one) => rolloutOf(one, situation));
}

/** One that is announced for longer has been forgotten; one that began after the failure may be the remedy. */
function isOfNow({ since }: Announcement, situation: Situation, { deployment }: Policy): boolean {
  if (since === null) return true;
  return since <= noticedAt(situation) && minutesBetween(since, situation.evidence.now) <= deployment.announcedMinutes;
}

function rolloutOf({ by, since }: Announcement, situation: Situation): Rollout {
  const touches = touchesIn(situation.evidence).filter(({ at }) => since !== null && at >= since);
  const isVisible = touches.some(({ zoneName }) => zoneName === situation.zone.zoneName);
  const shared = situation.fleets.flatMap((fleet) => whyShared(touches, { fleet, situation }) ?? []);
  const isShared = isVisible && situation.fleets.length > 0 && shared.length === situation.fleets.length;
  return {
    told: `a rollout has been under way since ${since ?? 'an unknown time'} (${by})`,
    advice: ROLL_BACK,
    notTheCause: isShared ? (shared[0] ?? null) : null,
  };
}

function byAlarms({ alarms }: Situation, { deployment }: Policy): Announcement[] {
  if (!alarms.known) return [];
  return alarms.value
    .filter(({ name, state }) => state === 'ALARM' && deployment.alarms.includes(name))
    .map(({ name, stateSince }) => ({ by: `alarm ${name}`, since: stateSince }));
}

function byTags({ groups }: Situation, { deployment: { tag } }: Policy): Announcement[] {
  return groups.flatMap(({ group }) => {
    const since = tag === undefined ? null : instantOf(group.tags[tag] ?? '');
    return since === null ? [] : [{ by: `tag ${tag} of group ${group.name}`, since }];
  });
}

/** `2026-11-24T18:40:00Z`; null: no time. */
function instantOf(value: string): Instant | null {
  const millis = Date.parse(value);
  return Number.isNaN(millis) ? null : (new Date(millis).toISOString() as Instant);
}

/** What keeps an announcement from being seen. In sentences. */
export function whyAnnouncementsAreUnseen({ alarms, groups }: Situation, { deployment }: Policy): string[] {
  const { tag } = deployment;
  const ofAlarms =
    deployment.alarms.length > 0 && !alarms.known ? [`the deployment alarms could not be read: ${alarms.why}`] : [];
  const known = alarms.known ? alarms.value : [];
  const open = alarms.known
    ? deployment.alarms
        .map((name) => alarmNamed(name, known))
        .filter(({ state }) => state === 'UNKNOWN')
        .map(({ name, told }) => `${name} ${told}`)
    : [];
  const ofTags = groups.flatMap(({ group }) => {
    const value = tag === undefined ? undefined : group.tags[tag];
    return value === undefined || instantOf(value) !== null
      ? []
      : [`tag ${tag} of group ${group.name} holds no time: "${value}"`];
  });
  return [...ofAlarms, ...open, ...ofTags];
}
