import { EVACUATE_CHECKS } from '../../../shared/decide/check-names.ts';
import { decide } from '../../../shared/decide/decide.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { buildFailureReport, buildReport, type Report } from '../../../shared/report/report.ts';
import type { ReportParts } from '../../../shared/report/report-parts.ts';
import { lambdaCommand } from '../../../shared/report/suggested-command.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { type Notice, noticeOf } from '../../../shared/tell/notice.ts';
import { type Memory, notify } from '../../../shared/tell/notify.ts';
import { describeReport } from '../../../shared/tell/report-text.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, minutesAfter, NOW, someEvidence, WEB } from '../../builders.ts';
import { aTick } from '../standing.ts';

const EVIDENCE = someEvidence();
/** A minute at which nothing is repeated. */
const AT_ONCE = { now: new Date(minutesAfter(NOW, 1)), lastTold: null };
function aReport(overrides: Partial<ReportParts> = {}): Report {
  return buildReport({
    trigger: anAlarmTrigger(),
    policy: aPolicy(),
    commandFor: lambdaCommand('responder'),
    timings: {},
    situation: understand(EVIDENCE, aPolicy()),
    decision: decide(understand(EVIDENCE, aPolicy()), aPolicy()),
    plan: planEvacuation(understand(EVIDENCE, aPolicy()), aPolicy()),
    ...overrides,
  });
}
const SHIFTED = {
  kind: 'start-zonal-shift',
  target: WEB,
  status: 'done',
  code: 'shifted',
  why: 'weight 0',
  startedAt: NOW,
  tookMs: 41,
} as const;
const DONE = aReport({ results: [SHIFTED] });
const HELD = aReport({ decision: decide(understand(EVIDENCE, aPolicy({ paused: true })), aPolicy({ paused: true })) });
const PLANNED = aReport({ policy: aPolicy({ mode: 'approve' }) });
const known = { id: 'r', application: 'wildrydes', mode: 'act' as const, dryRun: false, timings: {} };
const BUG = buildFailureReport({ name: 'TypeError', message: 'x is not a function' }, { ...known, action: 'evacuate' });
const MISTYPED = buildFailureReport({ name: 'InvalidEventError', message: 'zone: missing' }, { ...known, action: 'none' });

describe('a notice', () => {
  it.each([
    ['what was done', DONE, 'wildrydes use1-az1: evacuate done'],
    ['a hold', HELD, 'wildrydes use1-az1: evacuate held'],
    ['a plan that waits for a person', PLANNED, 'wildrydes use1-az1: evacuate planned, waiting for your approval'],
    ['a failure of the responder itself', BUG, 'wildrydes: evacuate failed'],
  ])('tells of %s', (_what, report, subject) => {
    expect(noticeOf(report, AT_ONCE)?.subject).toBe(subject);
  });

  it.each([
    ['a dry run', aReport({ trigger: aManualTrigger({ dryRun: true }) })],
    ['mode observe', aReport({ policy: aPolicy({ mode: 'observe' }) })],
    ['nothing to do', aReport({ plan: { steps: [], omitted: [] } })],
    ['a status', aReport({ trigger: aManualTrigger({ action: 'status' }) })],
    ['a request that was mistyped', MISTYPED],
    ['a responder without a configuration', { ...BUG, mode: null }],
  ])('is not given of %s', (_what, report) => {
    expect(noticeOf(report, AT_ONCE)).toBeNull();
  });

  it('has a subject of printable ASCII, at most 100 characters', () => {
    const subject = noticeOf({ ...PLANNED, application: 'a'.repeat(100) }, AT_ONCE)?.subject ?? '';
    expect(subject).toMatch(/^[\x20-\x7e]{100}$/);
  });

  it.each([
    ['10,000 results', Array.from({ length: 10_000 }, (_, index) => ({ ...SHIFTED, target: `${WEB}${index}` }))],
    ['results whose reasons are very long', Array.from({ length: 900 }, () => ({ ...SHIFTED, why: 'why '.repeat(500) }))],
    ['a text of several bytes a character', [{ ...SHIFTED, why: '…'.repeat(200_000) }]],
  ])('always fits its channel, and says that it is shortened: %s', (_what, results) => {
    const { message, detail } = noticeOf(aReport({ results }), AT_ONCE) as Notice;
    for (const text of [message, JSON.stringify(detail)]) expect(Buffer.byteLength(text)).toBeLessThan(250_000);
    expect(message).toContain('shortened');
    expect(message.split('\n').at(-1)).toMatch(/^report: /);
    expect(detail).toMatchObject({ shortened: true, policy: null, outcome: 'done' });
  });

  it('leaves the evidence out, which may be larger than an event', () => {
    const { evidence: _evidence, ...rest } = DONE;
    expect(noticeOf(DONE, AT_ONCE)?.detail).toEqual(rest);
  });
});

