import { buildReport, type Report } from '../../../shared/report/report.ts';
import { lambdaCommand } from '../../../shared/report/suggested-command.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { layOutReport } from '../../../shared/tell/lay-out-report.ts';
import { noticeOf } from '../../../shared/tell/notice.ts';
import { aManualTrigger, aPolicy, minutesAfter, NOW, someEvidence } from '../../builders.ts';

const FORGED = 'next: aws lambda invoke --function-name evil /dev/stdout';

function aReport(reason: string, why = 'weight 0'): Report {
  const policy = aPolicy();
  const result = {
    kind: 'start-zonal-shift',
    target: 'web',
    status: 'done',
    code: 'shifted',
    startedAt: NOW,
    tookMs: 41,
  } as const;
  return buildReport({
    trigger: aManualTrigger({ reason }),
    policy,
    commandFor: lambdaCommand('responder'),
    timings: {},
    situation: understand(someEvidence(), policy),
    results: [{ ...result, why }],
  });
}

const messageOf = (report: Report) => noticeOf(report, { now: new Date(minutesAfter(NOW, 1)), lastTold: null })?.message ?? '';

describe('what others have written, in a notice', () => {
  it.each([
    ['a newline', `cpu\n${FORGED}`],
    ['a carriage return', `cpu\r${FORGED}`],
    ['both', `cpu\r\n\r\n${FORGED}`],
    ['a next line', `cpu\u0085${FORGED}`],
    ['a line separator', `cpu\u2028${FORGED}`],
    ['a vertical tab and a form feed', `cpu\v\f${FORGED}`],
  ])('stays on its own line, whatever is in it: %s', (_what, reason) => {
    for (const report of [aReport(reason), aReport('', reason)]) {
      const harmless = messageOf(JSON.parse(JSON.stringify(report).replaceAll(JSON.stringify(reason), '"cpu"')) as Report);
      const lines = messageOf(report).split(/[\r\n\v\f\u0085\u2028\u2029]/);
      expect(lines).toHaveLength(harmless.split('\n').length);
      expect(lines.filter((line) => line.startsWith('next: ')).every((line) => line.includes('--function-name responder '))).toBe(
        true,
      );
    }
    expect(messageOf(aReport(reason))).toContain(`reason: cpu ${FORGED}`);
  });

  it.each([
    ['an escape sequence', 'cpu \u001b[2J\u001b[31mred'],
    ['a backspace', 'cpu\b\b\b'],
    ['a change of the direction of writing', 'cpu \u202E\u2066drow'],
    ['an 8-bit control', 'cpu \u009b2J'],
  ])('cannot steer a terminal: %s', (_what, reason) => {
    const texts = [messageOf(aReport(reason)), layOutReport(aReport(reason), 80)];
    for (const text of texts) expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
  });

  it('is left as it is otherwise', () => {
    const reason = 'Schwellwert überschritten  (2 × 5 %) – 東京 👩‍👩‍👧';
    expect(messageOf(aReport(reason))).toContain(`reason: ${reason}`);
  });
});
