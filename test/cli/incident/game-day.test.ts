import { gameDayIncident } from '../../../cli/game-day/game-day-incident.ts';
import { headlineOf } from '../../../cli/incident/headline.ts';
import type { Incident } from '../../../cli/incident/incident.ts';
import { type Played, play } from '../../../simulator/game-day/play.ts';
import { inProcess } from '../../../simulator/game-day/responder/in-process-driver.ts';
import { figuresOf } from '../../../simulator/game-day/verdict/figures.ts';
import { scenarios } from '../../../simulator/scenarios/index.ts';

async function playTwice(name: string): Promise<{ played: Played; without: Played; day: Incident }> {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const played = await play(scenario, { seed: 1, driver: inProcess() });
  const without = await play(scenario, { seed: 1 });
  return { played, without, day: gameDayIncident(played, without, name) };
}

describe('a game day as an incident', () => {
  it('has the figures of the story', async () => {
    const { played, without, day } = await playTwice('gray-errors');
    const { users, faultToAlarm = 0, shiftToRecovered = 0 } = figuresOf(played, without);
    const { firstSymptom, alarm, lastShift, recovered } = day.keyTimes;
    expect(day.users).toMatchObject({ requests: users.withResponder.requests, failed: users.withResponder.failed });
    expect(day.users?.without?.failed).toBe(users.without.failed);
    expect(((alarm ?? 0) - (firstSymptom?.at ?? 0)) / 1000).toBeCloseTo(faultToAlarm, 1);
    // The story counts from the call's acceptance, the result from its verification.
    expect(Math.abs(((recovered ?? 0) - (lastShift ?? 0)) / 1000 - shiftToRecovered)).toBeLessThan(1);
  });

  it('has the figures of the story where one alarm is for all zones, too', async () => {
    const { played, without, day } = await playTwice('contributor-alarm');
    const { faultToAlarm = 0 } = figuresOf(played, without);
    const { firstSymptom, alarm } = day.keyTimes;
    expect(((alarm ?? 0) - (firstSymptom?.at ?? 0)) / 1000).toBeCloseTo(faultToAlarm, 1);
  });

  it('compares each minute of the users with the day without a responder', async () => {
    const { played, without, day } = await playTwice('gray-errors');
    const minutes = day.users?.without?.minutes ?? [];
    expect(minutes).toHaveLength(played.region.minutes.length);
    expect(minutes.map(({ failedWithout }) => failedWithout)).toEqual(without.region.minutes.map(({ total }) => total.faults));
    expect(minutes.at(-1)?.failed).toBeLessThan((minutes.at(-1)?.failedWithout ?? 0) / 10);
  });

  it('knows the response times, and when the alarm itself changed', async () => {
    const { played, day } = await playTwice('gray-latency');
    const zone = day.zones.find((track) => track.zone.zoneId === 'use1-az2');
    const percentiles = zone?.minutes.map(({ p99Seconds }) => p99Seconds ?? 0) ?? [];
    expect(Math.max(...percentiles)).toBeGreaterThan(2 * (percentiles[0] ?? 0));
    const rang = played.marks.find(
      (mark) => mark.kind === 'alarm' && mark.name === 'use1-az2-isolated-impact' && mark.to === 'ALARM',
    );
    expect(rang).toBeDefined();
    expect(zone?.bands.find(({ kind }) => kind === 'alarm')?.from).toBe(rang?.at);
  });

  it('is an incident also where no run had anything to do', async () => {
    const { day } = await playTwice('two-zones');
    expect(headlineOf(day)).toBe('the responder had nothing to do');
    expect(day.zones.map(({ minutes }) => minutes.length)).toEqual([30, 30, 30]);
    expect(day.users?.failed).toBe(day.users?.without?.failed);
  });
});
