import type { Evidence, ObservedSignal, Series, ZoneSeries } from '../../../shared/domain.ts';
import { aManualTrigger, known, someEvidence, unread, ZONE_1 } from '../../builders.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, failing, observed, steadily } from '../signals.ts';
import { aTick, standingEvidence } from '../standing.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aWatchfulPolicy();
/** Zone 1 fails 5 % of its requests; so many of its targets stand out, minute by minute. */
const standingOut = (targets: Series | null, zone: ZoneSeries = failing(50)) =>
  someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: { ...zone, targets } })) });
/** A Contributor Insights rule beside it: of `faults` a minute, the worst target has `worst`. */
const contributors = (faults: number, worst: number): ObservedSignal => {
  const counted = aZoneSeries({
    requests: null,
    slow: null,
    targets: steadily(2),
    faults: steadily(faults),
    worstTarget: steadily(worst),
  });
  return { name: 'contributor-insights', kind: 'contributor-insights', zones: { [ZONE_1.zoneId]: known(counted) } };
};
const told = (evidence: Evidence, policy = POLICY) => resultOf('more-than-one-target', evidence, policy);

describe('the targets that stand out', () => {
  it.each<[string, Series]>([
    ['several do', steadily(3)],
    ['several do in a single minute', [1, 1, 2, 1, 1]],
  ])('let the run go ahead when %s', (_what, targets) => {
    expect(told(standingOut(targets)).status).toBe('pass');
    expect(verdictOf(standingOut(targets), POLICY)).toBe('evacuate');
  });

  it('hold the run when it is the same single one all the time: replacing it is enough', () => {
    expect(told(standingOut(steadily(1)))).toMatchObject({ status: 'fail', why: expect.stringContaining('a single one') });
    expect(verdictOf(standingOut(steadily(1)), POLICY)).toBe('hold');
  });

  it('hold no run of which a person answers for them', () => {
    const evidence = { ...standingOut(steadily(1)), trigger: aManualTrigger({ override: ['more-than-one-target'] }) };
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it('prove nothing where none does: a detector may not see what the users see', () => {
    expect(told(standingOut(steadily(0))).status).toBe('unknown');
    expect(verdictOf(standingOut(steadily(0)), POLICY)).toBe('evacuate');
  });

  it('prove nothing where one does now and then', () => {
    expect(told(standingOut([1, 0, 1, 0, 1])).status).toBe('unknown');
  });

  it('prove nothing where they are not counted in every bad minute', () => {
    expect(told(standingOut([1, null, 1, null, 1])).status).toBe('unknown');
  });

  it('are looked at in minutes in which the zone fails: one that stands out while all is well is no cause', () => {
    const zone = aZoneSeries({ faults: [0, 0, 50, 50, 50] });
    expect(told(standingOut([1, 1, 1, 1, 1], zone)).status).toBe('fail');
    expect(told(standingOut([1, 1, 0, 0, 0], zone)).status).toBe('unknown');
  });

  it('are those of the zone in question, and no other', () => {
    const zones = {
      [ZONE_1.zoneId]: { ...failing(50), targets: steadily(3) },
      'use1-az2': aZoneSeries({ targets: steadily(1) }),
    };
    expect(told(someEvidence({ signals: observed(aSignal(zones)) })).status).toBe('pass');
  });
});

describe('failures that are counted by target', () => {
  const evidenceOf = (...signals: ObservedSignal[]) =>
    someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: failing(50) }), ...signals) });

  it('hold the run when nearly all fall on one', () => {
    expect(told(evidenceOf(contributors(50, 50)))).toMatchObject({ status: 'fail', why: expect.stringContaining('250 of 250') });
    expect(verdictOf(evidenceOf(contributors(50, 50)), POLICY)).toBe('hold');
  });

  it('let it go ahead when they fall on all alike', () => {
    expect(told(evidenceOf(contributors(50, 14))).status).toBe('pass');
  });

  it('hold it when the zone is well without the one that has most of them: replacing it is enough', () => {
    // 1,000 requests a minute, of which two may fail in a healthy zone.
    expect(told(evidenceOf(contributors(10, 9))).status).toBe('fail');
    expect(told(evidenceOf(contributors(50, 40))).status).toBe('pass');
  });

  it.each([
    ['none was counted', contributors(0, 0)],
    ['they are a background of few: the zone is bad in something else', contributors(1, 1)],
  ])('prove nothing where %s', (_what, signal) => {
    expect(told(evidenceOf(signal)).status).toBe('unknown');
    expect(verdictOf(evidenceOf(signal), POLICY)).toBe('evacuate');
  });

  it('know better than a detector, whichever of them says what', () => {
    const suspects = (targets: Series) => aSignal({ [ZONE_1.zoneId]: { ...failing(50), targets } });
    const withBoth = (targets: Series, worst: number) =>
      someEvidence({ signals: observed(suspects(targets), contributors(50, worst)) });
    expect(told(withBoth(steadily(1), 14)).status).toBe('pass');
    expect(told(withBoth(steadily(3), 50)).status).toBe('fail');
  });

  it.each([
    ['more fall on one than there are', contributors(10, 11)],
    ['fewer than none fall on one', contributors(10, -1)],
    ['one of the numbers is none', contributors(10, Number.NaN)],
  ])('prove nothing when %s', (_what, signal) => {
    expect(told(evidenceOf(signal)).status).toBe('unknown');
  });
});

describe('the number of targets that fail', () => {
  it.each([
    ['the signals cannot be read', { signals: unread<never>('Throttling') }, 'Throttling'],
    [
      'no signal tells it',
      { signals: observed(aSignal({ [ZONE_1.zoneId]: { ...failing(50), targets: null } })) },
      'no signal tells',
    ],
    ['the zone shows nothing', { signals: observed(aSignal({ [ZONE_1.zoneId]: undefined })) }, 'no signal tells'],
    ['the zone was not answered', { signals: observed(aSignal({ [ZONE_1.zoneId]: unread('PartialData') })) }, 'no signal tells'],
    ['the zone is not known', { zone: null }, 'not known'],
  ])('is unknown when %s', (_what, overrides, why) => {
    expect(told(someEvidence(overrides))).toMatchObject({ status: 'unknown', why: expect.stringContaining(why) });
  });

  it('is only noted when it is unknown: it holds no run', () => {
    const evidence = someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: { ...failing(50), targets: null } })) });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it('is not configured where there are no signals', () => {
    expect(told(someEvidence(), aWatchfulPolicy({ signals: [] }))).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('not configured'),
    });
  });

  it('is not asked of a person, nor by upkeep', () => {
    const { signals } = standingOut(steadily(1));
    expect(told(someEvidence({ signals, trigger: aManualTrigger() })).status).toBe('pass');
    expect(told(standingEvidence({ signals, trigger: aTick() })).status).toBe('pass');
  });
});
