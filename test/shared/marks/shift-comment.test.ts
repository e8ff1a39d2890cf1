import fc from 'fast-check';
import type { Instant } from '../../../shared/domain/index.ts';
import { markedId, readShiftComment, type ShiftComment, writeShiftComment } from '../../../shared/marks/shift-comment.ts';
import { planRestore } from '../../../shared/plan/plan-restore.ts';
import { planTraffic } from '../../../shared/plan/plan-traffic.ts';
import { termOf } from '../../../shared/plan/shift-term.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { anAlarmTrigger, aPolicy, minutesAfter, NOW, someEvidence } from '../../builders.ts';
import { aTick, ourShift, SINCE, shiftedBy, standingEvidence } from '../standing.ts';

const POLICY = aPolicy();
type OwnComment = ShiftComment & { readonly application: string };
const aComment = (overrides: Partial<OwnComment> = {}): OwnComment => ({
  application: 'wildrydes',
  reportId: '0123456789abcdef',
  isRestoring: false,
  since: null,
  restoredAt: null,
  isByAlarm: false,
  reason: 'users fail',
  ...overrides,
});
const readBack = (overrides: Partial<OwnComment>) => readShiftComment(writeShiftComment(aComment(overrides)));

const instants = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2036-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString() as Instant);
const words = fc.constantFrom(
  'restoring',
  'since=',
  'at=',
  'alarm:',
  SINCE,
  `since=${SINCE}`,
  '-',
  'x',
  'gray-failure-responder/',
);
const reasons = fc.oneof(
  fc.string({ maxLength: 20 }).map((text) => text.trim()),
  fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' ').slice(0, 36).trim()),
);
const ids = fc.stringMatching(/^[0-9a-f]{16}$/);
/** So short that a comment has room for every word and for the whole reason. */
const shortApplications = fc.stringMatching(/^[\w.-]{1,10}$/);
/** Up to the longest: without a size, fast-check draws none of more than a dozen characters. */
const applications = fc.stringMatching(/^[\w.-]{1,40}$/, { size: 'max' });
const reportIds = fc.stringMatching(/^[\w-]{1,64}$/, { size: 'max' });

