import type { Evidence, ObservedSignal, Series, ZoneSeries } from '../../../shared/domain/index.ts';
import { aManualTrigger, known, someEvidence, unread, ZONE_1 } from '../../builders.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, failing, observed, steadily } from '../signals.ts';
import { aTick, standingEvidence } from '../standing.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aWatchfulPolicy();
/** Zone 1 fails 5 % of its requests; so many of its targets stand out, minute by minute. */
const standingOut = (targets: Series | null, zone: ZoneSeries = failing(50)) =>
  someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: { ...zone, targets } })) });
/** A Contributor Insights rule beside it: of `faults` a minute, the worst target has `worst`. */
const contributors = (faults: number, worst: number, overall: number | null = null): ObservedSignal => {
  const counted = aZoneSeries({
    requests: null,
    slow: null,
    targets: steadily(2),
    faults: steadily(faults),
    worstTarget: steadily(worst),
    worstTargetOverall: overall,
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

  it('count the worst target of the window, where it is known: that of each minute may be another one', () => {
    expect(told(evidenceOf(contributors(50, 40)))).toMatchObject({ status: 'pass' });
    // In each minute one of the targets has 8 of 10 failures, and in all the worst has 14 of 50.
    expect(told(evidenceOf(contributors(10, 8)))).toMatchObject({ status: 'fail' });
    expect(told(evidenceOf(contributors(10, 8, 14)))).toMatchObject({
      status: 'pass',
      why: expect.stringContaining('14 of 50 failures'),
    });
  });

  it.each([
    [15, 'fail'],
    [14, 'pass'],
  ])('hold the run when at least three quarters fall on one: %d of 20', (worst, status) => {
    expect(told(evidenceOf(contributors(4, 4, worst))).status).toBe(status);
  });

  it('let it go ahead only when the others surely fail more than healthy ones do', () => {
    const zone = failing(13, 500);
    const of = (failures: number, worst: number) =>
      someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: zone }), contributors(failures, failures, worst)) });
    // 2,500 requests: 0.4 % of them fail on the others, which may be 0.2 %; and 0.64 %, which may not.
    expect(told(of(8, 30)).status).toBe('fail');
    expect(told(of(13, 49)).status).toBe('pass');
  });

  it('let it go ahead when the others have more failures than the zone has requests: something is wrong with all of them', () => {
    const zone = failing(10, 10);
    const evidence = someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: zone }), contributors(100, 80)) });
    expect(told(evidence).status).toBe('pass');
  });

  it.each([
    [8, 'fail'],
    [5, 'pass'],
  ])('count where nothing tells of how many requests: %d of 10 on one target', (worst, status) => {
    const unseen = aSignal({ [ZONE_1.zoneId]: unread('PartialData') });
    const evidence = someEvidence({ signals: observed(unseen, contributors(2, 2, worst)) });
    expect(told(evidence).status).toBe(status);
  });

  it('let it go ahead where nothing tells of how many requests, and more than a few failures fall on others', () => {
    const unseen = aSignal({ [ZONE_1.zoneId]: unread('PartialData') });
    expect(told(someEvidence({ signals: observed(unseen, contributors(20, 20, 80)) })).status).toBe('pass');
  });

  it('hold the run when the other targets have so few failures that these may be those of any day', () => {
    // 10 failures of 2,500 requests, as many on the worst target as on the others; and one more on these.
    const quiet = (worst: number) => {
      const zone = failing(2, 500);
      return someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: zone }), contributors(2, 2, worst)) });
    };
    expect(told(quiet(6)).status).toBe('fail');
    expect(told(quiet(5)).status).toBe('pass');
  });

  it('hold it when as few fall on the others as on the worst', () => {
    const zone = aZoneSeries({ requests: steadily(500), faults: [2, 2, 2, 1, 1] });
    const signals = observed(aSignal({ [ZONE_1.zoneId]: zone }), contributors(1.6, 1.6, 4));
    expect(told(someEvidence({ signals })).status).toBe('fail');
  });

  it('let it go ahead when the worst of few failures has less than the others together', () => {
    // 7 failures of 2,000 requests: 4 on the worst target and 3 on the others, and the other way round.
    const zone = aZoneSeries({ requests: steadily(400), faults: [2, 2, 1, 1, 1] });
    const of = (worst: number) => {
      const counted = {
        ...aZoneSeries(),
        requests: null,
        faults: zone.faults,
        worstTarget: zone.faults,
        worstTargetOverall: worst,
      };
      const rule: ObservedSignal = {
        name: 'contributor-insights',
        kind: 'contributor-insights',
        zones: { [ZONE_1.zoneId]: known(counted) },
      };
      return someEvidence({ signals: observed(aSignal({ [ZONE_1.zoneId]: zone }), rule) });
    };
    expect(told(of(4)).status).toBe('fail');
    expect(told(of(3)).status).toBe('pass');
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
    ['the zone is not known', { zone: null }, 'the zone of the alarm is unknown'],
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
