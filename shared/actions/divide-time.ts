import type { Policy } from '../domain/index.ts';

/** When the parts of an invocation end, in milliseconds from its start. What comes later has its time, whatever was slow before. */
export interface DividedTime {
  /** No step goes on after it. The next run does what is missing. */
  readonly changesEnd: number;
  /** What the steps have left behind has been read by then: the rest is for the report, the metrics and the notices. */
  readonly readsEnd: number;
}

/** Two parts of the same size at the end. A fleet takes longer to look at and to report: CPU time at half a processor. */
const PART = { millis: 2_000, millisEach: 2 };
/** Of the whole invocation, where its timeout is short. */
const LARGEST_SHARE = 1 / 6;
/** How many groups a tag selects shows only when they have been read. */
const SELECTED_BY_TAG = 500;

/** What is left in the end, for a machine that is slow: Lambda kills what is not through, and tries the event again. */
const SPARE_MILLIS = 1_000;
/** With reserved concurrency 1, the next event waits for notices. */
const LONGEST_NOTICE_MILLIS = 10_000;

/** How long notices may take. */
export function timeForNotices(remainingMillis: number): number {
  return Math.max(Math.min(remainingMillis - SPARE_MILLIS, LONGEST_NOTICE_MILLIS), 1);
}

/** Divides what is left of an invocation. */
export function divideTime(remainingMillis: number, { resources, autoScalingGroups }: Policy): DividedTime {
  const groups = 'tag' in autoScalingGroups ? SELECTED_BY_TAG : autoScalingGroups.length;
  const wanted = PART.millis + PART.millisEach * (resources.length + groups);
  const part = Math.round(Math.min(wanted, Math.max(PART.millis, remainingMillis * LARGEST_SHARE)));
  const readsEnd = Math.max(remainingMillis - part, 1);
  return { changesEnd: Math.max(readsEnd - part, 1), readsEnd };
}
