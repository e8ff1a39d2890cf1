import { z } from 'zod';
import { type Operations, writes } from '../operations/operation.ts';
import { conflict, invalid, required } from './refusals.ts';
import type { Registry } from './registry.ts';
import type { ShiftLedger } from './shift-ledger.ts';
import { activeShift, findShift } from './shift-operations.ts';
import { zonalShift } from './views.ts';

const PRACTICE_RUN_MINUTES = 30;

const startInput = z.object({
  resourceIdentifier: z.string().optional(),
  awayFrom: z.string().optional(),
  comment: z.string().max(128).optional(),
});
const cancelInput = z.object({ zonalShiftId: z.string().optional() });

/** On-demand practice runs, for resources with a practice run configuration. */
export function practiceRunOperations(registry: Registry, ledger: ShiftLedger): Operations {
  return {
    StartPracticeRun: writes(startInput, (input) => startPracticeRun(input, registry, ledger)),
    CancelPracticeRun: writes(cancelInput, (input) => cancelPracticeRun(input, ledger)),
  };
}

function startPracticeRun(input: z.output<typeof startInput>, registry: Registry, ledger: ShiftLedger) {
  const resourceIdentifier = required(input, 'resourceIdentifier');
  const about = { resourceIdentifier, awayFrom: required(input, 'awayFrom'), comment: required(input, 'comment') };
  if (!registry.target(about).practiceRuns) {
    const message = `The resource ${resourceIdentifier} has no practice run configuration.`;
    throw conflict('PracticeConfigurationDoesNotExist', { message });
  }
  registry.refuseExperiment(resourceIdentifier);
  return zonalShift(ledger.open({ ...about, shiftType: 'PRACTICE_RUN', minutes: PRACTICE_RUN_MINUTES }));
}

function cancelPracticeRun(input: z.output<typeof cancelInput>, ledger: ShiftLedger) {
  const id = required(input, 'zonalShiftId');
  const shift = findShift(id, ledger);
  if (shift.shiftType !== 'PRACTICE_RUN') {
    throw invalid('UnsupportedPracticeCancelShiftType', `The zonal shift ${id} is not a practice run.`);
  }
  ledger.cancel(activeShift(shift));
  return zonalShift(shift);
}
