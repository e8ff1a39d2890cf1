import { type BenchResult, describeResult, judge } from '../../bench/result.ts';
import { compare } from '../../bench/statistics.ts';

function aResult(difference: Partial<BenchResult> = {}): BenchResult {
  return {
    node: 'v20.0.0',
    samples: 3,
    startToShiftMillis: compare([75, 75, 75], [50, 50, 50]),
    processorMillisToShift: undefined,
    peakKilobytesAtShift: compare([50_000], [45_000]),
    peakKilobytesOfWholeRun: compare([90_000], [45_000]),
    loaded: [
      { file: 'index.mjs', bytes: 200_000 },
      { file: 'chunk.mjs', bytes: 50_000 },
    ],
    roundTrips: [
      { zones: 3, resources: 1, groups: 2, roundTrips: 2, elapsedMillis: 210 },
      { zones: 6, resources: 20, groups: 60, roundTrips: 2, elapsedMillis: 240 },
    ],
    ...difference,
  };
}

describe('verdicts of the bench', () => {
  it('are all met by a result within the goals', () => {
    expect(judge(aResult()).map(({ value, met }) => [value, met])).toEqual([
      [1.5, true],
      [50_000 / 45_000, true],
      [250, true],
      [2, true],
    ]);
  });

  it('say by how much a goal is missed', () => {
    expect(describeResult(aResult({ startToShiftMillis: compare([100], [50]) }))).toMatch(
      /^process start to StartZonalShift .* 2\.00 times .* 1\.6: missed by 0\.40$/m,
    );
  });

  it('use the size with the most round trips', () => {
    const roundTrips = [...aResult().roundTrips, { zones: 3, resources: 20, groups: 2, roundTrips: 4, elapsedMillis: 400 }];
    expect(judge(aResult({ roundTrips })).at(-1)).toMatchObject({ value: 4, met: false });
  });

  it('do not count an unmeasured goal as met', () => {
    const result = aResult({ peakKilobytesAtShift: undefined });
    expect(judge(result)[1]).toMatchObject({ value: undefined, met: false });
    expect(describeResult(result)).toMatch(/^peak memory at StartZonalShift +not measured \(no \/proc\) +1\.25$/m);
  });
});
