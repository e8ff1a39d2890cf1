import * as fc from 'fast-check';
import type { ObservedSignal, Reading, Series, ZoneSeries } from '../../../../shared/domain/index.ts';
import { known, ZONE_1, ZONE_2, ZONE_4 } from '../../../builders.ts';
import { aSignal } from '../../signals.ts';
import { judgedBy } from './judged.ts';

const [AZ1, AZ2, AZ4] = ['use1-az1', 'use1-az2', 'use1-az4'] as const;
const ZONES = [ZONE_1, ZONE_2, ZONE_4];

/** Whatever a series may hold, also what it never should. */
const anyNumber = fc.oneof(
  fc.constantFrom(null, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, 5e-324, 0.5),
  fc.integer({ min: -10, max: 1_000_000_000 }),
  fc.double(),
);
const anySeries: fc.Arbitrary<Series | null> = fc.option(fc.array(anyNumber, { maxLength: 15 }));
const anyZone: fc.Arbitrary<Reading<ZoneSeries> | undefined> = fc.oneof(
  { weight: 8, arbitrary: zoneOf(anySeries, anySeries).map(known) },
  { weight: 1, arbitrary: fc.constant({ known: false as const, why: 'PartialData' }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

/** Counts as an application may show them: anything from nothing to everything fails, in each zone to another degree. */
const possibleZone = fc
  .record({ of: fc.integer({ min: 0, max: 20_000 }), failing: fc.double({ min: 0, max: 1, noNaN: true }), isWell: fc.boolean() })
  .chain(({ of, failing, isWell }) => {
    const share = isWell ? failing / 1_000 : failing;
    const minute = fc.double({ min: 0.5, max: 1.5, noNaN: true }).map((luck) => Math.min(of, Math.round(of * share * luck)));
    return zoneOf(fc.constant(Array.from({ length: 5 }, () => of)), fc.array(minute, { minLength: 5, maxLength: 5 }));
  });

function zoneOf(requests: fc.Arbitrary<Series | null>, counts: fc.Arbitrary<Series | null>): fc.Arbitrary<ZoneSeries> {
  return fc.record({ requests, faults: counts, slow: counts, drops: counts, targets: counts, worstTarget: counts });
}

const signalOf = (one: unknown, two: unknown, four: unknown): ObservedSignal =>
  aSignal({ [AZ1]: one, [AZ2]: two, [AZ4]: four } as Parameters<typeof aSignal>[0]);

describe('the judgement of whatever was read', () => {
  const signals = fc.array(
    fc.tuple(anyZone, anyZone, anyZone).map((zones) => signalOf(...zones)),
    { maxLength: 4 },
  );

  it('is always one of three, with a reason, and never an exception', () => {
    fc.assert(
      fc.property(signals, (shown) => {
        const { status, why } = judgedBy(shown);
        return ['outlier', 'not-outlier', 'unknown'].includes(status) && why !== '';
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds only numbers that can be saved and loaded again', () => {
    fc.assert(
      fc.property(signals, (shown) => {
        const judgement = judgedBy(shown);
        expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same, to the byte, when it is made again', () => {
    fc.assert(
      fc.property(signals, (shown) => JSON.stringify(judgedBy(shown)) === JSON.stringify(judgedBy(structuredClone(shown)))),
    );
  });
});

describe('the judgement of an application', () => {
  it('finds no outlier among two zones with the same numbers, whatever the third shows', () => {
    fc.assert(
      fc.property(possibleZone, possibleZone, (same, third) => {
        const shown = [signalOf(same, same, third)];
        return judgedBy(shown, ZONE_1).status !== 'outlier' && judgedBy(shown, ZONE_2).status !== 'outlier';
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds at most one outlier', () => {
    fc.assert(
      fc.property(possibleZone, possibleZone, possibleZone, (...zones) => {
        const shown = [signalOf(...zones)];
        return ZONES.filter((zone) => judgedBy(shown, zone).status === 'outlier').length <= 1;
      }),
      { numRuns: 1_000 },
    );
  });

  it('never finds a zone that fails no more than another', () => {
    fc.assert(
      fc.property(possibleZone, possibleZone, possibleZone, (one, two, four) => {
        const rate = ({ requests, faults }: ZoneSeries) => sumOf(faults) / sumOf(requests);
        fc.pre(!(rate(one) > rate(two)));
        const faultsOnly = [one, two, four].map((zone) => ({ ...zone, slow: null, drops: null }));
        return judgedBy([signalOf(faultsOnly[0], faultsOnly[1], faultsOnly[2])]).status !== 'outlier';
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order of the signals', () => {
    const three = fc.array(fc.tuple(possibleZone, possibleZone, possibleZone), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(three, (zones) => {
        const shown = zones.map((ofSignal, index) => ({ ...signalOf(...ofSignal), name: `app/${index}` }));
        return judgedBy(shown).status === judgedBy([...shown].reverse()).status;
      }),
      { numRuns: 300 },
    );
  });
});

function sumOf(series: Series | null): number {
  return (series ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
