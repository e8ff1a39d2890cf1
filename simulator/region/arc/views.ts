import type { Identity } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';
import type { OpenAnswers } from './open-answers.ts';
import { type Autoshift, appliedShift, type ManagedResource, type Shift, weightsOf } from './shift.ts';

/** ARC's ZonalShift: the answer to start, update and cancel. */
export function zonalShift(shift: Shift): Record<string, unknown> {
  return { ...shift, shiftType: undefined, practiceRunOutcome: undefined };
}

/** ARC's ZonalShiftSummary: an element of ListZonalShifts. */
export function zonalShiftSummary(shift: Shift, { typesPracticeRuns }: OpenAnswers): Record<string, unknown> {
  return shift.shiftType === 'PRACTICE_RUN' && !typesPracticeRuns ? { ...shift, shiftType: undefined } : { ...shift };
}

export function autoshiftSummary(autoshift: Autoshift): Record<string, unknown> {
  return { ...autoshift };
}

/**
 * ZonalShiftInResource and AutoshiftInResource: the active shifts of a resource, and which one is in effect. Without `status`.
 */
function shiftsInResource(active: readonly Shift[], { open }: ViewContext): Record<string, unknown> {
  const applied = appliedShift(active);
  const appliedStatus = (shift: Shift) => (shift === applied ? 'APPLIED' : 'NOT_APPLIED');
  const zonalShifts = active.filter(({ shiftType }) => shiftType !== 'ZONAL_AUTOSHIFT');
  const autoshifts = active.filter(({ shiftType }) => shiftType === 'ZONAL_AUTOSHIFT');
  return {
    zonalShifts: zonalShifts.map((shift) => {
      return { ...zonalShiftSummary(shift, open), status: undefined, appliedStatus: appliedStatus(shift) };
    }),
    autoshifts: autoshifts.map((shift) => {
      return { appliedStatus: appliedStatus(shift), awayFrom: shift.awayFrom, startTime: shift.startTime };
    }),
  };
}

/** What the view of a resource depends on besides the resource. */
export interface ViewContext {
  readonly identity: Identity;
  readonly open: OpenAnswers;
}

/** The answer to GetManagedResource. */
export function managedResource(
  resource: ManagedResource,
  active: readonly Shift[],
  context: ViewContext,
): Record<string, unknown> {
  const { identity } = context;
  return {
    arn: resource.arn,
    name: resource.name,
    appliedWeights: appliedWeights(resource, active, context),
    ...shiftsInResource(active, context),
    practiceRunConfiguration: resource.practiceRuns ? practiceRunConfiguration(resource, identity) : undefined,
    zonalAutoshiftStatus: resource.zonalAutoshift,
  };
}

/** ManagedResourceSummary: an element of ListManagedResources. */
export function managedResourceSummary(
  resource: ManagedResource,
  active: readonly Shift[],
  context: ViewContext,
): Record<string, unknown> {
  return {
    arn: resource.arn,
    name: resource.name,
    availabilityZones: [...resource.zoneIds],
    appliedWeights: appliedWeights(resource, active, context),
    ...shiftsInResource(active, context),
    zonalAutoshiftStatus: resource.zonalAutoshift,
    practiceRunStatus: resource.practiceRuns ? 'ENABLED' : 'DISABLED',
  };
}

function appliedWeights(resource: ManagedResource, active: readonly Shift[], { open }: ViewContext) {
  const weights = Object.entries(weightsOf(resource, active));
  return Object.fromEntries(weights.map(([zoneId, weight]) => [open.weightKey(zoneId), weight]));
}

function practiceRunConfiguration({ name }: ManagedResource, { region, account }: Identity): Record<string, unknown> {
  const alarmIdentifier = `arn:${partitionOf(region)}:cloudwatch:${region}:${account}:alarm:${name}-practice-run-outcome`;
  return { outcomeAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier }] };
}
