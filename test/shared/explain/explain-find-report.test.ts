import { InvalidReportError } from '../../../shared/errors.ts';
import { explain } from '../../../shared/explain/explain.ts';
import { findReport } from '../../../shared/explain/find-report.ts';
import { saved, textOf } from '../../corpus/saved.ts';
import { anAlarmNow, coldStart } from '../../functions/cold-start.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const report = saved('cooldown-fail');
const line = JSON.stringify({ level: 'INFO', message: 'evacuate held', ...report });

describe('the one report of a text', () => {
  it.each([
    ['the file', textOf('cooldown-fail')],
    ['one line', JSON.stringify(report)],
    ['a log line', line],
    ['a log line with the time in front of it', `2026-11-24T04:30:00.123Z ${line}\n`],
    ['a whole log', `START RequestId: 1 {}\n${line}\n{"_aws":{"Timestamp":1}}\nEND RequestId: 1\n`],
    [
      'what aws lambda invoke prints',
      `${JSON.stringify(report)}{\n    "StatusCode": 200,\n    "ExecutedVersion": "$LATEST"\n}\n`,
    ],
    ['what aws logs filter-log-events prints', JSON.stringify({ events: [{ timestamp: 1, message: `${line}\n` }] })],
    ['what aws logs get-query-results prints', JSON.stringify({ results: [[{ field: '@message', value: line }]] })],
  ])('is found in %s', (_what, text) => {
    expect(findReport(text)).toMatchObject(report);
  });

  it.each([
    ['an evacuation', anAlarmNow(), {}],
    // The logger leaves out what is empty: a status has no zone and no reason.
    ['a status', { action: 'status' }, {}],
    ['a run that failed', { action: 'evacuate', zone: 'use1-az9' }, {}],
    ['a run that was held', anAlarmNow(), { paused: true }],
  ])('is found in what the function logs of %s, and reproduced', async (_what, event, overrides) => {
    const { handler, log } = await coldStart(overrides);
    const { id } = await handler(event);
    const lines = log().map((logged) => JSON.stringify(logged));
    expect(explain(findReport(lines.join('\n')))).toMatchObject({ id, isReproduced: true });
  });
});

describe('a text without a report', () => {
  it.each([
    ['nothing', ' \n', 'there is nothing in it'],
    ['no JSON', 'Task timed out after 60.00 seconds', 'there is no JSON object in it: "Task timed out after 60.00 seconds"'],
    ['JSON that is cut off', line.slice(0, -2), 'the JSON in it is cut off: "'],
    ['an event', '{"id":"1","action":"evacuate"}', 'it is no report: decision, plan, outcome missing'],
  ])('is refused: %s', (_what, text, message) => {
    expect(() => findReport(text)).toThrow(InvalidReportError);
    expect(() => findReport(text)).toThrow(message);
    expect(() => findReport(text)).toThrow('accepted: the JSON of a report, or the log line that holds it');
  });

  it('is refused with several, which are named', () => {
    const other = JSON.stringify({ ...report, id: 'another' });
    expect(() => findReport(`${line}\n${other}`)).toThrow(`there are 2 reports in it: "${report.id}", "another"; accepted: one`);
  });

  describe('with the failures of targets', () => {
    const text = JSON.stringify(saved('more-than-one-target-fail'));
    const withOverall = (replacement: string) => text.replaceAll(/,"worstTargetOverall":(\d+|null)/g, replacement);

    it('may be from before there was a worst target of the whole window', () => {
      expect(withOverall('')).not.toBe(text);
      expect(explain(findReport(withOverall('')))).toMatchObject({ isReproduced: true });
    });

    it('is refused where that is no number', () => {
      expect(() => explain(findReport(withOverall(',"worstTargetOverall":"many"')))).toThrow(
        '"many" is not accepted; accepted: a number',
      );
    });
  });
});
