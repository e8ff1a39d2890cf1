import { InvalidReportError } from '../../../shared/errors.ts';
import { explain } from '../../../shared/explain/explain.ts';
import { findReport } from '../../../shared/explain/find-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import { respond } from '../../../shared/respond.ts';
import { LINE_BYTES, packReport } from '../../../shared/tell/pack-report.ts';
import { aFleet } from '../../a-region/a-fleet.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';
import { saved } from '../../corpus/saved.ts';

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const lineOf = (report: Report) => JSON.stringify({ level: 'INFO', message: 'evacuate done', ...packReport(report) });

async function reportOf(size: number): Promise<Report> {
  const { aws, configuration } = aFleet(size);
  return respond(aCompositeAlarmEvent(), aws.dependencies(configuration));
}

describe('the log line of a report', () => {
  let report: Report;

  beforeAll(async () => {
    report = await reportOf(500);
  }, 60_000);

  it('has the report as it is, where that fits', () => {
    const small = saved('paused-pass');
    expect(packReport(small)).toBe(small);
  });

  it('fits 1 MB, where the report of a fleet does not', () => {
    expect(Buffer.byteLength(JSON.stringify(report))).toBeGreaterThan(LINE_BYTES);
    expect(Buffer.byteLength(lineOf(report))).toBeLessThan(1_048_576);
  });

  it('still shows the decision and every result as they are', () => {
    expect(packReport(report)).toMatchObject({ decision: report.decision, results: report.results, outcome: 'done' });
  });

  it('holds the very same report, which is explained like any other', () => {
    const found = findReport(`2026-11-24T06:02:12.000Z\t${lineOf(report)}`);
    expect(found).toEqual(asJson({ level: 'INFO', message: 'evacuate done', ...report }));
    expect(explain(found).isReproduced).toBe(true);
  });

  it('packs also the results where they alone are too long', () => {
    const why = 'x'.repeat(4_000);
    const long = { ...report, results: report.results.map((result) => ({ ...result, why })) };
    expect(Buffer.byteLength(lineOf(long))).toBeLessThan(1_048_576);
    expect(findReport(lineOf(long))).toMatchObject(asJson({ results: long.results, plan: long.plan }));
  });

  it('is refused where what is packed in it has been cut off', () => {
    const packed = packReport(report);
    const cut = { ...packed, packed: { ...packed.packed, value: packed.packed?.value.slice(0, 1_000) } };
    expect(() => findReport(JSON.stringify(cut))).toThrow(InvalidReportError);
  });
});
