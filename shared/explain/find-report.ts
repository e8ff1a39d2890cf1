import { InvalidReportError, show } from '../errors.ts';
import { unpackReport } from '../tell/pack-report.ts';

/** Without these it is something else. A notice has them too, but for the evidence: that is told apart later. */
const MARKS = ['id', 'action', 'decision', 'plan', 'outcome'] as const;

/**
 * The one report that a text holds: the report itself, the log line that holds it, with or without a time in front of it,
 * what `aws lambda invoke` prints around it, or a list of log events with one among them. Throws InvalidReportError.
 */
export function findReport(text: string): unknown {
  const objects = jsonObjectsIn(text);
  const [report, ...others] = objects.flatMap(reportsIn);
  if (report === undefined) throw new InvalidReportError(whyNone(text, objects));
  if (others.length === 0) return report;
  const ids = [report, ...others].map(({ id }) => show(id)).join(', ');
  throw new InvalidReportError(`there are ${1 + others.length} reports in it: ${ids}; accepted: one`);
}

/** Every report in the text, in its order. Throws InvalidReportError where there is none. */
export function findReports(text: string): unknown[] {
  const objects = jsonObjectsIn(text);
  const reports = objects.flatMap(reportsIn);
  if (reports.length === 0) throw new InvalidReportError(whyNone(text, objects));
  return reports;
}

function whyNone(text: string, [first]: readonly object[]): string {
  const accepted = 'accepted: the JSON of a report, or the log line that holds it';
  if (text.trim() === '') return `there is nothing in it; ${accepted}`;
  if (first === undefined) return `there is no JSON object in it: ${show(text.trim())}; ${accepted}`;
  const start = text.indexOf('{');
  if (endOfObject(text, start) === start)
    return `the JSON in it is cut off: ${show(text.slice(-60))} is not its end; ${accepted}`;
  const missing = MARKS.filter((key) => !(key in first));
  return `it is no report: ${missing.join(', ')} missing; ${accepted}`;
}

type Marked = Readonly<Record<(typeof MARKS)[number], unknown>>;

function reportsIn(value: unknown): Marked[] {
  if (typeof value === 'string') return value.includes('{') ? jsonObjectsIn(value).flatMap(reportsIn) : [];
  if (typeof value !== 'object' || value === null) return [];
  const whole = unpacked(value);
  if (MARKS.every((key) => key in whole)) return [whole as Marked];
  const found = Object.values(value).flatMap(reportsIn);
  return isSent(value) ? found.map((report) => ({ ...sentBy(value), ...report })) : found;
}

/** What EventBridge says of an event (EventBridge User Guide, "AWS service event metadata"). */
interface SentEvent {
  readonly time: string;
  readonly account: string;
  readonly region: string;
}

function isSent(value: object): value is SentEvent {
  return 'detail-type' in value && ['time', 'account', 'region'].every((key) => typeof value[key as never] === 'string');
}

/** On a bus for many accounts this is all that says where a report is from, and when it was sent. */
function sentBy({ time, account, region }: SentEvent) {
  return { timestamp: time, sentFrom: `${account} ${region}` };
}

/** The log line of a fleet has its largest members packed. */
function unpacked(value: object): object {
  try {
    return unpackReport(value);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidReportError(`what is packed in it cannot be unpacked: ${why}; accepted: the whole log line`);
  }
}

/** Every JSON object in the text that is not part of another, whatever stands around and between them. */
function jsonObjectsIn(text: string): object[] {
  const objects: object[] = [];
  for (let start = text.indexOf('{'); start >= 0; ) {
    const end = endOfObject(text, start);
    const object = parsed(text.slice(start, end));
    if (object !== null) objects.push(object);
    start = text.indexOf('{', object === null ? start + 1 : end);
  }
  return objects;
}

/** The tokens that decide where an object ends: strings, and braces outside of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}]/gs;

/** Just after the brace that closes the one at `start`; `start` itself where none does. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = start;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === '{') depth += 1;
    if (token[0] === '}') depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return start;
}

function parsed(text: string): object | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null; // a brace in prose: no JSON begins here
  }
}
