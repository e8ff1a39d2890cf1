import type {
  AvailabilityZone,
  Evidence,
  Instant,
  ManagedResource,
  ObservedGroup,
  ObservedShift,
  Policy,
  ResourceArn,
} from '../domain/index.ts';
import { readShiftComment, type ShiftComment } from '../marks/shift-comment.ts';
import { isOurs } from './whose.ts';

/** A shift that bears our application's marker, with what its comment says. */
export interface MarkedShift extends ObservedShift {
  readonly mark: ShiftComment;
}

/** The shift of a resource of ours with its mark; null: it is somebody else's. */
export function withMark(shift: ObservedShift, application: string): MarkedShift | null {
  const mark = readShiftComment(shift.comment);
  return mark !== null && isOurs(mark.application, { application, isSelected: true }) ? { ...shift, mark } : null;
}

/** Whether a shift of a resource of ours is the application's own. */
export function bearsOurMarker({ comment }: Pick<ObservedShift, 'comment'>, application: string): boolean {
  const mark = readShiftComment(comment);
  return mark !== null && isOurs(mark.application, { application, isSelected: true });
}

/** The same, of the application that writes this comment. */
export function bearsMarkerOf(shift: Pick<ObservedShift, 'comment'>, { comment }: { readonly comment: string }): boolean {
  const application = readShiftComment(comment)?.application ?? null;
  return application !== null && bearsOurMarker(shift, application);
}

export function isMarkedRestoring({ comment }: Pick<ObservedShift, 'comment'>): boolean {
  return readShiftComment(comment)?.isRestoring === true;
}

/** When the zone went out: the comment of a shift that upkeep started again says so, else the shift's own start does. */
export function sinceOf({ mark, startedAt }: MarkedShift): Instant | null {
  return mark.since ?? startedAt;
}

/** Practice runs and FIS experiments: ARC ends them when a real shift starts (ARC Developer Guide, "Precedence"). */
export function isRehearsal({ type }: ObservedShift): boolean {
  return type === 'PRACTICE_RUN' || type === 'FIS_EXPERIMENT';
}

/** The zone's weight in a managed resource; undefined: the resource is not in that zone. */
export function weightOf(zone: AvailabilityZone, weights: Readonly<Record<string, number>>): number | undefined {
  return weights[zone.zoneId] ?? weights[zone.zoneName];
}

/**
 * What it may mean that ARC does not know a resource. ARC answers alike for one that has not opted in and for one that is gone (API
 * GetManagedResource, ResourceNotFoundException), and controllers recreate load balancers under another ARN.
 */
export function whyNotRegistered(resource: ResourceArn, { successor }: Pick<ManagedResource, 'successor'> = {}): string {
  if (successor !== undefined) return `it was recreated as "${successor}": write that into "resources", and deploy`;
  const isLoadBalancer = resource.split(':')[2] === 'elasticloadbalancing';
  if (!isLoadBalancer) return 'ARC does not know it: zonal shift is not enabled on it, or it no longer exists';
  return (
    'ARC does not know it: zonal shift is not enabled on it, or it was deleted, or recreated under another ARN. Enable zonal shift ' +
    '(attribute zonal_shift.config.enabled), or correct "resources"'
  );
}

/** The load balancer among these that has the kind and the name of this one, and is another: its name is in its ARN, before its ID. */
export function successorOf(resource: ResourceArn, others: readonly ResourceArn[]): ResourceArn | null {
  const named = /^.+:loadbalancer\/(app|net)\/[^/]+\//.exec(resource)?.[0];
  const successors = named === undefined ? [] : others.filter((other) => other.startsWith(named) && other !== resource);
  return successors[0] ?? null;
}

/** ARC may keep whole seconds: a shift that ends this much too early is long enough. */
const EXPIRY_TOLERANCE_MILLIS = 60_000;

/** Whether the shift ends before `until`, by more than clocks and rounding explain. */
export function endsBefore({ expiresAt }: ObservedShift, until: Instant): boolean {
  return expiresAt !== null && Date.parse(expiresAt) + EXPIRY_TOLERANCE_MILLIS < Date.parse(until);
}

