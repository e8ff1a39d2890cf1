import { alarmWindow, judgePublished } from '../../bench/judgement/judge-published.ts';
import { flagShare } from '../../bench/judgement/published-methods.ts';
import { isGood, outcomeOf } from '../../bench/judgement/verdict.ts';

const share = { name: 'static 70 %', flag: (counts: readonly number[]) => flagShare(counts, 0.7) };
const minutes = (...counts: number[][]) => counts;
const nothing = (number: number) => Array.from({ length: number }, () => [0, 0, 0]);
const requests = (number: number) => Array.from({ length: number }, () => [500, 500, 500]);

describe('a published method', () => {
  it('alarms when the zone is the outlier and impaired in three of five minutes', () => {
    const faults = minutes([9, 0, 0], [0, 0, 0], [9, 1, 0], [0, 0, 9], [9, 0, 0]);
    expect(judgePublished(share, { requests: requests(5), faults, slow: nothing(5) }).evacuates).toEqual([0]);
  });

  it('alarms in two of three minutes, but not in two of five', () => {
    const faults = minutes([0, 0, 0], [0, 0, 0], [9, 0, 0], [0, 0, 0], [9, 0, 0]);
    expect(judgePublished(share, { requests: requests(5), faults, slow: nothing(5) }).evacuates).toEqual([]);
    const newest = faults.slice(2);
    expect(judgePublished(share, { requests: requests(3), faults: newest, slow: nothing(3) }).evacuates).toEqual([0]);
  });

  it('considers only the newest five minutes', () => {
    const faults = [...minutes([9, 0, 0], [9, 0, 0], [9, 0, 0]), ...nothing(5)];
    expect(judgePublished(share, { requests: requests(8), faults, slow: nothing(8) }).evacuates).toEqual([]);
    expect(alarmWindow(10)).toEqual({ needed: 3, newest: 5 });
  });

  // 9 of 9,000 requests are 0.1 %, not more; 10 are.
  it('requires impact on more than 0.1 % of the zone’s requests', () => {
    const busy = Array.from({ length: 5 }, () => [9_000, 9_000, 9_000]);
    const failing = (count: number) => Array.from({ length: 5 }, () => [count, 0, 0]);
    expect(judgePublished(share, { requests: busy, faults: failing(9), slow: nothing(5) }).evacuates).toEqual([]);
    expect(judgePublished(share, { requests: busy, faults: failing(10), slow: nothing(5) }).evacuates).toEqual([0]);
  });

  it('also alarms for slow responses, with a p99 above the threshold', () => {
    const slow = (count: number) => Array.from({ length: 5 }, () => [0, count, 0]);
    expect(judgePublished(share, { requests: requests(5), faults: nothing(5), slow: slow(5) }).evacuates).toEqual([]);
    expect(judgePublished(share, { requests: requests(5), faults: nothing(5), slow: slow(6) }).evacuates).toEqual([1]);
  });
});

describe('an outcome', () => {
  const oneZone = { label: 'one zone', bad: [1] } as const;
  const twoZones = { label: 'two zones', bad: [0, 1] } as const;

  it.each([
    { evacuates: [1], unsure: [], outcome: 'right' },
    { evacuates: [0], unsure: [], outcome: 'wrong' },
    { evacuates: [1, 2], unsure: [], outcome: 'wrong' },
    { evacuates: [], unsure: [0], outcome: 'missed' },
    { evacuates: [], unsure: [1], outcome: 'cannot tell' },
  ])('of one bad zone: evacuates $evacuates, unsure of $unsure is $outcome', ({ evacuates, unsure, outcome }) => {
    expect(outcomeOf(oneZone, { evacuates, unsure })).toBe(outcome);
  });

  it.each([
    { evacuates: [0], unsure: [], outcome: 'wrong' },
    { evacuates: [], unsure: [2], outcome: 'cannot tell' },
    { evacuates: [], unsure: [], outcome: 'right' },
  ])('of two bad zones: evacuates $evacuates, unsure of $unsure is $outcome', ({ evacuates, unsure, outcome }) => {
    expect(outcomeOf(twoZones, { evacuates, unsure })).toBe(outcome);
  });

  it('of "cannot tell" is good only if there was nothing to do', () => {
    expect([isGood(oneZone, 'cannot tell'), isGood(twoZones, 'cannot tell')]).toEqual([false, true]);
    expect([isGood(oneZone, 'missed'), isGood(twoZones, 'wrong'), isGood(oneZone, 'right')]).toEqual([false, false, true]);
  });
});
