import { judgeOutlier } from '../../../../shared/decide/outlier/zone-outlier.ts';
import type { AvailabilityZone } from '../../../../shared/domain/index.ts';
import { aZone, unread, ZONE_1, ZONE_2, ZONE_4 } from '../../../builders.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, failing, LOAD_BALANCER, steadily } from '../../signals.ts';
import { judged, judgedBy, type Zones } from './judged.ts';

const [AZ1, AZ2, AZ4] = ['use1-az1', 'use1-az2', 'use1-az4'];
const slowly = (slow: number, of = 1_000) => aZoneSeries({ requests: steadily(of), slow: steadily(slow) });
const dropping = (drops: number, of = 100_000) =>
  aZoneSeries({ requests: steadily(of), faults: null, slow: null, drops: steadily(drops) });
/** A minute without a request shows nothing at all: ELB publishes no metric then. */
const SILENT = aZoneSeries({
  requests: steadily(0).map(() => null),
  faults: steadily(0).map(() => null),
  slow: steadily(0).map(() => null),
});

type Row = readonly [what: string, zones: Zones];
const rows = (cases: readonly Row[]) => cases.map(([what, zones]) => ({ what, zones }));

describe('a zone that is worse than every other', () => {
  const cases: readonly Row[] = [
    ['it fails 5 % of its requests', { [AZ1]: failing(50) }],
    ['it fails all of them', { [AZ1]: failing(1_000) }],
    ['it fails 1 % of 500 a minute', { [AZ1]: failing(5, 500), [AZ2]: failing(0, 500), [AZ4]: failing(0, 500) }],
    ['it has a tenth of the load', { [AZ1]: failing(5, 100), [AZ2]: failing(1, 600), [AZ4]: failing(0, 300) }],
    ['it has most of the load', { [AZ1]: failing(30, 600), [AZ2]: failing(0, 300), [AZ4]: failing(0, 100) }],
    ['there are 10^9 requests a minute', { [AZ1]: failing(2e7, 1e9), [AZ2]: failing(5e5, 1e9), [AZ4]: failing(1e5, 1e9) }],
    ['the others fail in the background', { [AZ1]: failing(50), [AZ2]: failing(1), [AZ4]: failing(2) }],
    ['it is only slow', { [AZ1]: slowly(200) }],
    ['it only drops packets', { [AZ1]: dropping(100), [AZ2]: dropping(0), [AZ4]: dropping(1) }],
    ['a minute is missing', { [AZ1]: aZoneSeries({ requests: [900, 900, null, 900, 900], faults: [90, 90, null, 90, 90] }) }],
  ];

  it.each(rows(cases))('is an outlier: $what', ({ zones }) => {
    expect(judged(zones).status).toBe('outlier');
  });

  it('is told with the numbers behind it, one comparison with every other zone', () => {
    const { why, comparisons } = judged({ [AZ1]: failing(50), [AZ2]: failing(1) });
    expect(comparisons).toMatchObject([
      { signal: LOAD_BALANCER, measure: 'faults', zone: AZ1, other: AZ2, here: [250, 5_000], there: [5, 5_000], status: 'worse' },
      { signal: LOAD_BALANCER, measure: 'faults', zone: AZ1, other: AZ4, here: [250, 5_000], there: [0, 5_000], status: 'worse' },
    ]);
    expect(comparisons.map(({ rateNow, otherRateNow }) => [rateNow, otherRateNow])).toEqual([
      [0.05, 0.001],
      [0.05, 0],
    ]);
    expect(why).toContain('250 of 5000 against 5 of 5000 in use1-az2');
  });

  it('is told with chances of three digits: the last ones differ from machine to machine', () => {
    const { comparisons } = judged({ [AZ1]: failing(7, 700) });
    for (const { pValue } of comparisons) expect(pValue).toBe(Number(pValue?.toPrecision(3)));
    expect(comparisons).toHaveLength(2);
  });
});

describe('a zone that is not worse than every other', () => {
  const cases: readonly Row[] = [
    ['nothing fails anywhere', {}],
    ['every zone fails alike: the failure is regional', { [AZ1]: failing(50), [AZ2]: failing(50), [AZ4]: failing(50) }],
    ['a second zone fails as well', { [AZ1]: failing(50), [AZ2]: failing(50) }],
    ['a second zone fails less, and too much all the same', { [AZ1]: failing(500), [AZ2]: failing(20) }],
    ['a second zone is slow', { [AZ1]: failing(50), [AZ2]: slowly(100) }],
    ['another zone fails, and this one is well', { [AZ2]: failing(50) }],
    [
      'the difference is certain, but small',
      { [AZ1]: failing(2_000, 1e6), [AZ2]: failing(1_000, 1e6), [AZ4]: failing(1_000, 1e6) },
    ],
    ['it fails less than five times as much', { [AZ1]: failing(70, 1e4), [AZ2]: failing(15, 1e4), [AZ4]: failing(15, 1e4) }],
    ['it is over: nothing failed of late', { [AZ1]: aZoneSeries({ faults: [500, 500, 0, 0, 0] }) }],
    ['it is quieter than the others', { [AZ1]: failing(0, 300), [AZ2]: failing(1), [AZ4]: failing(1) }],
  ];

  it.each(rows(cases))('is no outlier: $what', ({ zones }) => {
    expect(judged(zones).status).toBe('not-outlier');
  });

  it('is told which other zone is not well, in what, and how far', () => {
    expect(judged({ [AZ1]: failing(50), [AZ2]: failing(50) }).why).toContain(
      `another zone is not well: use1-az2 has 5 % faults in ${LOAD_BALANCER} (healthy: up to 0.2 %)`,
    );
  });
});

