import { linesOf, refuseLine, TrafficFileError } from './refuse-line.ts';
import type { RequestCurve } from './request-curve.ts';

/** The requests of one client with less than half an hour between two. Seconds are counted from the first. */
export interface Visit {
  readonly requests: readonly number[];
  /** Those that were answered with 4xx or 5xx. */
  readonly failed: readonly number[];
}

/** What an access log says of its clients. */
export interface AccessLog {
  readonly visits: readonly Visit[];
  /** The failed requests of each minute in which anybody sent a request; null: none failed. */
  readonly failures: RequestCurve | null;
}

interface Request {
  readonly client: string;
  /** Since the epoch. */
  readonly second: number;
  readonly failed: boolean;
}

const ACCEPTED =
  'a line in common or combined log format, such as 192.0.2.7 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 612';
const LINE = /^(\S+) .*?\[(\d{2})\/(\w{3})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})\] "(?:[^"\\]|\\.)*" (\d{3}) /;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const PAUSE_SECONDS = 1800;
const FIRST_FAILURE = 400;

/** Throws TrafficFileError with the line and what is accepted. The lines need not be in order. */
export function readAccessLog(text: string, file: string): AccessLog {
  const requests = linesOf(text).map(({ text: content, line }) => {
    return requestIn(`${content} `) ?? refuseLine(content, { file, line, accepted: ACCEPTED });
  });
  if (requests.length === 0) throw new TrafficFileError(`${file} has no requests; accepted: lines such as ${ACCEPTED}`);
  const byClient = groupedBy(requests, ({ client }) => client);
  return { visits: [...byClient.values()].flatMap(visitsOf), failures: failuresOf(requests) };
}

function requestIn(line: string): Request | null {
  const [, client = '', day, month = '', year, time, hours, minutes, status] = LINE.exec(line) ?? [];
  const number = `${MONTHS.indexOf(month) + 1}`.padStart(2, '0');
  const second = Date.parse(`${year}-${number}-${day}T${time}${hours}:${minutes}`) / 1_000;
  return Number.isNaN(second) ? null : { client, second, failed: Number(status) >= FIRST_FAILURE };
}

function visitsOf(ofClient: readonly Request[]): Visit[] {
  const sorted = ofClient.toSorted((one, other) => one.second - other.second);
  const begins = sorted.flatMap((request, index) => {
    return index === 0 || request.second - (sorted[index - 1]?.second ?? 0) >= PAUSE_SECONDS ? [index] : [];
  });
  return begins.map((from, nth) => {
    const visit = sorted.slice(from, begins[nth + 1]);
    const secondsOf = (some: readonly Request[]) => some.map(({ second }) => second - (visit[0]?.second ?? 0));
    return { requests: secondsOf(visit), failed: secondsOf(visit.filter(({ failed }) => failed)) };
  });
}

function failuresOf(requests: readonly Request[]): RequestCurve | null {
  const byMinute = groupedBy(requests, ({ second }) => Math.floor(second / 60));
  const minutes = [...byMinute].toSorted(([one], [other]) => one - other);
  const counts = minutes.map(([, those]) => those.filter(({ failed }) => failed).length);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return mean === 0 ? null : counts.map((count) => count / mean);
}

function groupedBy<Key>(requests: readonly Request[], keyOf: (request: Request) => Key): Map<Key, Request[]> {
  const groups = new Map<Key, Request[]>();
  for (const request of requests) {
    const group = groups.get(keyOf(request));
    if (group === undefined) groups.set(keyOf(request), [request]);
    else group.push(request);
  }
  return groups;
}