/**
 * The order in which resources are shifted, the same in every run: load balancers, then EKS clusters, each by ARN. A
 * cluster that is shifted before the load balancer in front of it answers 503 (multi-AZ workshop, lab 5).
 */
export function inShiftOrder(resources: readonly ResourceArn[]): ResourceArn[] {
  const ranked = resources.map((arn) => ({ arn, rank: `${arn.split(':')[2] === 'eks' ? 1 : 0}${arn}` }));
  return ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ arn }) => arn);
}

/**
 * The resource that is shifted first and given back last: while it is away from the zone, a restore has not let go. One that could not
 * be read counts. Null: ARC shifts none of the application's resources in the zone.
 */
export function lockOf(
  { evidence, zone }: { evidence: Pick<Evidence, 'resources'>; zone: AvailabilityZone },
  { resources }: Policy,
): ResourceArn | null {
  const isThere = (resource: ResourceArn) => {
    const reading = evidence.resources[resource];
    return !reading?.known || (reading.value.registered && isInZone(zone, reading.value.appliedWeights));
  };
  return inShiftOrder(resources).find(isThere) ?? null;
}

/** Whether a managed resource is in the zone, as far as ARC shows its zones. */
export function isInZone(zone: AvailabilityZone, weights: Readonly<Record<string, number>>): boolean {
  return Object.keys(weights).length === 0 || weightOf(zone, weights) !== undefined;
}

/** In force: the zone takes no traffic, or ARC shows no weight. A shift that is accepted and not applied is none. */
export function isShiftedAway(zone: AvailabilityZone, weights: Readonly<Record<string, number>>): boolean {
  return (weightOf(zone, weights) ?? 0) === 0;
}

/** The active shifts, by whose they are and how they are known. Rehearsals are among the first two only. */
export interface ActiveShifts {
  /** Anybody's shifts of our resources, read from the resources themselves. */
  readonly ofOurResources: readonly ObservedShift[];
  /** Anybody's shifts of our resources and groups, from the list of the account. */
  readonly listedOfOurs: readonly ObservedShift[];
  /** Shifts in force on our resources and groups: from the resources where they could be read, else from the list. */
  readonly inForce: readonly ObservedShift[];
  /** Those of them that bear our marker, and the strays. */
  readonly marked: readonly MarkedShift[];
  /** Ours, of resources that the configuration or its tag no longer selects. */
  readonly strays: readonly MarkedShift[];
}

export function understandShifts(
  { resources, shifts }: Pick<Evidence, 'resources' | 'shifts'>,
  groups: readonly ObservedGroup[],
  policy: Policy,
): ActiveShifts {
  const ours = new Set<string>([...policy.resources, ...groups.map(({ arn }) => arn)]);
  const ofOurResources = Object.values(resources).flatMap((reading) => (reading.known ? reading.value.shifts : []));
  const listedOfOurs = shifts.known ? shifts.value.filter(({ resource }) => ours.has(resource)) : [];
  const inForce = [...ofOurResources, ...listedOfOurs.filter(({ resource }) => !resources[resource]?.known)].filter(
    (shift) => !isRehearsal(shift),
  );
  const strays = shifts.known ? shifts.value.flatMap((shift) => strayShift(shift, { ours, policy }) ?? []) : [];
  const own = inForce.flatMap((shift) => withMark(shift, policy.application) ?? []);
  return { ofOurResources, listedOfOurs, inForce, marked: [...own, ...strays], strays };
}

/** Shifts by the resource that they are of. */
export function byResource<Shift extends ObservedShift>(shifts: readonly Shift[]): ReadonlyMap<string, readonly Shift[]> {
  const found = new Map<string, Shift[]>();
  for (const shift of shifts) {
    const earlier = found.get(shift.resource);
    if (earlier === undefined) found.set(shift.resource, [shift]);
    else earlier.push(shift);
  }
  return found;
}

/** Elsewhere only a mark that names our application is ours. */
function strayShift(shift: ObservedShift, { ours, policy }: { ours: ReadonlySet<string>; policy: Policy }): MarkedShift | null {
  const mark = readShiftComment(shift.comment);
  const isMarked = mark !== null && isOurs(mark.application, { application: policy.application, isSelected: false });
  return isMarked && !ours.has(shift.resource) && !isRehearsal(shift) ? { ...shift, mark } : null;
}
