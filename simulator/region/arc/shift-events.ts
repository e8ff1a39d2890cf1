import type { EventBridgeEvent } from '../events/event-bus.ts';
import type { Shift } from './shift.ts';

/** The `detail-type`s that ARC sends ("Using zonal shift with Amazon EventBridge", ARC Developer Guide). */
const STARTED = {
  ZONAL_SHIFT: 'Manual Shift Started',
  PRACTICE_RUN: 'Practice Run Started',
  FIS_EXPERIMENT: 'FIS Experiment Autoshift In Progress',
  ZONAL_AUTOSHIFT: 'Autoshift In Progress',
} as const;

const PRACTICE_RUN_ENDED = {
  PENDING: undefined,
  SUCCEEDED: 'Practice Run Succeeded',
  FAILED: 'Practice Run Failed',
  INTERRUPTED: 'Practice Run Interrupted',
} as const;

export const SHIFT_UPDATED = 'Manual Shift Updated';

export function startedEvent(shift: Shift): string {
  return STARTED[shift.shiftType];
}

/** The `detail-type` for the end of a shift. Undefined if ARC sends none, as when a customer shift expires. */
export function endedEvent({ shiftType, status, practiceRunOutcome }: Shift): string | undefined {
  if (shiftType === 'PRACTICE_RUN') return PRACTICE_RUN_ENDED[practiceRunOutcome ?? 'PENDING'];
  if (shiftType === 'ZONAL_AUTOSHIFT') return 'Autoshift Completed';
  const canceled = status === 'CANCELED';
  if (shiftType === 'FIS_EXPERIMENT') return `FIS Experiment Autoshift ${canceled ? 'Canceled' : 'Completed'}`;
  return canceled ? 'Manual Shift Canceled' : undefined;
}

/** The parts of an event from ARC itself. The publisher adds account, Region, id and time. */
export function shiftEvent(detailType: string, about: { awayFrom: string; resources: string[] }) {
  return {
    version: '0',
    'detail-type': detailType,
    source: 'aws.arc-zonal-shift',
    resources: about.resources,
    detail: { version: '0.0.1', data: '', metadata: { awayFrom: about.awayFrom, notes: '' } },
  } as const satisfies Partial<EventBridgeEvent>;
}
