import type {
  AppliedStatus,
  AutoshiftAppliedStatus,
  AutoshiftExecutionStatus,
  ControlConditionType,
  PracticeRunOutcome,
  ShiftType,
  ZonalAutoshiftStatus,
  ZonalShiftStatus,
} from './enums.ts';

// As in every AWS SDK v3 client, members that the API requires are still `| undefined`, because answers are not validated.

/** Immediately starts to move one resource's traffic away from one zone. */
export interface StartZonalShiftRequest {
  /** ARN of a load balancer, Auto Scaling group or cluster that ARC manages. */
  resourceIdentifier: string | undefined;
  /** AZ ID, such as `use1-az1`. */
  awayFrom: string | undefined;
  /** `1m` to `72h`, counted from now: digits and `m` or `h`. */
  expiresIn: string | undefined;
  /** At most 128 characters, may be empty. Visible to everybody who lists shifts. */
  comment: string | undefined;
}

/** Sets a new comment, a new expiry (counted from now), or both. */
export interface UpdateZonalShiftRequest {
  zonalShiftId: string | undefined;
  comment?: string | undefined;
  expiresIn?: string | undefined;
}

/** Ends a zonal shift: traffic returns to the zone. */
export interface CancelZonalShiftRequest {
  zonalShiftId: string | undefined;
}

/** One zonal shift, as returned by start, update and cancel. */
export interface ZonalShift {
  zonalShiftId: string | undefined;
  resourceIdentifier: string | undefined;
  awayFrom: string | undefined;
  expiryTime: Date | undefined;
  startTime: Date | undefined;
  status: ZonalShiftStatus | undefined;
  comment: string | undefined;
}

/** Which shifts to list. Always set `status`: the API page and the API model disagree about the list without it. */
export interface ListZonalShiftsRequest {
  nextToken?: string | undefined;
  status?: ZonalShiftStatus | undefined;
  /** 1 to 100. */
  maxResults?: number | undefined;
  resourceIdentifier?: string | undefined;
}

/** One page of shifts. There are more if it has a `nextToken`. */
export interface ListZonalShiftsResponse {
  items?: ZonalShiftSummary[] | undefined;
  nextToken?: string | undefined;
}

/** One shift of any type in a list. */
export interface ZonalShiftSummary extends ZonalShift {
  shiftType?: ShiftType | undefined;
  practiceRunOutcome?: PracticeRunOutcome | undefined;
}

/** Asks for one managed resource by its ARN. */
export interface GetManagedResourceRequest {
  resourceIdentifier: string | undefined;
}

/** One managed resource: where its traffic goes and every shift on it. */
export interface GetManagedResourceResponse {
  arn?: string | undefined;
  name?: string | undefined;
  /** By zone, presumably AZ IDs as in `awayFrom` (the API page does not say). 1 receives traffic, 0 is shifted away. */
  appliedWeights: Record<string, number> | undefined;
  zonalShifts: ZonalShiftInResource[] | undefined;
  autoshifts?: AutoshiftInResource[] | undefined;
  practiceRunConfiguration?: PracticeRunConfiguration | undefined;
  zonalAutoshiftStatus?: ZonalAutoshiftStatus | undefined;
}

/** An active shift as part of its resource. It has no status, but `appliedStatus` says whether it is in effect. */
export interface ZonalShiftInResource {
  appliedStatus: AppliedStatus | undefined;
  zonalShiftId: string | undefined;
  resourceIdentifier: string | undefined;
  awayFrom: string | undefined;
  expiryTime: Date | undefined;
  startTime: Date | undefined;
  comment: string | undefined;
  shiftType?: ShiftType | undefined;
  practiceRunOutcome?: PracticeRunOutcome | undefined;
}

/** One autoshift as part of its resource. */
export interface AutoshiftInResource {
  appliedStatus: AutoshiftAppliedStatus | undefined;
  awayFrom: string | undefined;
  startTime: Date | undefined;
}

/** When and under which alarms AWS may rehearse shifts on a resource. */
export interface PracticeRunConfiguration {
  blockingAlarms?: ControlCondition[] | undefined;
  outcomeAlarms: ControlCondition[] | undefined;
  /** UTC, such as `Mon:10:00-Mon:10:30`. */
  blockedWindows?: string[] | undefined;
  allowedWindows?: string[] | undefined;
  /** UTC, such as `2026-11-27`. */
  blockedDates?: string[] | undefined;
}

/** An alarm that guards practice runs. */
export interface ControlCondition {
  type: ControlConditionType | undefined;
  /** ARN of the alarm. */
  alarmIdentifier: string | undefined;
}

/** Asks for a page of the resources that ARC manages in this account and Region. */
export interface ListManagedResourcesRequest {
  nextToken?: string | undefined;
  /** 1 to 100. */
  maxResults?: number | undefined;
}

/** One page of managed resources. There are more if it has a `nextToken`. */
export interface ListManagedResourcesResponse {
  items: ManagedResourceSummary[] | undefined;
  nextToken?: string | undefined;
}

/** One managed resource in a list. */
export interface ManagedResourceSummary {
  arn?: string | undefined;
  name?: string | undefined;
  /** AZ IDs. */
  availabilityZones: string[] | undefined;
  /** By zone, presumably AZ IDs as in `awayFrom` (the API page does not say). 1 receives traffic, 0 is shifted away. */
  appliedWeights?: Record<string, number> | undefined;
  zonalShifts?: ZonalShiftInResource[] | undefined;
  autoshifts?: AutoshiftInResource[] | undefined;
  zonalAutoshiftStatus?: ZonalAutoshiftStatus | undefined;
  practiceRunStatus?: ZonalAutoshiftStatus | undefined;
}

/** Which autoshifts of the Region to list. */
export interface ListAutoshiftsRequest {
  nextToken?: string | undefined;
  status?: AutoshiftExecutionStatus | undefined;
  /** 1 to 100. */
  maxResults?: number | undefined;
}

/** One page of autoshifts. There are more if it has a `nextToken`. */
export interface ListAutoshiftsResponse {
  items?: AutoshiftSummary[] | undefined;
  nextToken?: string | undefined;
}

/** One autoshift of the Region: AWS moved traffic away from the zone. */
export interface AutoshiftSummary {
  awayFrom: string | undefined;
  endTime?: Date | undefined;
  startTime: Date | undefined;
  status: AutoshiftExecutionStatus | undefined;
}
