import { countsOf, isMeasured } from '../../../../shared/decide/outlier/counts.ts';
import type { Reading, ZoneSeries } from '../../../../shared/domain/index.ts';
import { unread, ZONE_1 } from '../../../builders.ts';
import { aSignal, aZoneSeries, LOAD_BALANCER, steadily } from '../../signals.ts';

const faultsOf = (zone: Reading<ZoneSeries> | ZoneSeries | undefined, minimumMinutes = 3) =>
  countsOf(aSignal({ [ZONE_1.zoneId]: zone }), { zoneId: ZONE_1.zoneId, measure: 'faults', minimumMinutes });
const whole = (counts: ReturnType<typeof countsOf>) => (counts.known ? counts.value.whole : counts.why);

describe('the counts of a zone', () => {
  it('are those of the whole window, and those of its newest minutes', () => {
    const zone = aZoneSeries({ requests: [10, 20, 30, 40, 50], faults: [1, 2, 3, 4, 5] });
    expect(faultsOf(zone)).toMatchObject({
      known: true,
      value: { whole: { failed: 15, of: 150 }, newest: { failed: 12, of: 120 } },
    });
  });

  it('are of the minutes of which both numbers are there', () => {
    const zone = aZoneSeries({ requests: [10, null, 30, 40, 50], faults: [1, 2, null, 4, 5] });
    expect(whole(faultsOf(zone))).toEqual({ failed: 10, of: 100 });
  });

  it('are newest where the newest data are, also when the last minutes have none', () => {
    const zone = aZoneSeries({ requests: [10, 20, 30, 40, null], faults: [1, 2, 3, 4, null] });
    expect(faultsOf(zone)).toMatchObject({ value: { newest: { failed: 9, of: 90 } } });
  });

  it('need no more minutes than are asked for', () => {
    const zone = aZoneSeries({ requests: [null, null, 30, 40, null], faults: [null, null, 3, 4, null] });
    expect(whole(faultsOf(zone, 2))).toEqual({ failed: 7, of: 70 });
  });

  it('are whole numbers, where a metric that is sampled holds fractions', () => {
    const zone = aZoneSeries({ requests: steadily(100.1), faults: steadily(0.3) });
    expect(whole(faultsOf(zone))).toEqual({ failed: 2, of: 501 });
  });

  it('may be large: 10^9 a minute', () => {
    const zone = aZoneSeries({ requests: steadily(1e9), faults: steadily(1e8) });
    expect(whole(faultsOf(zone))).toEqual({ failed: 5e8, of: 5e9 });
  });
});

describe('the counts of a zone that tells nothing', () => {
  const cases: [what: string, zone: Reading<ZoneSeries> | ZoneSeries | undefined, why: string][] = [
    ['is missing', undefined, `${LOAD_BALANCER} shows nothing of use1-az1`],
    ['was not answered completely', unread('CloudWatch answered PartialData'), 'use1-az1: CloudWatch answered PartialData'],
    ['has no datapoint', aZoneSeries({ requests: steadily(0).map(() => null) }), '0 minutes with data (minimum 3)'],
    ['has gaps', aZoneSeries({ requests: [10, null, null, null, 50] }), '2 minutes with data (minimum 3)'],
    ['has a short window', aZoneSeries({ requests: [10, 20], faults: [0, 0] }), '2 minutes with data (minimum 3)'],
    ['does not measure it', aZoneSeries({ faults: null }), '0 minutes with data (minimum 3)'],
    ['does not count requests', aZoneSeries({ requests: null }), '0 minutes with data (minimum 3)'],
    ['counts fewer than none', aZoneSeries({ faults: [0, 0, -1, 0, 0] }), '-1 faults of 1000 requests cannot be'],
    ['counts fewer requests than none', aZoneSeries({ requests: [9, 9, -9, 9, 9] }), '0 faults of -9 requests cannot be'],
    ['fails more than there is', aZoneSeries({ faults: [0, 0, 1_001, 0, 0] }), '1001 faults of 1000 requests cannot be'],
    ['is no number', aZoneSeries({ faults: [0, 0, Number.NaN, 0, 0] }), 'NaN faults of 1000 requests cannot be'],
    ['has requests that are no number', aZoneSeries({ requests: [1, 1, Number.NaN, 1, 1] }), 'of NaN requests cannot be'],
    ['has no end', aZoneSeries({ requests: steadily(Number.POSITIVE_INFINITY) }), 'of Infinity requests cannot be'],
    ['is beyond whole numbers', aZoneSeries({ requests: steadily(1e308), faults: steadily(1e307) }), '1e+307 faults of 1e+308'],
  ];

  it.each(cases.map(([what, zone, why]) => ({ what, zone, why })))('are unknown, with why: it $what', ({ zone, why }) => {
    const isIdle = why.includes('minutes with data');
    expect(faultsOf(zone)).toEqual({ known: false, why: expect.stringContaining(why), isIdle });
  });
});

describe('a measure', () => {
  it('is measured where one zone at least shows it, with requests', () => {
    const signal = aSignal({ [ZONE_1.zoneId]: aZoneSeries({ drops: steadily(0) }) });
    expect(isMeasured(signal, 'drops')).toBe(true);
  });

  it('is not measured where no zone shows it', () => {
    expect(isMeasured(aSignal(), 'drops')).toBe(false);
  });

  it('is not measured without requests: that is the failures of targets, and no rate', () => {
    const zone = aZoneSeries({ requests: null, faults: steadily(5) });
    const zones = { 'use1-az1': zone, 'use1-az2': zone, 'use1-az4': zone };
    expect(isMeasured(aSignal(zones), 'faults')).toBe(false);
  });
});
