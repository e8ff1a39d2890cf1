import { linesOf, refuseLine, TrafficFileError } from './refuse-line.ts';

/** The requests of each minute as a multiple of their mean, in the order in which they were recorded. */
export type RequestCurve = readonly number[];

const ACCEPTED =
  'TIME,COUNT in rising order, such as 2014-04-10 00:04:00,94 (a header may come first), or one count a line, a minute each';
const TIMED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)Z?,\s*(\d+(?:\.\d+)?)$/;
const COUNT = /^\d+(?:\.\d+)?$/;

interface Point {
  readonly minute: number;
  readonly count: number;
}

/**
 * A recording of request counts, such as NAB has of a load balancer. Each count holds until the next one; all are over the same time.
 * Throws TrafficFileError with the line and what is accepted.
 */
export function readCurve(text: string, file: string): RequestCurve {
  const lines = linesOf(text);
  const rows = lines.filter((row, index) => index > 0 || /\d/.test(row.text));
  const isTimed = rows[0]?.text.includes(',') === true;
  const points = rows.map((row, index) => (isTimed ? timedPoint(row, file) : countedPoint(row, { file, minute: index })));
  refuseDisorder(points, rows, file);
  return shapeOf(minutesOf(points), file);
}

type Row = ReturnType<typeof linesOf>[number];

function timedPoint({ text, line }: Row, file: string): Point {
  const [, day, time, count] = TIMED.exec(text) ?? [];
  const minute = Math.floor(Date.parse(`${day}T${time}Z`) / 60_000);
  return Number.isNaN(minute) ? refuseLine(text, { file, line, accepted: ACCEPTED }) : { minute, count: Number(count) };
}

function countedPoint({ text, line }: Row, { file, minute }: { file: string; minute: number }): Point {
  return COUNT.test(text) ? { minute, count: Number(text) } : refuseLine(text, { file, line, accepted: ACCEPTED });
}

function refuseDisorder(points: readonly Point[], rows: readonly Row[], file: string): void {
  const late = points.findIndex((point, index) => index > 0 && point.minute <= (points[index - 1]?.minute ?? 0));
  const row = rows[late];
  if (row !== undefined) refuseLine(row.text, { file, line: row.line, accepted: ACCEPTED });
}

/** The last count holds as long as the one before it. */
function minutesOf(points: readonly Point[]): number[] {
  const last = points.at(-1)?.minute ?? 0;
  const step = last - (points.at(-2)?.minute ?? last - 1);
  return points.flatMap(({ minute, count }, index) => {
    const until = points[index + 1]?.minute ?? minute + step;
    return Array.from({ length: until - minute }, () => count);
  });
}

/** Throws TrafficFileError if there is nothing to make a shape of. */
function shapeOf(counts: readonly number[], file: string): RequestCurve {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  if (mean > 0) return counts.map((count) => count / mean);
  throw new TrafficFileError(`${file} has no requests; accepted: ${ACCEPTED}`);
}
