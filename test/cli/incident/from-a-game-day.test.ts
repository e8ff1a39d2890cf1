import { describeIncidents } from '../../../cli/incident/describe-incident.ts';
import { verdictOf } from '../../../cli/incident/headline.ts';
import type { Band, Incident } from '../../../cli/incident/incident.ts';
import { incidentsOf } from '../../../cli/incident/incidents-of.ts';
import { readRuns } from '../../../cli/incident/read-runs.ts';
import { type Played, play } from '../../../simulator/game-day/play.ts';
import { inProcess } from '../../../simulator/game-day/responder/in-process-driver.ts';
import { figuresOf, firstFaultAt } from '../../../simulator/game-day/verdict/figures.ts';
import { scenarios } from '../../../simulator/scenarios/index.ts';

/** The incidents that the reports of a game day tell of, next to the day itself: nothing but the reports is given to them. */
async function playAndRead(
  name: string,
  configuration = {},
): Promise<{ played: Played; without: Played; incidents: Incident[] }> {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const played = await play(scenario, { seed: 1, driver: inProcess(), configuration });
  const without = await play(scenario, { seed: 1 });
  const text = played.reports.map((report) => JSON.stringify({ level: 'INFO', ...report })).join('\n');
  const { runs, problems } = readRuns([{ name: 'the log', text }]);
  expect(problems).toEqual([]);
  return { played, without, incidents: incidentsOf(runs) };
}

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1);
  return list[0] as T;
}

const seconds = (from: number | null, to: number | null) => ((to ?? Number.NaN) - (from ?? Number.NaN)) / 1000;
const bandsOf = ({ zones }: Incident, zoneId: string, kind: Band['kind']) =>
  zones.find(({ zone }) => zone.zoneId === zoneId)?.bands.filter((band) => band.kind === kind) ?? [];

describe('an incident from the reports of a day there and back', () => {
  let day: Awaited<ReturnType<typeof playAndRead>>;
  beforeAll(async () => {
    day = await playAndRead('full-circle');
  });

  it('has the key times of the day itself', () => {
    const { keyTimes } = only(day.incidents);
    const figures = figuresOf(day.played, day.without);
    const faultAt = firstFaultAt(day.played.region);
    expect(keyTimes.firstSymptom).toEqual({ at: faultAt, isOrEarlier: false });
    expect(seconds(faultAt, keyTimes.alarm)).toBeCloseTo(figures.faultToAlarm ?? 0, 1);
    // A result ends when ARC has been read again; the figure is when ARC accepted.
    expect(seconds(keyTimes.alarm, keyTimes.firstShift) - (figures.alarmToFirstShift ?? 0)).toBeLessThan(1);
    expect(seconds(keyTimes.alarm, keyTimes.lastShift) - (figures.alarmToLastShift ?? 0)).toBeLessThan(1);
    expect(seconds(keyTimes.lastShift, keyTimes.recovered) - (figures.shiftToRecovered ?? 0)).toBeLessThan(1);
    expect(seconds(keyTimes.firstShift, keyTimes.restored) - (figures.wayBack?.outFor ?? 0)).toBeLessThan(90);
  });

  it('has the minutes that the Region counted', () => {
    const { minutes } = day.incidents[0]?.zones[0] ?? { minutes: [] };
    const counted = new Map(day.played.region.minutes.map(({ at, zones }) => [at, zones['use1-az1']]));
    expect(minutes.length).toBeGreaterThan(10);
    expect(minutes.map(({ failed }) => failed)).toEqual(minutes.map(({ at }) => counted.get(at)?.faults));
    // What the load balancer itself answers is in a metric of its own, and can be counted twice.
    for (const { at, requests } of minutes) expect(Math.abs((requests ?? 0) - (counted.get(at)?.requests ?? 0))).toBeLessThan(5);
  });

  it('has one band of the alarm, and one of the shifts of both load balancers', () => {
    const incident = only(day.incidents);
    const isOfAlarm = (state: string) => state === 'ALARM';
    const changes = day.played.marks.filter(
      (mark) => mark.kind === 'alarm' && mark.name === 'use1-az1-isolated-impact' && (isOfAlarm(mark.from) || isOfAlarm(mark.to)),
    );
    expect(bandsOf(incident, 'use1-az1', 'alarm')).toEqual([
      { kind: 'alarm', label: 'use1-az1-isolated-impact', from: changes[0]?.at, to: changes[1]?.at, isOver: true },
    ]);
    const shift = only(bandsOf(incident, 'use1-az1', 'shift'));
    expect([shift.label, shift.isOver]).toEqual(['api, web', true]);
    expect([...bandsOf(incident, 'use1-az2', 'alarm'), ...bandsOf(incident, 'use1-az2', 'shift')]).toEqual([]);
  });

  it('sees the capacity leave the zone, and come back', () => {
    const { capacity } = day.incidents[0]?.zones[0] ?? { capacity: [] };
    const healthy = capacity.map((point) => point.healthy);
    expect([healthy[0], Math.min(...healthy), healthy.at(-1)]).toEqual([7, 0, 7]);
  });

  it('marks the runs that tell something new, and no tick that repeats them', () => {
    const { runs } = only(day.incidents);
    const notable = runs.filter(({ isNotable }) => isNotable).map(({ report }) => `${report.action} ${report.outcome}`);
    expect(notable).toEqual(['evacuate in-progress', 'upkeep done', 'upkeep in-progress', 'upkeep done']);
    expect(runs.length).toBeGreaterThan(50);
  });

  it('is told in a few lines, the verdict first', () => {
    const lines = describeIncidents(day.incidents, 80).split('\n');
    expect(lines[0]).toBe('2026-11-24 wildrydes: use1-az1 (us-east-1a) was evacuated and restored');
    expect(lines).toContain('  alarm         18:41:22 (1 min 22 s after the first symptom)');
    expect(lines.length).toBeLessThan(25);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('an incident that mode observe watched', () => {
  it('says what would have been done, with the evidence', async () => {
    const { incidents } = await playAndRead('gray-errors', { mode: 'observe' });
    const text = describeIncidents(incidents, 200);
    expect(verdictOf(only(incidents))).toBe('would-evacuate');
    expect(text).toContain('use1-az1 (us-east-1a) would have been evacuated; mode observe changed nothing');
    expect(text).toMatch(/evidence +app\/web\/\S+, faults: \d+ of \d+ against \d+ of \d+ in use1-az2/);
    expect(text).toMatch(/would have +start-zonal-shift api: away from use1-az1; start-zonal-shift web: away from use1-az1/);
  });
});

describe('an incident whose zone is still out', () => {
  it('says that it is not restored yet', async () => {
    const { incidents } = await playAndRead('gray-errors');
    const text = describeIncidents(incidents, 200);
    expect(text).toMatch(/was evacuated, and is still out\n/);
    expect(text).toMatch(/\n {2}restored +not yet \(as of 19:\d\d\)\n/);
  });
});

describe('an incident in which the responder held', () => {
  it('names the check that held it', async () => {
    const { incidents } = await playAndRead('single-bad-instance-counted');
    expect(verdictOf(only(incidents))).toBe('held');
    expect(describeIncidents(incidents, 200)).toMatch(
      /use1-az1 \(us-east-1a\) was not evacuated: more-than-one-target fails, zone-is-outlier is unknown$/m,
    );
  });
});
