import type { PastSeries, Series, ZoneSeries } from '../../../../shared/domain/index.ts';
import { aZoneSeries } from '../../signals.ts';
import { judged } from './judged.ts';

const WINDOWS = 24;
const PER_MINUTE = 1000;

const every = (count: number, length: number): Series => Array.from({ length }, () => count);

/** The faults of each minute of the window, after two hours in which each window had so many. */
function zone(faults: readonly number[], before: number, past: Partial<PastSeries> = {}): ZoneSeries {
  const quiet = {
    requests: every(5 * PER_MINUTE, WINDOWS),
    faults: every(before, WINDOWS),
    slow: every(0, WINDOWS),
    drops: null,
  };
  const shown = aZoneSeries({ requests: [...every(PER_MINUTE, faults.length)], faults: [...faults] });
  return { ...shown, past: { ...quiet, ...past } };
}

/** The other two zones fail nothing, now and before. */
function statusOf(here: ZoneSeries) {
  const well = zone([0, 0, 0, 0, 0], 0);
  const { status, why } = judged({ 'use1-az1': here, 'use1-az2': well, 'use1-az4': well });
  return { status, why };
}

describe('the zone against its own past', () => {
  it('is an outlier where it was well before', () => {
    expect(statusOf(zone([20, 20, 20, 20, 20], 0)).status).toBe('outlier');
  });

  it('is none where it was always like that', () => {
    expect(statusOf(zone([20, 20, 20, 20, 20], 100))).toMatchObject({
      status: 'not-outlier',
      why: expect.stringContaining('no worse'),
    });
  });

  it.each([3, 9, 15])('is none where it was always like that, though its alarm keeps %d windows from telling', (leftOut) => {
    const well = zone([0, 0, 0, 0, 0], 0);
    const here = zone([20, 20, 20, 20, 20], 100);
    expect(judged({ 'use1-az1': here, 'use1-az2': well, 'use1-az4': well }, { leftOut }).status).toBe('not-outlier');
  });

  it('is an outlier where it always failed a little more, and now fails much more', () => {
    expect(statusOf(zone([60, 60, 60, 60, 60], 15)).status).toBe('outlier');
  });

  it('waits for a third bad minute', () => {
    expect(statusOf(zone([0, 0, 0, 20, 20], 0))).toMatchObject({ status: 'unknown', why: expect.stringContaining('minimum 3') });
  });

  it('does not wait where a fifth fails', () => {
    expect(statusOf(zone([0, 0, 0, 0, 250], 0)).status).toBe('outlier');
  });

  it('waits where a fifth fails only of the requests of the newest minute that CloudWatch has counted so far', () => {
    const behind = { ...zone([0, 0, 0, 80, 80], 0), requests: [1_000, 1_000, 1_000, 1_000, 400] };
    expect(statusOf(behind)).toMatchObject({ status: 'unknown', why: expect.stringContaining('bad in 2 of the newest minutes') });
  });

  it('does not wait where a zone gets fewer requests, and those that fail are a fifth of what it got before', () => {
    const fewer = { ...zone([0, 0, 0, 0, 200], 0), requests: [1_000, 1_000, 1_000, 1_000, 400] };
    expect(statusOf(fewer).status).toBe('outlier');
  });

  it('does not wait where all requests fail, be they some fewer than before by chance', () => {
    const fewer = { ...zone([0, 0, 0, 0, 850], 0), requests: [1_000, 1_000, 1_000, 1_000, 850] };
    const well = zone([0, 0, 0, 0, 0], 0);
    const { status } = judged({ 'use1-az1': fewer, 'use1-az2': well, 'use1-az4': well }, { overwhelmingShare: 1 });
    expect(status).toBe('outlier');
  });

  it('waits where the newest minute is better by half', () => {
    expect(statusOf(zone([0, 60, 60, 60, 10], 0))).toMatchObject({ status: 'unknown', why: expect.stringContaining('passing') });
  });

  it('counts failures in the clumps in which they came before', () => {
    const clumps = Array.from({ length: WINDOWS }, (_, window) => (window % 8 === 0 ? 60 : 0));
    expect(statusOf(zone([14, 14, 14, 14, 14], 0, { faults: clumps })).status).not.toBe('outlier');
  });

  it('is compared with the others alone where the past has no data', () => {
    const nothing = Array.from({ length: WINDOWS }, () => null);
    expect(statusOf(zone([20, 20, 20, 20, 20], 0, { requests: nothing, faults: nothing })).status).toBe('outlier');
  });

  it('is an outlier though all zones failed together an hour ago', () => {
    const regional = Array.from({ length: WINDOWS }, (_, window) => (window === 12 ? 300 : 0));
    const well = zone([0, 0, 0, 0, 0], 0, { faults: regional });
    const here = zone([50, 50, 50, 50, 50], 0, { faults: regional });
    expect(judged({ 'use1-az1': here, 'use1-az2': well, 'use1-az4': well }).status).toBe('outlier');
  });

  it('waits where another zone failed for five minutes an hour ago, for this may pass as that did', () => {
    const blip = Array.from({ length: WINDOWS }, (_, window) => (window === 12 ? 300 : 0));
    const well = zone([0, 0, 0, 0, 0], 0);
    const other = zone([0, 0, 0, 0, 0], 0, { faults: blip });
    const here = zone([50, 50, 50, 50, 50], 0);
    expect(judged({ 'use1-az1': here, 'use1-az2': other, 'use1-az4': well }).status).toBe('unknown');
  });

  it('does not wait for that where a fifth fails', () => {
    const blip = Array.from({ length: WINDOWS }, (_, window) => (window === 12 ? 300 : 0));
    const well = zone([0, 0, 0, 0, 0], 0);
    const other = zone([0, 0, 0, 0, 0], 0, { faults: blip });
    const here = zone([0, 0, 0, 0, 250], 0);
    expect(judged({ 'use1-az1': here, 'use1-az2': other, 'use1-az4': well }).status).toBe('outlier');
  });

  it('waits for that where a fifth fails only of the requests that CloudWatch has counted so far', () => {
    const blip = Array.from({ length: WINDOWS }, (_, window) => (window === 12 ? 300 : 0));
    const well = zone([0, 0, 0, 0, 0], 0);
    const other = zone([0, 0, 0, 0, 0], 0, { faults: blip });
    const here = { ...zone([0, 0, 80, 80, 80], 0), requests: [1_000, 1_000, 1_000, 1_000, 400] };
    const { status, why } = judged({ 'use1-az1': here, 'use1-az2': other, 'use1-az4': well });
    expect({ status, why }).toMatchObject({ status: 'unknown', why: expect.stringContaining('it may be chance') });
  });

  it('is an outlier where it fails far longer than it ever did', () => {
    const blip = Array.from({ length: WINDOWS }, (_, window) => (window === 4 || window >= WINDOWS - 3 ? 300 : 0));
    const well = zone([0, 0, 0, 0, 0], 0);
    const here = zone([50, 50, 50, 50, 50], 0, { faults: blip });
    expect(judged({ 'use1-az1': here, 'use1-az2': well, 'use1-az4': well }, { leftOut: 4 }).status).toBe('outlier');
  });

  it('does not count windows in which it had another share of the traffic', () => {
    expect(statusOf(zone([20, 20, 20, 20, 20], 100, { requests: every(500, WINDOWS) })).status).toBe('outlier');
  });
});