describe('a zone of which it cannot be told', () => {
  const cases: readonly Row[] = [
    ['a few requests a minute', { [AZ1]: failing(1, 3), [AZ2]: failing(0, 3), [AZ4]: failing(0, 3) }],
    [
      'so few failures that they may be chance',
      { [AZ1]: aZoneSeries({ requests: steadily(200), faults: [0, 0, 1, 2, 1] }), [AZ2]: failing(0, 200) },
    ],
    ['others of which few requests are known', { [AZ1]: failing(1, 100), [AZ2]: failing(0, 10), [AZ4]: failing(0, 10) }],
    ['no request, in this zone', { [AZ1]: SILENT }],
    ['no request, in another zone: it may be shifted', { [AZ1]: failing(50), [AZ2]: SILENT }],
    ['no request, anywhere', { [AZ1]: SILENT, [AZ2]: SILENT, [AZ4]: SILENT }],
    ['0 requests, in this zone', { [AZ1]: failing(0, 0) }],
    ['0 requests, in another zone', { [AZ1]: failing(50), [AZ2]: failing(0, 0) }],
    ['0 requests, anywhere', { [AZ1]: failing(0, 0), [AZ2]: failing(0, 0), [AZ4]: failing(0, 0) }],
  ];

  it.each(rows(cases))('is unknown: $what', ({ zones }) => {
    const { status, why } = judged(zones);
    expect(status).toBe('unknown');
    expect(why).not.toBe('');
  });

  it('is unknown beside a zone that may be half as bad, for all that its few requests tell', () => {
    // 0 of 100 may be 5 % (its upper bound), and 50 of 500 may be 7 %.
    const { status, why } = judged({ [AZ1]: failing(10, 100), [AZ2]: failing(0, 20), [AZ4]: failing(0, 1_000) });
    expect(status).toBe('unknown');
    expect(why).toContain('use1-az2');
    expect(judged({ [AZ1]: failing(10, 100), [AZ2]: failing(0, 100), [AZ4]: failing(0, 1_000) }).status).toBe('outlier');
  });

  it.each([
    ['this zone', AZ1],
    ['another zone', AZ2],
  ])('is unknown, with why, on bad numbers of %s', (_what, zoneId) => {
    const base = { [AZ1]: failing(50) };
    const bad: [zone: Zones[string], why: string][] = [
      [undefined, `shows nothing of ${zoneId}`],
      [unread('CloudWatch answered PartialData'), `could not be read in ${zoneId}: CloudWatch answered PartialData`],
      [unread('CloudWatch answered a value that is not a number'), 'a value that is not a number'],
      [failing(-1), '-1 faults of 1000 requests cannot be'],
      [failing(1_001), '1001 faults of 1000 requests cannot be'],
      [failing(Number.NaN), 'NaN faults of 1000 requests cannot be'],
      [aZoneSeries({ requests: [1_000, null, null, null, 1_000] }), `${zoneId}: 2 minutes with data (minimum 3)`],
    ];
    const found = bad.map(([zone]) => judged({ ...base, [zoneId ?? '']: zone }));
    expect(found.map(({ status }) => status)).toEqual(bad.map(() => 'unknown'));
    expect(found.map(({ why }) => why)).toEqual(bad.map(([, why]) => expect.stringContaining(why)));
  });

  it('is unknown where no signal could be read, with the reason of each', () => {
    const zones = {
      [AZ1]: unread<never>('AccessDenied'),
      [AZ2]: unread<never>('AccessDenied'),
      [AZ4]: unread<never>('Throttling'),
    };
    const { status, why } = judged(zones);
    expect(status).toBe('unknown');
    expect(why).toContain(`${LOAD_BALANCER} in use1-az1: AccessDenied`);
    expect(why).toContain(`${LOAD_BALANCER} in use1-az4: Throttling`);
  });

  it('is unknown where signals show targets only', () => {
    const zone = aZoneSeries({ requests: null, faults: null, slow: null });
    expect(judged({ [AZ1]: zone, [AZ2]: zone, [AZ4]: zone })).toMatchObject({
      status: 'unknown',
      why: 'no signal shows requests',
    });
  });

  it('is unknown without any signal', () => {
    expect(judgedBy([]).status).toBe('unknown');
  });
});

