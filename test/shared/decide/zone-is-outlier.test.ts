import type { Evidence, ObservedShift } from '../../../shared/domain/index.ts';
import {
  API,
  aManualTrigger,
  anAlarmTrigger,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  WEB,
  ZONE_1,
  ZONE_2,
} from '../../builders.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, failing, observed, steadily, ZONE_1_FAILS } from '../signals.ts';
import { aTick, restoringEvidence, standingEvidence } from '../standing.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aWatchfulPolicy();
const ALL_WELL = observed(aSignal());
const TWO_FAIL = observed(aSignal({ [ZONE_1.zoneId]: failing(50), [ZONE_2.zoneId]: failing(50) }));
const INCOMPLETE = observed(aSignal({ [ZONE_1.zoneId]: unread('CloudWatch answered PartialData') }));
const shows = (signals: Evidence['signals'], overrides: Partial<Evidence> = {}) => someEvidence({ signals, ...overrides });
const outlier = (evidence: Evidence, policy = POLICY) => resultOf('zone-is-outlier', evidence, policy);

describe('the zone’s own signals, after an alarm', () => {
  it('let the run go ahead when they show the zone as worse than every other', () => {
    expect(outlier(shows(ZONE_1_FAILS)).status).toBe('pass');
    expect(verdictOf(shows(ZONE_1_FAILS), POLICY)).toBe('evacuate');
  });

  it.each([
    ['every zone is well', ALL_WELL],
    ['a second zone fails as well', TWO_FAIL],
  ])('hold when %s', (_what, signals) => {
    expect(outlier(shows(signals)).status).toBe('fail');
    expect(verdictOf(shows(signals), POLICY)).toBe('hold');
  });

  it('hold when they cannot tell, with why', () => {
    expect(outlier(shows(INCOMPLETE))).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('CloudWatch answered PartialData'),
    });
    expect(verdictOf(shows(INCOMPLETE), POLICY)).toBe('hold');
  });

  it('hold when they cannot be read at all', () => {
    expect(outlier(shows(unread('AccessDenied: GetMetricData')))).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('AccessDenied: GetMetricData'),
    });
    expect(verdictOf(shows(unread()), POLICY)).toBe('hold');
  });

  it('are in the result with every number, whichever way they speak', () => {
    for (const signals of [ZONE_1_FAILS, ALL_WELL, TWO_FAIL, INCOMPLETE]) {
      expect(outlier(shows(signals)).comparisons?.map(({ other }) => other)).toEqual(
        expect.arrayContaining(['use1-az2', 'use1-az4']),
      );
    }
  });

  it('tell nothing of a zone that is not known', () => {
    expect(outlier(shows(ZONE_1_FAILS, { zone: null })).status).toBe('unknown');
  });

  it('count each other zone that is configured, also one that no signal knows', () => {
    const signals = observed(aSignal({ 'use1-az1': failing(50), 'use1-az4': undefined }));
    expect(outlier(shows(signals))).toMatchObject({ status: 'unknown', why: expect.stringContaining('use1-az4') });
  });
});

describe('limits.actWithoutSignals', () => {
  const bold = aWatchfulPolicy({ limits: { actWithoutSignals: true } });

  it.each([
    ['cannot tell', INCOMPLETE],
    ['cannot be read', unread<never>()],
  ])('lets the run go ahead on the alarm where the signals %s, and the report says so', (_what, signals) => {
    expect(outlier(shows(signals), bold).status).toBe('unknown');
    expect(verdictOf(shows(signals), bold)).toBe('evacuate');
  });

  it('does not where they speak against it', () => {
    expect(verdictOf(shows(TWO_FAIL), bold)).toBe('hold');
  });
});

describe('an application without signals', () => {
  it('has none to ask: not configured, and nothing is held', () => {
    const policy = aWatchfulPolicy({ signals: [] });
    expect(outlier(someEvidence(), policy)).toMatchObject({ status: 'unknown', why: expect.stringContaining('not configured') });
    expect(verdictOf(someEvidence(), policy)).toBe('evacuate');
  });
});

describe('an alarm whose time is ahead of this clock', () => {
  const ahead = (minutes: number) => shows(ZONE_1_FAILS, { trigger: anAlarmTrigger({ at: minutesAfter(NOW, minutes) }) });

  it('is within what clocks differ up to a minute', () => {
    expect(outlier(ahead(1)).status).toBe('pass');
  });

  it.each([1.1, 4, 30])('shows that another window was read than it speaks of, %d minutes ahead: it holds', (minutes) => {
    expect(outlier(ahead(minutes))).toMatchObject({ status: 'unknown', why: expect.stringContaining('ahead of this clock') });
    expect(verdictOf(ahead(minutes), POLICY)).toBe('hold');
  });
});

