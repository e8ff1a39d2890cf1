import { decideUpkeep, type Intent } from '../../../shared/decide/decide-upkeep.ts';
import type { Evidence, ObservedShift } from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { API, known, minutesAfter, NOW, unread, WEB, ZONE_2 } from '../../builders.ts';
import { aRecoverablePolicy, ourShift, quietAlarms, SINCE, standingEvidence } from '../standing.ts';

function intentOf(evidence: Evidence, limits: Record<string, unknown> = {}): Intent {
  const policy = aRecoverablePolicy({ restore: 'automatic', limits });
  const situation = understand(evidence, policy);
  const { standing } = situation;
  if (standing === null) throw new Error('nothing is out');
  return decideUpkeep(situation, policy, standing);
}
const soaked = (minutes: number, past: readonly ObservedShift[] = []) =>
  intentOf(standingEvidence({ alarms: known(quietAlarms({}, minutes)), pastShifts: known(past) })).kind;

/** An evacuation that began so many hours ago and was restored since: both shifts were marked before they ended. */
function anEarlierEvacuation(hoursAgo: number): ObservedShift[] {
  const startedAt = minutesAfter(NOW, -hoursAgo * 60);
  const comment = `gray-failure-responder/wildrydes/request-0 restoring since=${startedAt}`;
  return [WEB, API].map((resource) =>
    ourShift({
      resource,
      startedAt,
      comment,
      zonalShiftId: `past-${hoursAgo}-${resource}`,
      expiresAt: minutesAfter(startedAt, 60),
    }),
  );
}

describe('an automatic restore', () => {
  it('begins when the recovery alarm has been OK for the soak time', () => {
    expect(soaked(15)).toBe('restore');
  });

  it.each([
    ['has been OK for less', { alarms: known(quietAlarms({}, 14)) }],
    ['is in ALARM', { alarms: known(quietAlarms({ 'use1-az1-canary': 'ALARM' })) }],
    ['gives no data', { alarms: known(quietAlarms({ 'use1-az1-canary': 'INSUFFICIENT_DATA' })) }],
  ])('does not while it %s', (_what, overrides) => {
    expect(intentOf(standingEvidence(overrides)).kind).toBe('keep');
  });

  it('does not while the past of the zone cannot be read', () => {
    expect(intentOf(standingEvidence({ pastShifts: unread() })).kind).toBe('keep');
  });

  it('does not while another zone is impaired', () => {
    expect(intentOf(standingEvidence({ alarms: known(quietAlarms({ 'use1-az2-isolated-impact': 'ALARM' })) })).kind).toBe(
      'renew',
    );
  });
});

describe('the soak time of a zone that flaps', () => {
  it('is doubled by an evacuation earlier that day', () => {
    expect(soaked(29, anEarlierEvacuation(6))).toBe('keep');
    expect(soaked(30, anEarlierEvacuation(6))).toBe('restore');
  });

  it('is doubled again by one more', () => {
    const limits = { maximumEvacuationsPerDay: 3 };
    const evidence = (minutes: number) =>
      standingEvidence({
        alarms: known(quietAlarms({}, minutes)),
        pastShifts: known([...anEarlierEvacuation(6), ...anEarlierEvacuation(12)]),
      });
    expect(intentOf(evidence(59), limits).kind).toBe('keep');
    expect(intentOf(evidence(60), limits).kind).toBe('restore');
  });

  it('is forgotten after a day', () => {
    expect(soaked(15, anEarlierEvacuation(25))).toBe('restore');
  });

  it.each([
    ['of another zone', anEarlierEvacuation(6).map((shift) => ({ ...shift, awayFrom: ZONE_2.zoneId }))],
    ['of other people', anEarlierEvacuation(6).map((shift) => ({ ...shift, comment: 'by hand' }))],
  ])('is not doubled by an evacuation %s', (_whose, past) => {
    expect(soaked(15, past)).toBe('restore');
  });

  it('is not doubled by a shift of this very evacuation that somebody cancelled, and that was taken again', () => {
    const cancelled = ourShift({ zonalShiftId: 'past-web', startedAt: SINCE });
    expect(soaked(15, [cancelled])).toBe('restore');
  });

  it('is doubled once by an earlier evacuation of which a shift was taken again', () => {
    const [web, api] = anEarlierEvacuation(6);
    const cancelled = ourShift({
      zonalShiftId: 'past-web',
      startedAt: minutesAfter(NOW, -360),
      comment: 'gray-failure-responder/wildrydes/e1 x',
    });
    expect(
      soaked(
        30,
        [cancelled, web, api].flatMap((shift) => shift ?? []),
      ),
    ).toBe('restore');
  });

  it('ends at the daily cap: the zone stays out until a person restores it', () => {
    const past = [...anEarlierEvacuation(6), ...anEarlierEvacuation(12)];
    expect(soaked(600, past)).toBe('keep');
  });
});