describe('the comment of a shift', () => {
  it('is read back as it was written', () => {
    const comments = fc.oneof(
      fc.record({
        application: shortApplications,
        reportId: ids,
        isRestoring: fc.constant(false),
        since: fc.option(instants),
        restoredAt: fc.constant(null),
        isByAlarm: fc.boolean(),
        reason: reasons,
      }),
      fc.record({
        application: shortApplications,
        reportId: ids,
        isRestoring: fc.constant(true),
        since: instants,
        restoredAt: fc.option(instants),
        isByAlarm: fc.boolean(),
        reason: fc.constant(''),
      }),
    );
    fc.assert(
      fc.property(comments, (comment) => {
        expect(readShiftComment(writeShiftComment(comment))).toEqual(comment);
      }),
    );
  });

  it('fits into what ARC keeps, and is well-formed, whatever the reason', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'é', '😀'), { maxLength: 150, size: 'max' }), (characters) => {
        const comment = writeShiftComment(aComment({ reason: characters.join('') }));
        expect(comment.length).toBeLessThanOrEqual(128);
        expect(comment).toBe(Buffer.from(comment).toString());
      }),
    );
  });

  it('names the application and says that it is being restored, however long application and ID are', () => {
    fc.assert(
      fc.property(applications, reportIds, (application, reportId) => {
        const comment = readBack({ application, reportId, isRestoring: true, since: SINCE, restoredAt: NOW, reason: '' });
        expect(comment).toMatchObject({ application, isRestoring: true, since: SINCE });
        expect(reportId.endsWith(comment?.reportId ?? 'none')).toBe(true);
        expect(comment?.reportId).toBe(markedId(reportId, application));
      }),
    );
  });

  it('holds a whole ID of Lambda for an application of 27 characters, and 23 of them for one of 40', () => {
    const reportId = '01234567-89ab-cdef-0123-456789abcdef';
    expect(readBack({ application: 'x'.repeat(27), reportId })).toMatchObject({ reportId });
    expect(readBack({ application: 'x'.repeat(40), reportId })).toMatchObject({ reportId: reportId.slice(-23) });
  });

  it('is read without an application where version 0.2.0 wrote it', () => {
    const comment = readShiftComment('gray-failure-responder/0123456789abcdef alarm: threshold crossed');
    expect(comment).toMatchObject({ application: null, reportId: '0123456789abcdef', isByAlarm: true });
  });

  it('gives up its optional words, not the mark of a restore, where a long ID leaves no room', () => {
    const reportId = 'x'.repeat(54);
    const comment = readBack({ reportId, isRestoring: true, since: SINCE, restoredAt: NOW, isByAlarm: true, reason: '' });
    expect(comment).toMatchObject({ reportId, isRestoring: true, since: SINCE, restoredAt: null, isByAlarm: false });
  });

  it.each([
    'maintenance',
    '',
    'see gray-failure-responder/0123456789abcdef',
    'gray-failure-responder/ is down',
    'gray-failure-responder/wildrydes/ is down',
    'gray-failure-responder//0123456789abcdef',
    'gray-failure-responder/wildrydes/0123/4567 why',
    'Gray-failure-responder/1',
  ])('is not ours when a person writes "%s"', (comment) => {
    expect(readShiftComment(comment)).toBeNull();
  });

  it('is never taken for ours when it does not begin with the marker', () => {
    fc.assert(
      fc.property(reasons, (comment) => {
        fc.pre(!comment.startsWith('gray-failure-responder/'));
        expect(readShiftComment(comment)).toBeNull();
      }),
    );
  });

  it.each([
    'since=2020-01-01T00:00:00.000Z users fail',
    'restoring since=2026-11-24T18:00:00.000Z at=2026-11-24T19:00:00.000Z',
    'restoring',
    'at=2026-11-24T19:00:00.000Z',
    'alarm: by hand',
    '- alarm: by hand',
    'pager alarm: az1',
  ])('keeps a reason apart from its own words: "%s"', (reason) => {
    expect(readBack({ reason })).toEqual(aComment({ reason }));
    expect(readBack({ reason, isByAlarm: true })).toEqual(aComment({ reason, isByAlarm: true }));
  });

  it.each(['since=2020-99-99T99:00:00Z', 'since=yesterday', 'since=+275760-09-13T00:00:00Z'])(
    'has no beginning in "%s"',
    (told) => {
      expect(readShiftComment(`gray-failure-responder/0123456789abcdef ${told}`)).toMatchObject({ since: null });
    },
  );
});

describe('the comment that a restore or upkeep writes', () => {
  it('says when the zone went out, that an alarm caused it, and when the restore began', () => {
    const shifts = [
      ourShift({ comment: 'gray-failure-responder/wildrydes/0123456789abcdef alarm: threshold crossed', startedAt: SINCE }),
    ];
    const [mark] = planRestore(understand(standingEvidence(shiftedBy(...shifts)), POLICY)).capacity;
    if (mark?.kind !== 'mark-restoring') throw new Error('a restore marks its shift first');
    expect(readShiftComment(mark.comment)).toMatchObject({
      since: SINCE,
      restoredAt: standingEvidence().now,
      isRestoring: true,
      isByAlarm: true,
    });
  });

  it('says when the zone went out, where upkeep starts the shift again', () => {
    const evidence = standingEvidence({ trigger: aTick(), ...shiftedBy(ourShift()) });
    const [step] = planTraffic(understand(evidence, POLICY), POLICY).steps;
    if (step?.kind !== 'start-zonal-shift') throw new Error('one resource has lost its shift');
    expect(readShiftComment(step.comment)).toMatchObject({ since: SINCE, isRestoring: false, isByAlarm: false });
  });
});

describe('the term of a shift', () => {
  it('is no longer for an alarm that is ahead of this clock', () => {
    const ahead = someEvidence({ trigger: anAlarmTrigger({ at: minutesAfter(NOW, 400 * 24 * 60) }) });
    const now = someEvidence({ trigger: anAlarmTrigger({ at: NOW }) });
    expect(termOf(ahead, POLICY, null)).toEqual(termOf(now, POLICY, null));
  });
});
