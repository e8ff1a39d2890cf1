import type {
  AvailabilityZone,
  Evidence,
  ManagedResource,
  ObservedShift,
  Omission,
  Plan,
  Policy,
  Reading,
  ResourceArn,
  StartZonalShift,
} from '../domain/index.ts';
import { BY_ALARM, isMarkedRestoring, ourShifts, reasonInComment, standingEvacuations, termOf } from '../situation/evacuation.ts';
import { COMMENT_LIMIT, endsBefore, inShiftOrder, isOurs, isRehearsal, OWNERSHIP_MARKER, weightOf } from '../situation/rules.ts';
import { assemble } from './assemble.ts';

/**
 * The zonal shifts that are still missing, in a fixed order: the first is the lock of the whole application
 * (ADR 2). Needs no lookup beyond the resources themselves; one that could not be read is planned all the same.
 */
export function planTraffic(evidence: Evidence, policy: Policy): Plan {
  const { zone } = evidence;
  if (zone === null) return { steps: [], omitted: [] };
  const planned = inShiftOrder(policy.resources).map((resource) => {
    const step = shiftStep(evidence, policy, { resource, zone });
    return omissionOf(step, zone, evidence.resources[resource]) ?? stepIfMissing(step, evidence.resources[resource]);
  });
  return assemble(planned);
}

/** Only what keeps a standing evacuation from lapsing: shifts of ours that would end soon. */
export function planRenewal(evidence: Evidence, policy: Policy): Plan {
  const ours = new Set<string>(ourShifts(evidence, policy).map(({ resource }) => resource));
  const { steps } = planTraffic(evidence, policy);
  return {
    steps: [...steps.filter((step) => 'resource' in step && ours.has(step.resource)), ...renewNative(evidence, policy)],
    omitted: [],
  };
}

function renewNative(evidence: Evidence, policy: Policy): StartZonalShift[] {
  const { zone } = evidence;
  if (zone === null) return [];
  return Object.values(evidence.groups).flatMap((reading) => {
    if (!reading.known) return [];
    const { arn, name } = reading.value;
    const shifts = ourShifts(evidence, policy).filter(({ resource, awayFrom }) => resource === arn && awayFrom === zone.zoneId);
    const step = shiftStep(evidence, policy, { resource: arn, zone, group: name });
    return shifts.length === 0 || isInForce(step, shifts) ? [] : [step];
  });
}

/** The shift that a resource should have. The comment begins with the marker by which we know our own. */
export function shiftStep(
  evidence: Evidence,
  policy: Policy,
  target: { resource: ResourceArn; zone: AvailabilityZone; group?: string },
): StartZonalShift {
  const { trigger } = evidence;
  const isUpheld = trigger.action === 'upkeep' || trigger.action === 'restore';
  const standing = isUpheld ? (standingEvacuations(evidence, policy)[0] ?? null) : null;
  const calledOff = isUpheld ? undefined : standingEvacuations(evidence, policy).find(({ isRestoring }) => isRestoring);
  const beganAt = (standing ?? calledOff)?.since;
  const since = beganAt === undefined ? '' : ` since=${beganAt}`;
  const cause = trigger.kind === 'alarm' ? ` ${BY_ALARM}` : '';
  return {
    kind: 'start-zonal-shift',
    resource: target.resource,
    awayFrom: target.zone.zoneId,
    expiresIn: policy.zonalShift.expiresIn,
    ...termOf(evidence, policy, standing),
    comment: shortened(`${OWNERSHIP_MARKER}${trigger.id}${since}${cause} ${reasonInComment(trigger.reason)}`.trim()),
    ...(calledOff === undefined ? {} : { callsOff: true as const }),
    ...(target.group === undefined ? {} : { group: target.group }),
  };
}

/** No half of a character at the end: AWS takes well-formed text only. */
function shortened(comment: string): string {
  return comment.slice(0, COMMENT_LIMIT).replace(/[\uD800-\uDBFF]$/, '');
}

function omissionOf(
  step: StartZonalShift,
  zone: AvailabilityZone,
  reading: Reading<ManagedResource> | undefined,
): Omission | null {
  if (!reading?.known) return null;
  const { registered, appliedWeights } = reading.value;
  const skipped = { kind: step.kind, target: step.resource, status: 'skipped' } as const;
  if (!registered) return { ...skipped, code: 'not-opted-in', why: 'ARC does not know it: zonal shift is not enabled on it' };
  if (Object.keys(appliedWeights).length > 0 && weightOf(zone, appliedWeights) === undefined) {
    return { ...skipped, code: 'not-in-zone', why: `it is not in ${zone.zoneId}` };
  }
  return null;
}

/** Null when the resource is away from the zone already, for long enough: there is nothing to do. */
function stepIfMissing(step: StartZonalShift, reading: Reading<ManagedResource> | undefined): StartZonalShift | null {
  return reading?.known && isInForce(step, reading.value.shifts) ? null : step;
}

/** Whether these shifts of the step's target already are what the step wants, for long enough. */
export function isInForce(step: StartZonalShift, shifts: readonly ObservedShift[]): boolean {
  // An autoshift without effect is masked by a customer's shift: whether ours should yield to it is upkeep's decision.
  const real = shifts.filter((shift) => !isRehearsal(shift) && (shift.applied || shift.type !== 'ZONAL_AUTOSHIFT'));
  if (real.length === 0 || real.some(({ awayFrom }) => awayFrom !== step.awayFrom)) return false;
  const ours = real.filter(isOurs);
  if (step.callsOff && ours.some(isMarkedRestoring)) return false;
  return !ours.some((shift) => endsBefore(shift, step.until));
}
