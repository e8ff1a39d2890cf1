/** Whether this shift currently moves traffic for the resource (a higher-ranking shift leaves others NOT_APPLIED). */
export const AppliedStatus = { APPLIED: 'APPLIED', NOT_APPLIED: 'NOT_APPLIED' } as const;
export type AppliedStatus = ValueOf<typeof AppliedStatus>;

/** Whether an autoshift currently moves traffic for the resource. */
export const AutoshiftAppliedStatus = { APPLIED: 'APPLIED', NOT_APPLIED: 'NOT_APPLIED' } as const;
export type AutoshiftAppliedStatus = ValueOf<typeof AutoshiftAppliedStatus>;

/** State of an autoshift, which AWS starts and ends. */
export const AutoshiftExecutionStatus = { ACTIVE: 'ACTIVE', COMPLETED: 'COMPLETED' } as const;
export type AutoshiftExecutionStatus = ValueOf<typeof AutoshiftExecutionStatus>;

/**
 * Why a request conflicts with the state of the resource (409). AWS does not document when it gives which reason, so expect any
 * of them.
 */
export const ConflictExceptionReason = {
  AUTOSHIFT_ENABLED: 'AutoShiftEnabled',
  PRACTICE_BLOCKING_ALARMS_RED: 'PracticeBlockingAlarmsRed',
  PRACTICE_CONFIGURATION_ALREADY_EXISTS: 'PracticeConfigurationAlreadyExists',
  PRACTICE_CONFIGURATION_DOES_NOT_EXIST: 'PracticeConfigurationDoesNotExist',
  PRACTICE_IN_BLOCKED_DATES: 'PracticeInBlockedDates',
  PRACTICE_IN_BLOCKED_WINDOWS: 'PracticeInBlockedWindows',
  PRACTICE_OUTCOME_ALARMS_RED: 'PracticeOutcomeAlarmsRed',
  PRACTICE_OUTSIDE_ALLOWED_WINDOWS: 'PracticeOutsideAllowedWindows',
  SIMULTANEOUS_ZONAL_SHIFTS_CONFLICT: 'SimultaneousZonalShiftsConflict',
  ZONAL_AUTOSHIFT_ACTIVE: 'ZonalAutoshiftActive',
  ZONAL_SHIFT_ALREADY_EXISTS: 'ZonalShiftAlreadyExists',
  ZONAL_SHIFT_STATUS_NOT_ACTIVE: 'ZonalShiftStatusNotActive',
} as const;
export type ConflictExceptionReason = ValueOf<typeof ConflictExceptionReason>;

/** The kind of guard for a practice run: only CloudWatch alarms. */
export const ControlConditionType = { CLOUDWATCH: 'CLOUDWATCH' } as const;
export type ControlConditionType = ValueOf<typeof ControlConditionType>;

/** The outcome of a practice run. */
export const PracticeRunOutcome = {
  CAPACITY_CHECK_FAILED: 'CAPACITY_CHECK_FAILED',
  FAILED: 'FAILED',
  INTERRUPTED: 'INTERRUPTED',
  PENDING: 'PENDING',
  SUCCEEDED: 'SUCCEEDED',
} as const;
export type PracticeRunOutcome = ValueOf<typeof PracticeRunOutcome>;

/** Who shifted: a person or program, a practice run, a fault injection experiment, or AWS itself. */
export const ShiftType = {
  FIS_EXPERIMENT: 'FIS_EXPERIMENT',
  PRACTICE_RUN: 'PRACTICE_RUN',
  ZONAL_AUTOSHIFT: 'ZONAL_AUTOSHIFT',
  ZONAL_SHIFT: 'ZONAL_SHIFT',
} as const;
export type ShiftType = ValueOf<typeof ShiftType>;

/** What is wrong with a request (400). */
export const ValidationExceptionReason = {
  AUTOSHIFT_UPDATE_NOT_ALLOWED: 'AutoshiftUpdateNotAllowed',
  CONFLICTING_PRACTICE_WINDOWS: 'InvalidPracticeWindows',
  FIS_EXPERIMENT_UPDATE_NOT_ALLOWED: 'FISExperimentUpdateNotAllowed',
  INVALID_ALARM_CONDITION: 'InvalidAlarmCondition',
  INVALID_AZ: 'InvalidAz',
  INVALID_CONDITION_TYPE: 'InvalidConditionType',
  INVALID_EXPIRES_IN: 'InvalidExpiresIn',
  INVALID_PRACTICE_ALLOWED_WINDOW: 'InvalidPracticeAllowedWindow',
  INVALID_PRACTICE_BLOCKER: 'InvalidPracticeBlocker',
  INVALID_RESOURCE_IDENTIFIER: 'InvalidResourceIdentifier',
  INVALID_STATUS: 'InvalidStatus',
  INVALID_TOKEN: 'InvalidToken',
  MISSING_VALUE: 'MissingValue',
  UNSUPPORTED_AZ: 'UnsupportedAz',
  UNSUPPORTED_PRACTICE_CANCEL_SHIFT_TYPE: 'UnsupportedPracticeCancelShiftType',
} as const;
export type ValidationExceptionReason = ValueOf<typeof ValidationExceptionReason>;

/** Whether AWS may shift the resource automatically. */
export const ZonalAutoshiftStatus = { DISABLED: 'DISABLED', ENABLED: 'ENABLED' } as const;
export type ZonalAutoshiftStatus = ValueOf<typeof ZonalAutoshiftStatus>;

/** State of a zonal shift. */
export const ZonalShiftStatus = { ACTIVE: 'ACTIVE', CANCELED: 'CANCELED', EXPIRED: 'EXPIRED' } as const;
export type ZonalShiftStatus = ValueOf<typeof ZonalShiftStatus>;

type ValueOf<T> = T[keyof T];
