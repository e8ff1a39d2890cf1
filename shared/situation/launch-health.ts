import type { AvailabilityZone, CapacityStep, Evidence, LaunchHealth, ObservedGroup } from '../domain/index.ts';

/** What a group's state says about a capacity step. managed: somebody else's to change. unsafe: not now. */
export interface LaunchVerdict {
  readonly status: 'safe' | 'managed' | 'unsafe' | 'unknown';
  readonly why: string;
}

/** A failed launch says something about the next one for about so long. */
const RECENT_MINUTES = 30;
/** What EKS puts on the groups of its node groups: it owns them, and undoes what others change. */
const EKS_TAGS = ['eks:nodegroup-name', 'eks:cluster-name'];
/** Without them removed capacity is not replaced, or what replaces it runs beside it. */
const NEEDED_PROCESSES = ['Launch', 'Terminate'];

/** Whether this group's capacity may be moved out of the zone now. A native shift launches and ends nothing: safe unless managed. */
export function launchVerdict(group: ObservedGroup, evidence: Evidence, step: CapacityStep): LaunchVerdict {
  const { zone } = evidence;
  const owner = EKS_TAGS.find((tag) => group.tags[tag] !== undefined);
  if (owner !== undefined) return { status: 'managed', why: `EKS manages it (tag ${owner}): shift its cluster instead` };
  if (step === 'zonal-shift') return { status: 'safe', why: 'a native shift launches nothing' };
  const suspended = NEEDED_PROCESSES.filter((process) => group.suspendedProcesses.includes(process));
  if (suspended.length > 0) return { status: 'unsafe', why: `${suspended.join(' and ')} suspended` };
  const reading = evidence.launches[group.name];
  if (reading === undefined)
    return { status: 'unknown', why: 'its launches were not read: no capacity step has needed them so far' };
  if (!reading.known) return { status: 'unknown', why: reading.why };
  const trouble = zone === null ? null : troubleOf(reading.value, { zone, now: evidence.now });
  return trouble === null ? { status: 'safe', why: describe(group, reading.value) } : { status: 'unsafe', why: trouble };
}

function troubleOf({ launches, refreshes }: LaunchHealth, { zone, now }: { zone: AvailabilityZone; now: string }): string | null {
  if (refreshes.length > 0) return `an instance refresh is ${refreshes.join(', ')}`;
  // Launches that fail in the zone itself speak for taking it out, not against it.
  const [newest] = launches.filter(
    ({ status, zoneName, startedAt }) =>
      zoneName !== zone.zoneName && (status === 'Failed' || status === 'Successful') && isRecent(startedAt, now),
  );
  return newest?.status === 'Failed' ? `launches fail in the zones that stay: ${newest.message}` : null;
}

function isRecent(startedAt: string | null, now: string): boolean {
  return startedAt !== null && Date.parse(now) - Date.parse(startedAt) <= RECENT_MINUTES * 60_000;
}

/** What does not keep the step, and what whoever reads the report would want to know. */
function describe({ suspendedProcesses, distribution, hasWarmPool }: ObservedGroup, { launches }: LaunchHealth): string {
  const notes = [
    ...(launches.length === 0 ? ['no launch of late'] : ['launches succeed']),
    ...(suspendedProcesses.includes('AZRebalance') ? ['AZRebalance is suspended: what runs in the zone stays there'] : []),
    ...(distribution === 'balanced-only'
      ? ['balanced-only: until the zone is out, launches in it are tried again and again']
      : []),
    ...(hasWarmPool ? ['it has a warm pool, whose instances in the zone are not followed'] : []),
  ];
  return notes.join('; ');
}
