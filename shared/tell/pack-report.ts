import { gunzipSync, gzipSync } from 'node:zlib';
import type { Report } from '../report/report.ts';

/** Some of a report's members, in little space. */
interface Packed {
  readonly form: 'gzip, base64';
  readonly members: readonly (keyof Report)[];
  /** An object with these members, as JSON, compressed. */
  readonly value: string;
}

/** A report as it is logged: that of a fleet has its largest members packed. `unpackReport` gives the same report again. */
export interface PackedReport extends Partial<Report> {
  readonly packed?: Packed;
}

/** An event of CloudWatch Logs holds 1 MB (CloudWatch Logs User Guide, "Quotas"); this leaves room for what the logger adds. */
export const LINE_BYTES = 1_000_000;

/** Packed in this order until the rest fits: what people look for in a log comes last. */
const LARGEST_FIRST: readonly (readonly (keyof Report)[])[] = [
  ['evidence', 'policy'],
  ['plan'],
  ['status', 'awaited'],
  ['results'],
];

/** The report as it is where it fits one log line, else with as few of its members packed as will do. */
export function packReport(report: Report): PackedReport {
  let packed: PackedReport = report;
  for (let count = 1; count <= LARGEST_FIRST.length && !fits(packed); count += 1) {
    packed = pack(report, LARGEST_FIRST.slice(0, count).flat());
  }
  return packed;
}

function pack(report: Report, wanted: readonly (keyof Report)[]): PackedReport {
  const members = wanted.filter((member) => report[member] !== undefined);
  const taken = Object.fromEntries(members.map((member) => [member, report[member]]));
  const rest = Object.fromEntries(Object.entries(report).filter(([member]) => !(member in taken)));
  const value = gzipSync(JSON.stringify(taken)).toString('base64');
  return { ...rest, packed: { form: 'gzip, base64', members, value } };
}

/** The report with what was packed in its place; what has nothing packed is answered as it is. Throws where it is cut off. */
export function unpackReport(report: object): object {
  if (!('packed' in report)) return report;
  const { packed, ...rest } = report as { packed?: Partial<Packed> };
  if (typeof packed?.value !== 'string') return report;
  return { ...rest, ...(JSON.parse(gunzipSync(Buffer.from(packed.value, 'base64')).toString('utf8')) as object) };
}

function fits(report: PackedReport): boolean {
  return Buffer.byteLength(JSON.stringify(report)) <= LINE_BYTES;
}