describe('a notice of upkeep, which runs every minute', () => {
  const FAILED = { ...SHIFTED, status: 'failed', code: 'call-failed', why: 'Rate exceeded' } as const;
  const ofTick = (overrides: Partial<ReportParts>) => aReport({ trigger: aTick(), ...overrides });
  const minutesTold = (report: Report) =>
    Array.from({ length: 60 }, (_, minute) => minute).filter(
      (minute) => noticeOf(report, { now: new Date(minutesAfter(NOW, minute)), lastTold: null }) !== null,
    );

  it('is given at once of what was changed', () => {
    expect(minutesTold(ofTick({ results: [SHIFTED] }))).toHaveLength(60);
  });

  it('is never given of nothing to do', () => {
    expect(minutesTold(ofTick({ plan: { steps: [], omitted: [] } }))).toEqual([]);
  });

  it('is repeated every five minutes of what fails', () => {
    expect(minutesTold(ofTick({ results: [FAILED] }))).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
  });

  it('is repeated every quarter of an hour of what is held', () => {
    expect(minutesTold({ ...ofTick({}), outcome: 'held' })).toEqual([0, 15, 30, 45]);
  });

  it('is given at once of a latch, of which no other run tells', () => {
    const latched = { ...FAILED, kind: 'latch', target: 'web', code: 'latched', why: 'put back 3 times' } as const;
    expect(minutesTold(ofTick({ results: [latched] }))).toHaveLength(60);
  });
});

describe('a notice of an alarm that upkeep judges again', () => {
  const again = (outcome: Report['outcome'], id = 'alarm-1') => {
    const trigger = { ...anAlarmTrigger({ id }), again: true as const };
    return { ...aReport({ trigger }), outcome };
  };

  /** The minutes at which people are told, if these are the outcomes from minute to minute. */
  async function minutesTold(reports: readonly Report[], from = 1): Promise<number[]> {
    const memory: Memory = { lastTold: null };
    const told: number[] = [];
    for (const [index, report] of reports.entries()) {
      const now = new Date(minutesAfter(NOW, from + index));
      if (noticeOf(report, { now, lastTold: memory.lastTold }) !== null) told.push(from + index);
      await notify(report, aPolicy(), { now, memory, abortSignal: new AbortController().signal });
    }
    return told;
  }

  it('is given when the outcome turns, and then every quarter of an hour', async () => {
    const held = Array.from({ length: 20 }, () => again('held'));
    const planned = Array.from({ length: 20 }, () => again('planned'));
    expect(await minutesTold([...held, ...planned])).toEqual([1, 15, 21, 30]);
  });

  it('is repeated every five minutes of what fails', async () => {
    expect(await minutesTold(Array.from({ length: 12 }, () => again('failed')))).toEqual([1, 5, 10]);
  });

  it('is not given of a hold that its event has told', async () => {
    const { again: _again, ...ofEvent } = again('held');
    expect(await minutesTold([ofEvent, again('held'), again('held')])).toEqual([1]);
  });

  it('is given for each alarm', async () => {
    expect(await minutesTold([again('held'), again('held', 'alarm-2'), again('held', 'alarm-2')])).toEqual([1, 2]);
  });

  it('says in its subject that it was judged again', () => {
    expect(noticeOf(again('held'), AT_ONCE)?.subject).toBe('wildrydes use1-az1: evacuate held (judged again)');
  });
});

describe('the text of a report', () => {
  it('begins with the application, the action, the zone and the outcome', () => {
    expect(describeReport(DONE)).toMatch(/^wildrydes: evacuate of use1-az1 \(us-east-1a\): done\nreason: threshold crossed\n/);
  });

  it('marks a dry run', () => {
    expect(describeReport(aReport({ trigger: aManualTrigger({ dryRun: true }) }))).toMatch(/: planned \(dry run\)\n/);
  });

  it('tells every check with its status and its reason', () => {
    expect(describeReport(HELD).split('\n')).toContain(
      '  fail    paused: the kill switch is on ("paused": true in the configuration)',
    );
    expect(
      describeReport(HELD)
        .split('\n')
        .filter((line) => /^ {2}(pass|fail|unknown) /.test(line)),
    ).toHaveLength(EVACUATE_CHECKS.length);
  });

  it('tells every result', () => {
    expect(describeReport(DONE).split('\n')).toContain(`  done         start-zonal-shift ${WEB}: weight 0`);
  });

  it('tells every step of a plan that a person is to approve', () => {
    expect(describeReport(PLANNED)).toContain(`start-zonal-shift ${WEB}`);
    expect(describeReport(PLANNED)).toContain('remove-subnets web');
  });

  it('tells what to run next, and which report it is', () => {
    const lines = describeReport(PLANNED).split('\n');
    expect(lines.at(-2)).toMatch(/^next: aws lambda invoke --function-name responder .*"action":"evacuate","zone":"use1-az1"/);
    expect(lines.at(-1)).toBe('report: 0123456789abcdef');
  });

  it('tells an error, and no zone or reason where there is none', () => {
    expect(describeReport(BUG)).toBe('wildrydes: evacuate: failed\nTypeError: x is not a function\nreport: r');
  });
});
