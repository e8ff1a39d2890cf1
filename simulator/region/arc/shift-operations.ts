import { z } from 'zod';
import { type Operations, reads, writes } from '../operations/operation.ts';
import { takePage } from '../operations/paging.ts';
import type { OpenAnswers } from './open-answers.ts';
import { checkResourceIdentifier, checkZoneId, conflict, invalid, minutesOf, notFound, required } from './refusals.ts';
import type { Registry } from './registry.ts';
import type { Shift } from './shift.ts';
import type { ShiftLedger } from './shift-ledger.ts';
import { zonalShift, zonalShiftSummary } from './views.ts';

// `refusals` checks what has its own reason code. The rest is checked here, as in the service's front end.
const comment = z.string().max(128).optional();
const zonalShiftId = z
  .string()
  .regex(/^[A-Za-z0-9-]{6,36}$/)
  .optional();

const startInput = z.object({
  resourceIdentifier: z.string().optional(),
  awayFrom: z.string().optional(),
  expiresIn: z.string().optional(),
  comment,
});
const updateInput = z.object({ zonalShiftId, comment, expiresIn: z.string().optional() });
const cancelInput = z.object({ zonalShiftId });

/** maxResults (default and maximum 100) and nextToken of ARC's lists. */
export const pageInput = { maxResults: z.coerce.number().int().min(1).max(100).default(100), nextToken: z.string().optional() };
const listInput = z.object({ ...pageInput, status: z.string().optional(), resourceIdentifier: z.string().optional() });

/** The error for an unknown list token. */
export function refuseToken(token: string) {
  return invalid('InvalidToken', `The next token is not valid: ${token}`);
}

interface Sources {
  readonly registry: Registry;
  readonly ledger: ShiftLedger;
  readonly open: OpenAnswers;
}

/** The customer's zonal shifts. */
export function shiftOperations(sources: Sources): Operations {
  const { registry, ledger } = sources;
  return {
    StartZonalShift: writes(startInput, (input) => startZonalShift(input, registry, ledger)),
    UpdateZonalShift: writes(updateInput, (input) => updateZonalShift(input, sources)),
    CancelZonalShift: writes(cancelInput, (input) => cancelZonalShift(input, sources)),
    ListZonalShifts: reads(listInput, (input) => listZonalShifts(input, sources)),
  };
}

function startZonalShift(input: z.output<typeof startInput>, registry: Registry, ledger: ShiftLedger) {
  const resourceIdentifier = required(input, 'resourceIdentifier');
  const awayFrom = required(input, 'awayFrom');
  const expiresIn = required(input, 'expiresIn');
  const about = { resourceIdentifier, awayFrom, comment: required(input, 'comment') };
  checkResourceIdentifier(resourceIdentifier);
  checkZoneId(awayFrom);
  const minutes = minutesOf(expiresIn);
  registry.target(about);
  registry.refuseSecondShift(resourceIdentifier);
  registry.cancelExperiments(resourceIdentifier);
  return zonalShift(ledger.open({ ...about, shiftType: 'ZONAL_SHIFT', minutes }));
}

function updateZonalShift(input: z.output<typeof updateInput>, { ledger, open }: Sources) {
  const { expiresIn } = input;
  if (input.comment === undefined && !open.acceptsEmptyUpdates) required(input, 'expiresIn');
  const minutes = expiresIn === undefined ? undefined : minutesOf(expiresIn);
  const shift = changeable(required(input, 'zonalShiftId'), ledger);
  ledger.update(shift, { comment: input.comment, minutes });
  return zonalShift(shift);
}

function cancelZonalShift(input: z.output<typeof cancelInput>, { ledger, open }: Sources) {
  const id = required(input, 'zonalShiftId');
  const isExperiment = ledger.find(id)?.shiftType === 'FIS_EXPERIMENT';
  const shift = isExperiment && open.cancelsExperiments ? activeShift(findShift(id, ledger)) : changeable(id, ledger);
  ledger.cancel(shift);
  return zonalShift(shift);
}

/** An active shift that a customer may change: a customer shift or a practice run, but not an autoshift or an FIS experiment. */
function changeable(id: string, ledger: ShiftLedger): Shift {
  const shift = findShift(id, ledger);
  const refused = { FIS_EXPERIMENT: 'FISExperimentUpdateNotAllowed', ZONAL_AUTOSHIFT: 'AutoshiftUpdateNotAllowed' };
  const { shiftType } = shift;
  if (shiftType === 'FIS_EXPERIMENT' || shiftType === 'ZONAL_AUTOSHIFT') {
    throw invalid(refused[shiftType], `The shift ${id} was not started by a customer and cannot be changed.`);
  }
  return activeShift(shift);
}

/** The shift with this ID, in any status. Throws `ResourceNotFoundException`. */
export function findShift(id: string, ledger: ShiftLedger): Shift {
  const shift = ledger.find(id);
  if (shift === undefined) throw notFound(`No zonal shift was found with the ID ${id}.`);
  return shift;
}

/** Returns the shift. Throws if it has ended. */
export function activeShift(shift: Shift): Shift {
  if (shift.status === 'ACTIVE') return shift;
  const { zonalShiftId, status } = shift;
  throw conflict('ZonalShiftStatusNotActive', {
    message: `The zonal shift ${zonalShiftId} is not active: ${status}.`,
    zonalShiftId,
  });
}

function listZonalShifts(input: z.output<typeof listInput>, { ledger, open }: Sources) {
  const { resourceIdentifier } = input;
  const status = input.status ?? (open.listedWithoutStatus === 'active' ? 'ACTIVE' : undefined);
  if (![undefined, 'ACTIVE', 'EXPIRED', 'CANCELED'].includes(status))
    throw invalid('InvalidStatus', `The status is not valid: ${status}`);
  if (resourceIdentifier !== undefined) checkResourceIdentifier(resourceIdentifier);
  const { elements, nextToken } = takePage(ledger.shifts, {
    matches: (shift) =>
      (shift.shiftType !== 'ZONAL_AUTOSHIFT' || open.listsAutoshifts) &&
      (status === undefined || shift.status === status) &&
      (resourceIdentifier === undefined || shift.resourceIdentifier === resourceIdentifier),
    keyOf: (shift) => shift.zonalShiftId,
    size: input.maxResults,
    token: input.nextToken,
    refuse: refuseToken,
  });
  return { items: elements.map((shift) => zonalShiftSummary(shift, open)), nextToken };
}
