import type { ZoneSeries } from '../../../../shared/domain/index.ts';
import { ZONE_4 } from '../../../builders.ts';
import { aSignal, aZoneSeries, failing } from '../../signals.ts';
import { judged, judgedBy } from './judged.ts';

const [AZ1, AZ2, AZ4] = ['use1-az1', 'use1-az2', 'use1-az4'];
const of3000 = (faults: number) => failing(faults, 3_000);
/** A tenth of the newest minute's requests has been counted, and all of its failures. */
const behind = (faults: number): ZoneSeries => aZoneSeries({ ...of3000(faults), requests: [3_000, 3_000, 3_000, 3_000, 300] });

describe('a newest minute that CloudWatch has not finished', () => {
  it('is left out: the zone is judged by the minutes before it', () => {
    const { status, why, comparisons } = judged({ [AZ1]: behind(600), [AZ2]: of3000(1), [AZ4]: of3000(0) });
    expect(status).toBe('outlier');
    expect(comparisons[0]).toMatchObject({ here: [2_400, 12_000], there: [4, 12_000] });
    expect(why).toContain(
      'the newest minute is left out, as CloudWatch has not finished it (app/web/50dc6c495c0c9188: 600 faults of 300 requests in use1-az1)',
    );
  });

  it('is left out also where another zone shows it', () => {
    const other = aZoneSeries({ ...of3000(3), requests: [3_000, 3_000, 3_000, 3_000, 2] });
    expect(judged({ [AZ1]: of3000(600), [AZ2]: other, [AZ4]: of3000(0) }).status).toBe('outlier');
  });

  it('is left out in every measure of the signal', () => {
    const slow = aZoneSeries({ requests: [900, 900, 900, 900, 90], faults: [0, 0, 0, 0, 91], slow: [450, 450, 450, 450, 45] });
    const { status, comparisons } = judged({ [AZ1]: slow });
    expect(status).toBe('outlier');
    expect(comparisons).toMatchObject([
      { measure: 'slow', here: [1_800, 3_600] },
      { measure: 'slow', here: [1_800, 3_600] },
    ]);
  });

  it('is the newest with data, also when nothing has come of the last one', () => {
    const late = aZoneSeries({ requests: [900, 900, 900, 90, null], faults: [90, 90, 90, 91, null] });
    const others = aZoneSeries({ requests: [900, 900, 900, 900, null], faults: [0, 0, 0, 0, null] });
    expect(judged({ [AZ1]: late, [AZ2]: others, [AZ4]: others }).status).toBe('outlier');
  });

  it('leaves the other signals alone', () => {
    const other = { ...aSignal({ [AZ1]: of3000(0), [AZ2]: of3000(0), [AZ4]: of3000(60) }), name: 'app/api/60dc6c495c0c9199' };
    const { why } = judgedBy([aSignal({ [AZ1]: behind(600) }), other]);
    expect(why).toContain(`${ZONE_4.zoneId} has 2 % faults in app/api/60dc6c495c0c9199`);
  });

  it('is no proof of anything: a zone of which nothing else is bad is no outlier', () => {
    const zone = aZoneSeries({ requests: [3_000, 3_000, 3_000, 3_000, 1], faults: [0, 0, 0, 0, 30] });
    expect(judged({ [AZ1]: zone }).status).toBe('not-outlier');
  });
});

describe('other minutes that cannot be', () => {
  it.each([
    ['an older minute has more failures than requests', aZoneSeries({ faults: [0, 0, 1_001, 0, 0] })],
    ['the newest has fewer failures than none', aZoneSeries({ faults: [0, 0, 0, 0, -1] })],
    ['the newest is no number', aZoneSeries({ faults: [0, 0, 0, 0, Number.NaN] })],
    ['two minutes have more failures than requests', aZoneSeries({ faults: [0, 0, 0, 1_001, 1_001] })],
  ])('leave the zone unknown: %s', (_what, zone) => {
    expect(judged({ [AZ1]: zone })).toMatchObject({ status: 'unknown', why: expect.stringContaining('cannot be') });
  });

  it('leave the zone unknown also where too few minutes are left', () => {
    const zone = aZoneSeries({ requests: [null, null, 900, 900, 90], faults: [null, null, 90, 90, 91] });
    expect(judged({ [AZ1]: zone })).toMatchObject({ status: 'unknown', why: expect.stringContaining('2 minutes with data') });
  });
});
