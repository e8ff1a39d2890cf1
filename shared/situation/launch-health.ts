import type { AvailabilityZone, CapacityStep, LaunchHealth, ObservedGroup } from '../domain/index.ts';
import type { GroupSituation } from './groups.ts';
import { suspendedOf, whatHoldsThere, whyWithoutTraffic } from './held-instances.ts';
import type { Situation } from './understand.ts';

/** What a group's state says about a capacity step. managed: somebody else's to change. unsafe: not now. */
export interface LaunchVerdict {
  readonly status: 'safe' | 'managed' | 'unsafe' | 'unknown';
  readonly why: string;
}

/** For about so long a failed launch says something about the next one. */
const RECENT_MINUTES = 30;
/** EKS puts these on the groups of its node groups. It owns them, and undoes what others change. */
const EKS_TAGS = ['eks:nodegroup-name', 'eks:cluster-name'];
/** Without them Auto Scaling does not replace what is removed, or lets the replacement run next to it. */
const NEEDED_PROCESSES = ['Launch', 'Terminate'];

/** Whether this group's capacity may leave the zone now. A native shift launches and ends nothing: safe unless managed. */
export function launchVerdict({ group, capacityStep }: GroupSituation, situation: Situation): LaunchVerdict {
  return blockedBy(group, capacityStep) ?? verdictOnLaunches(group, situation);
}

function blockedBy(group: ObservedGroup, step: CapacityStep): LaunchVerdict | null {
  const owner = EKS_TAGS.find((tag) => group.tags[tag] !== undefined);
  if (owner !== undefined) return { status: 'managed', why: `EKS manages it (tag ${owner}): shift its cluster instead` };
  if (step === 'zonal-shift') return { status: 'safe', why: 'a native shift launches nothing' };
  const suspended = suspendedOf(group, NEEDED_PROCESSES);
  if (suspended !== null) return { status: 'unsafe', why: suspended };
  const unserved = whyWithoutTraffic(group);
  return unserved === null ? null : { status: 'unsafe', why: `${unserved}: new instances would get no traffic` };
}

function verdictOnLaunches(group: ObservedGroup, { evidence, zone }: Situation): LaunchVerdict {
  const reading = evidence.launches[group.name];
  if (reading === undefined) return { status: 'unknown', why: 'its launches were not read: no capacity step needed them' };
  if (!reading.known) return { status: 'unknown', why: reading.why };
  const trouble = troubleOf(reading.value, { zoneName: zone.zoneName, now: evidence.now });
  return trouble === null ? { status: 'safe', why: describe(group, reading.value, zone) } : { status: 'unsafe', why: trouble };
}

function troubleOf(health: LaunchHealth, { zoneName, now }: { zoneName: string; now: string }): string | null {
  if (health.refreshes.length > 0) return `an instance refresh is ${health.refreshes.join(', ')}`;
  // Launches that fail in the zone itself are a reason to take it out, not against it.
  const failure = newestFailure(health, { now, isThere: (launched) => launched !== zoneName });
  return failure === null ? null : `launches fail in the other zones: ${failure}`;
}

/** In Auto Scaling's own words, why the newest launch in the zone failed; null: it did not, or there was none of late. */
export function whyLaunchesFail(health: LaunchHealth, { zoneName, now }: { zoneName: string; now: string }): string | null {
  return newestFailure(health, { now, isThere: (launched) => launched === zoneName });
}

function newestFailure(
  { launches }: LaunchHealth,
  { now, isThere }: { now: string; isThere: (zoneName: string | null) => boolean },
): string | null {
  const newest = launches.find(
    ({ status, zoneName, startedAt }) =>
      isThere(zoneName) && (status === 'Failed' || status === 'Successful') && isRecent(startedAt, now),
  );
  return newest?.status === 'Failed' ? newest.message : null;
}

function isRecent(startedAt: string | null, now: string): boolean {
  return startedAt !== null && Date.parse(now) - Date.parse(startedAt) <= RECENT_MINUTES * 60_000;
}

/** What does not stop the step, but a reader of the report would want to know. */
function describe(group: ObservedGroup, { launches }: LaunchHealth, zone: AvailabilityZone): string {
  const { distribution, hasWarmPool } = group;
  const held = whatHoldsThere(group, zone);
  const notes = [
    ...(launches.length === 0 ? ['no recent launch'] : ['launches succeed']),
    ...(held === null ? [] : [`instances in the zone stay there: ${held}`]),
    ...(distribution === 'balanced-only'
      ? ['balanced-only: Auto Scaling keeps trying to launch in the zone until it is out']
      : []),
    ...(hasWarmPool ? ['it has a warm pool, whose instances in the zone are not followed'] : []),
  ];
  return notes.join('; ');
}