describe('a zone from which somebody has moved the traffic already', () => {
  const moved = (
    shift: Partial<ObservedShift>,
    signals: Evidence['signals'] = observed(aSignal({ 'use1-az1': aZoneSeries({ requests: [null, null, null, null, null] }) })),
  ) => {
    const byHand = aShift({ comment: 'by hand', ...shift });
    return shows(signals, { resources: { [WEB]: known(aResource([byHand])), [API]: known(aResource()) } });
  };

  it.each([
    ['a person', {}, 'ZONAL_SHIFT shift-1 has already moved its traffic'],
    [
      'AWS itself',
      { type: 'ZONAL_AUTOSHIFT' as const, zonalShiftId: null },
      'ZONAL_AUTOSHIFT of AWS has already moved its traffic',
    ],
  ])('needs no further proof, for %s answers for it', (_who, shift, why) => {
    expect(outlier(moved(shift))).toMatchObject({ status: 'pass', why: expect.stringContaining(why) });
    expect(verdictOf(moved(shift), POLICY)).toBe('evacuate');
  });

  it.each([
    ['a practice run', { type: 'PRACTICE_RUN' as const }],
    ['an experiment', { type: 'FIS_EXPERIMENT' as const }],
    ['a shift without effect', { applied: false }],
  ])('needs it after %s', (_what, shift) => {
    expect(outlier(moved(shift)).status).toBe('unknown');
  });

  it('is not adopted against what the signals say', () => {
    expect(outlier(moved({}, TWO_FAIL)).status).toBe('fail');
  });

  it('is not adopted for a shift away from another zone', () => {
    expect(outlier(moved({ awayFrom: ZONE_2.zoneId })).status).toBe('unknown');
  });
});

describe('the signals of a zone whose evacuation is under way', () => {
  it('no longer tell: its traffic is gone, and a run that was cut short is finished', () => {
    const { resources, shifts, groups } = standingEvidence();
    expect(outlier(shows(ALL_WELL, { resources, shifts, groups }))).toMatchObject({
      status: 'pass',
      why: expect.stringContaining('already under way'),
    });
  });

  it('tell again once the zone is being brought back', () => {
    const { resources, shifts, groups } = restoringEvidence();
    expect(outlier(shows(ALL_WELL, { resources, shifts, groups })).status).toBe('fail');
  });

  it('are not asked by upkeep', () => {
    expect(outlier(standingEvidence({ signals: unread('not read'), trigger: aTick() })).status).toBe('pass');
  });
});

describe('the signals, when a person asks for a zone that is well while another is not', () => {
  const AZ2_FAILS = { [ZONE_2.zoneId]: failing(69) };
  const asked = (zones: Parameters<typeof aSignal>[0], override: string[] = []) =>
    shows(observed(aSignal(zones)), { trigger: aManualTrigger({ override }) });

  it('contradict: they name both zones, and the run is held', () => {
    expect(outlier(asked(AZ2_FAILS))).toMatchObject({
      status: 'fail',
      why: 'use1-az1 is well, and another zone is not: use1-az2 has 6.9 % faults in app/web/50dc6c495c0c9188 (healthy: up to 0.2 %)',
    });
    expect(verdictOf(asked(AZ2_FAILS), POLICY)).toBe('hold');
  });

  it('yield to the person who answers for it', () => {
    expect(outlier(asked(AZ2_FAILS, ['zone-is-outlier']))).toMatchObject({ status: 'fail', overridden: true });
    expect(verdictOf(asked(AZ2_FAILS, ['zone-is-outlier']), POLICY)).toBe('evacuate');
  });

  it.each([
    ['the zone fails as well', { ...AZ2_FAILS, [ZONE_1.zoneId]: failing(20) }],
    ['the zone is slow', { ...AZ2_FAILS, [ZONE_1.zoneId]: aZoneSeries({ slow: steadily(100) }) }],
    ['the zone shows nothing', { ...AZ2_FAILS, [ZONE_1.zoneId]: aZoneSeries({ requests: steadily(0).map(() => null) }) }],
    ['the zone could not be read', { ...AZ2_FAILS, [ZONE_1.zoneId]: unread<never>('PartialData') }],
    [
      'another zone has too few requests to be sure',
      { [ZONE_2.zoneId]: aZoneSeries({ requests: steadily(100), faults: [0, 0, 0, 0, 2] }) },
    ],
    ['every zone is well', {}],
  ])('do not contradict where %s', (_what, zones) => {
    expect(outlier(asked(zones)).status).toBe('pass');
    expect(verdictOf(asked(zones), POLICY)).toBe('evacuate');
  });

  it('do not contradict once the evacuation of the zone is under way', () => {
    const { resources, shifts, groups } = standingEvidence();
    expect(outlier({ ...asked(AZ2_FAILS), resources, shifts, groups }).status).toBe('pass');
  });
});

describe('the signals, when a person asks', () => {
  const asked = (signals: Evidence['signals']) => shows(signals, { trigger: aManualTrigger() });

  it.each([
    ['speak against it', TWO_FAIL, 'another zone is not well'],
    ['cannot tell', INCOMPLETE, 'PartialData'],
    ['cannot be read', unread<never>('Throttling'), 'Throttling'],
    ['speak for it', ZONE_1_FAILS, '250 of 5000'],
  ])('are only told where they %s', (_what, signals, why) => {
    expect(outlier(asked(signals))).toMatchObject({ status: 'pass', why: expect.stringContaining(why) });
    expect(verdictOf(asked(signals), POLICY)).toBe('evacuate');
  });

  it('are told with their numbers', () => {
    expect(outlier(asked(TWO_FAIL)).comparisons?.length).toBeGreaterThan(0);
  });

  it('are not there where none is configured', () => {
    expect(statusOf('zone-is-outlier', asked(ALL_WELL), aWatchfulPolicy({ signals: [] }))).toBe('unknown');
  });
});
