import { decide } from '../../../shared/decide/decide.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { buildFailureReport, buildReport, type Report } from '../../../shared/report/report.ts';
import type { ReportParts } from '../../../shared/report/report-parts.ts';
import { lambdaCommand } from '../../../shared/report/suggested-command.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { type Notice, noticeOf } from '../../../shared/tell/notice.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { type Memory, notify } from '../../../shared/tell/notify.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, minutesAfter, NOW, someEvidence, WEB } from '../../builders.ts';
import { names, saved } from '../../corpus/saved.ts';
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
    expect(message).toMatch(/and \d+ more|…/);
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

describe('the text of a notice', () => {
  it('begins with the application, the action, the zone and the outcome', () => {
    expect(noticeText(DONE)).toMatch(/^wildrydes: evacuate of use1-az1 \(us-east-1a\): done\n/);
  });

  it('marks a dry run', () => {
    expect(noticeText(aReport({ trigger: aManualTrigger({ dryRun: true }) }))).toMatch(/: planned \(dry run\)\n/);
  });

  it('says next which check holds, in its numbers, then that nothing was changed', () => {
    expect(noticeText(saved('capacity-fail')).split('\n').slice(1, 3)).toEqual([
      'held by: capacity: web: 4 of 12 healthy instances are in the remaining 2 zones (minimum 6); reason: use1-az1-isolated-impact transitioned to ALARM',
      'nothing was changed',
    ]);
  });

  it('says next how the zones compare where nothing holds, then what failed before what was done', () => {
    const [, why, did] = noticeText(saved('evacuate-partial')).split('\n');
    expect(why).toMatch(
      /^why: app\/web\/50dc6c495c0c9188: faults 250 of 5,000 in use1-az1 \(5 %\), 0 of 5,000 in use1-az2 \(0 %\), /,
    );
    expect(did).toMatch(/^failed start-zonal-shift web: .*; skipped remove-subnets web: .*; done start-zonal-shift api: /);
  });

  it('counts what passes, and does not count what was not asked', () => {
    expect(noticeText(saved('evacuate-partial'))).toContain('\n13 checks pass\n');
    const lines = noticeText(saved('single-zone-unknown-unread'));
    expect(lines).toMatch(/4 checks pass; not asked: event-fresh, impact-alarm \(the alarm is unreadable/);
  });

  it('says what to do where no command helps', () => {
    expect(noticeText(HELD)).toContain('\nto do: set "paused": false in the configuration and deploy\n');
  });

  it('tells every step of a plan that a person is to approve', () => {
    expect(noticeText(PLANNED)).toContain(
      'planned start-zonal-shift web: away from use1-az1; planned remove-subnets web: subnet-0a1\n',
    );
  });

  it('tells what to run next, and which report it is, in which mode and account', () => {
    const lines = noticeText(PLANNED).split('\n');
    expect(lines.at(-2)).toMatch(/^next: aws lambda invoke --function-name responder .*"action":"evacuate","zone":"use1-az1"/);
    expect(lines.at(-1)).toBe('report: 0123456789abcdef (mode approve, account 111122223333, us-east-1)');
  });

  it('tells an error, and no zone or reason where there is none', () => {
    expect(noticeText(BUG)).toBe('wildrydes: evacuate: failed\nTypeError: x is not a function\nreport: r (mode act)');
  });

  // What is long by itself must fit as well: 12 load balancers that all fail with the longest words of AWS.
  const LONG = Array.from({ length: 12 }, (_, index) => ({ ...SHIFTED, target: `${WEB}${index}`, why: 'why '.repeat(500) }));
  it.each([
    ...names.map((name) => [name, () => saved(name)] as const),
    ['twelve results', () => aReport({ results: LONG })] as const,
    ['an application of 64 characters', () => ({ ...aReport({ results: LONG }), application: 'a'.repeat(64) })] as const,
  ])('has fewer than 1,000 characters besides its commands: %s', (_name, report) => {
    const lines = noticeText(report()).split('\n');
    expect(lines.filter((line) => !line.startsWith('next: ')).join('\n').length).toBeLessThan(1_000);
  });
});
