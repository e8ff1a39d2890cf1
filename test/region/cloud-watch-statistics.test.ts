import { type MetricDatum, MetricStore, metricKey } from '../../simulator/region/cloud-watch/metrics/metric-store.ts';
import { parseStatistic } from '../../simulator/region/cloud-watch/metrics/statistics.ts';
import { MINUTE, refusal, START } from './cloud-watch-setup.ts';

const LATENCY = { namespace: 'Test', name: 'Latency', dimensions: { Zone: 'a', LoadBalancer: 'web' } };

function aDatum(changes: Partial<MetricDatum> = {}): MetricDatum {
  return { ...LATENCY, at: START, sum: 10, count: 4, minimum: 1, maximum: 4, ...changes };
}

function statisticOf(statistic: string, ...data: MetricDatum[]): number | undefined {
  const store = new MetricStore();
  for (const datum of data) store.put(datum);
  return parseStatistic(statistic)(store.between(metricKey(LATENCY), { from: START, to: START + 60 * MINUTE }));
}

const oneToFour = aDatum({
  distribution: [
    [4, 1],
    [1, 1],
    [3, 1],
    [2, 1],
  ],
});

describe('metric store', () => {
  it('stores one datum per minute, and adds up data for the same minute', () => {
    const store = new MetricStore();
    store.put(aDatum());
    store.put(aDatum({ at: START + 59_999, sum: 6, count: 1, minimum: 6, maximum: 6 }));
    const found = store.between(metricKey(LATENCY), { from: START, to: START + MINUTE });
    expect(found).toEqual([{ sum: 16, count: 5, minimum: 1, maximum: 6, distribution: undefined }]);
  });

  it('finds a metric by its exact dimension set, in any order of dimensions', () => {
    const store = new MetricStore();
    store.put(aDatum());
    const span = { from: START, to: START + MINUTE };
    expect(store.between(metricKey({ ...LATENCY, dimensions: { LoadBalancer: 'web', Zone: 'a' } }), span)).toHaveLength(1);
    expect(store.between(metricKey({ ...LATENCY, dimensions: { Zone: 'a' } }), span)).toEqual([]);
    expect(store.between(metricKey({ ...LATENCY, dimensions: { Zone: 'b', LoadBalancer: 'web' } }), span)).toEqual([]);
  });

  it('includes the start of a span, but not its end', () => {
    const store = new MetricStore();
    for (const minute of [0, 1, 2]) store.put(aDatum({ at: START + minute * MINUTE, sum: minute }));
    const found = store.between(metricKey(LATENCY), { from: START + MINUTE, to: START + 2 * MINUTE });
    expect(found.map((minute) => minute.sum)).toEqual([1]);
  });

  it('keeps units apart', () => {
    const store = new MetricStore();
    store.put(aDatum({ unit: 'Seconds' }));
    store.put(aDatum({ unit: 'Milliseconds' }));
    const span = { from: START, to: START + MINUTE };
    expect(store.between(metricKey(LATENCY), { ...span, unit: 'Seconds' })).toHaveLength(1);
    expect(store.between(metricKey(LATENCY), { ...span, unit: 'Count' })).toEqual([]);
    expect(store.between(metricKey(LATENCY), span)).toHaveLength(2);
  });
});

describe('statistics', () => {
  it.each([
    ['Sum', 10],
    ['Average', 2.5],
    ['Minimum', 1],
    ['Maximum', 4],
    ['SampleCount', 4],
    ['p0', 1],
    ['p25', 1],
    ['p50', 2],
    ['p75.1', 4],
    ['p100', 4],
    ['PR(:2)', 50],
    ['PR(3:)', 25],
    ['PR(1:3)', 50],
    ['TM(25%:75%)', 2.5],
    ['TM(:3)', 2],
    ['tm50', 1.5],
    ['TC(1:3)', 2],
    ['TS(1:)', 9],
    ['IQM', 2.5],
  ])('%s of 1, 2, 3, 4 is %d', (statistic, expected) => {
    expect(statisticOf(statistic, oneToFour)).toBeCloseTo(expected, 10);
  });

  it('weights the values of a distribution by their counts', () => {
    const datum = aDatum({
      count: 100,
      distribution: [
        [0.1, 98],
        [5, 2],
      ],
    });
    expect([statisticOf('p98', datum), statisticOf('p99', datum), statisticOf('PR(:0.5)', datum)]).toEqual([0.1, 5, 98]);
  });

  it('covers several minutes of a longer period', () => {
    const later = aDatum({ at: START + MINUTE, sum: 20, count: 1, minimum: 20, maximum: 20 });
    expect(statisticOf('Average', oneToFour, later)).toBe(6);
    expect(statisticOf('p99', oneToFour, later)).toBe(20);
  });

  it('has no percentile for a statistic set with different values', () => {
    expect(statisticOf('p99', aDatum())).toBeUndefined();
    expect(statisticOf('p99', aDatum({ minimum: 2, maximum: 2, sum: 8 }))).toBe(2);
  });

  it.each(['p101', 'Median', 'PR(1%:2%)', 'TM(5%:7)', 'PR(:)', 'TM(3:2)', 'sum'])('refuses %s', (statistic) => {
    expect(refusal(() => parseStatistic(statistic)).code).toBe('ValidationError');
  });
});