describe('the few failures of another zone', () => {
  const failed = (count: number) => aZoneSeries({ requests: steadily(500), faults: [count, 0, 0, 0, 0], slow: null });
  const [zone5, zone6] = [aZone('use1-az5', 'us-east-1e'), aZone('use1-az6', 'us-east-1f')];
  /** Zone 1 with so many failures of 2,500, and two in another zone; the failures of zone 1 are the newest. */
  const against2 = (count: number, others: readonly AvailabilityZone[]) => {
    const here = aZoneSeries({ requests: steadily(500), faults: [0, 0, 0, 0, count], slow: null });
    const zones = Object.fromEntries(others.map(({ zoneId }) => [zoneId, failed(0)]));
    return judgeOutlier([aSignal({ ...zones, [AZ1]: here, [AZ2]: failed(2) })], {
      zone: ZONE_1,
      others,
      limits: aWatchfulPolicy().outlier,
    });
  };

  it('may be luck: of two others each counts with one failure more', () => {
    // Five times two and five times three.
    expect(against2(14, [ZONE_2, ZONE_4])).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('if the other zone had a failure more'),
    });
    expect(against2(15, [ZONE_2, ZONE_4]).status).toBe('outlier');
    expect(against2(14, [ZONE_2]).status).toBe('unknown');
    expect(against2(15, [ZONE_2]).status).toBe('outlier');
  });

  it('are the less likely to be luck, the more zones there are: four share the luck of two', () => {
    expect(against2(12, [ZONE_2, ZONE_4, zone5, zone6]).status).toBe('unknown');
    expect(against2(13, [ZONE_2, ZONE_4, zone5, zone6]).status).toBe('outlier');
  });
});

describe('several signals', () => {
  const bad = aSignal({ [AZ1]: failing(50) });
  const well = { ...aSignal(), name: 'app/api/60dc6c495c0c9199' };

  it('show an outlier where one of them does, and the others are well', () => {
    expect(judgedBy([well, bad]).status).toBe('outlier');
  });

  it('show none where another zone is bad in any of them', () => {
    expect(judgedBy([bad, { ...aSignal({ [AZ2]: failing(50) }), name: 'app/api/60dc6c495c0c9199' }]).status).toBe('not-outlier');
  });

  it('share the chance of a false alarm: what one alone shows, ten more leave open', () => {
    // 4 of 500 against 20 of 20,000 in each other zone: p = 0.00252, below 0.01, and above a tenth of it.
    const quiet = (failed: number[], of: number) => aZoneSeries({ requests: steadily(of), faults: failed, slow: null });
    const telling = aSignal({
      [AZ1]: quiet([0, 1, 1, 1, 1], 100),
      [AZ2]: quiet(steadily(4), 4_000),
      [AZ4]: quiet(steadily(4), 4_000),
    });
    const others = Array.from({ length: 10 }, (_, index) => ({ ...aSignal(), name: `app/other/${index}` }));
    expect(judgedBy([telling]).status).toBe('outlier');
    expect(judgedBy([telling, ...others]).status).not.toBe('outlier');
  });
});

describe('the limits', () => {
  const slightly = { [AZ1]: failing(40, 1e4), [AZ2]: failing(5, 1e4), [AZ4]: failing(5, 1e4) };

  it('are those of the configuration: the ratio', () => {
    expect(judged(slightly).status).toBe('outlier');
    expect(judged(slightly, { ratio: 9 }).status).toBe('not-outlier');
  });

  it('are those of the configuration: the excess', () => {
    expect(judged(slightly, { excess: { faults: 0.004 } }).status).toBe('not-outlier');
  });

  it('are those of the configuration: what counts as healthy', () => {
    expect(judged(slightly, { healthy: { faults: 0.0001 } }).status).toBe('not-outlier');
  });

  it('are those of the configuration: the minutes that are needed', () => {
    const gappy = {
      ...slightly,
      [AZ1]: aZoneSeries({ requests: [1e4, null, 1e4, null, 1e4], faults: [40, null, 40, null, 40] }),
    };
    expect(judged(gappy).status).toBe('outlier');
    expect(judged(gappy, { minimumMinutes: 4 }).status).toBe('unknown');
  });

  it('hold for each zone by itself: what zone 1 shows is not held against zone 2', () => {
    const signal = aSignal({ [AZ1]: failing(50) });
    expect(judgedBy([signal], ZONE_1).status).toBe('outlier');
    expect(judgedBy([signal], ZONE_2).status).toBe('not-outlier');
  });
});
