import fc from 'fast-check';
import type { ActiveTrigger } from '../../../shared/domain/index.ts';
import { planRestore } from '../../../shared/plan/plan-restore.ts';
import { shiftStep } from '../../../shared/plan/plan-traffic.ts';
import { isMarkedRestoring, restoredAtOf, sinceOf, termOf, wasByAlarm } from '../../../shared/situation/evacuation.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, aShift, minutesAfter, NOW, someEvidence, WEB, ZONE_1 } from '../../builders.ts';
import { aTick, ourShift, SINCE, shiftedBy, standingEvidence } from '../standing.ts';

const POLICY = aPolicy();
const STARTED = minutesAfter(NOW, -1);

/** What is read back of the shift that this trigger starts, by its comment alone. */
function readBack(trigger: ActiveTrigger) {
  const { comment } = shiftStep(someEvidence({ trigger }), POLICY, { resource: WEB, zone: ZONE_1 });
  const shift = aShift({ comment, startedAt: STARTED });
  return { comment, ...toldOf(shift) };
}

function toldOf(shift: ReturnType<typeof aShift>) {
  return {
    since: sinceOf(shift),
    restoredAt: restoredAtOf(shift),
    isRestoring: isMarkedRestoring(shift),
    byAlarm: wasByAlarm(shift),
  };
}

const NOTHING_TOLD = { since: STARTED, restoredAt: null, isRestoring: false, byAlarm: false };

describe('the reason in the comment of a shift', () => {
  it.each([
    'since=2020-01-01T00:00:00.000Z users fail',
    'restoring since=2026-11-24T18:00:00.000Z at=2026-11-24T19:00:00.000Z',
    'restoring',
    'at=2026-11-24T19:00:00.000Z',
    'alarm: by hand',
    'pager alarm: az1',
    '',
  ])('is never taken for what the comment itself tells: "%s"', (reason) => {
    expect(readBack(aManualTrigger({ reason }))).toMatchObject(NOTHING_TOLD);
    expect(readBack(anAlarmTrigger({ reason }))).toMatchObject({ ...NOTHING_TOLD, byAlarm: true });
  });

  it('is never taken for it, whatever it is made of', () => {
    const words = fc.constantFrom('restoring', 'since=', 'at=', 'alarm:', SINCE, `since=${SINCE}`, ' ', '- ', 'x');
    fc.assert(
      fc.property(
        fc.array(words).map((parts) => parts.join(' ').trim()),
        (reason) => {
          expect(readBack(aManualTrigger({ reason }))).toMatchObject(NOTHING_TOLD);
        },
      ),
    );
  });

  it('is not cut within a character', () => {
    for (let before = 80; before < 128; before += 1) {
      const { comment } = readBack(aManualTrigger({ reason: `${'x'.repeat(before)}${'😀'.repeat(10)}` }));
      expect(comment.length).toBeLessThanOrEqual(128);
      expect(comment).toBe(Buffer.from(comment).toString());
    }
  });
});

describe('the comment of a shift that a restore or upkeep has written', () => {
  it('tells since when the zone is out, that an alarm caused it, and when the restore began', () => {
    const shifts = [ourShift({ comment: `gray-failure-responder/0123456789abcdef alarm: threshold crossed`, startedAt: SINCE })];
    const [mark] = planRestore(standingEvidence(shiftedBy(...shifts)), POLICY).capacity;
    if (mark?.kind !== 'mark-restoring') throw new Error('a restore marks its shift first');
    expect(toldOf(ourShift({ comment: mark.comment }))).toEqual({
      since: SINCE,
      restoredAt: standingEvidence().now,
      isRestoring: true,
      byAlarm: true,
    });
  });

  it('tells since when, where upkeep has taken the shift again', () => {
    const { comment } = shiftStep(standingEvidence({ trigger: aTick() }), POLICY, { resource: WEB, zone: ZONE_1 });
    expect(toldOf(aShift({ comment }))).toEqual({ since: SINCE, restoredAt: null, isRestoring: false, byAlarm: false });
  });

  it.each(['since=2020-99-99T99:00:00Z', 'since=yesterday', 'since=+275760-09-13T00:00:00Z'])(
    'tells nothing of "%s": that is no time',
    (told) => {
      const shift = aShift({ comment: `gray-failure-responder/0123456789abcdef ${told}`, startedAt: STARTED });
      expect(sinceOf(shift)).toBe(STARTED);
    },
  );
});

describe('the term of a shift', () => {
  it('is no longer for an alarm that is ahead of this clock', () => {
    const ahead = someEvidence({ trigger: anAlarmTrigger({ at: minutesAfter(NOW, 400 * 24 * 60) }) });
    const now = someEvidence({ trigger: anAlarmTrigger({ at: NOW }) });
    expect(termOf(ahead, POLICY, null)).toEqual(termOf(now, POLICY, null));
  });
});
