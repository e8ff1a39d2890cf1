import { inProcess } from '../../simulator/game-day/in-process-driver.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/judge.ts';
import { play } from '../../simulator/game-day/play.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';

// The machine may be busy; alone, most take a second, and three days ten.
jest.setTimeout(90_000);

/** Those with ticks take seconds, and the longest ten: one seed must do, but for the whole circle. */
function seedsOf({ upkeep, name }: Scenario): number[] {
  if (name === 'full-circle') return [1, 2, 3];
  return upkeep === undefined ? [1, 2] : [1];
}

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('scenario %s', (_, scenario) => {
  it.each(seedsOf(scenario))('goes as expected with seed %d, and violates no invariant', async (seed) => {
    const played = await play(scenario, { seed, driver: inProcess() });
    expect(played.violations).toEqual([]);
    expect(differencesOf(played)).toEqual([]);
  });
});

// Where nothing is evacuated upkeep has nothing to do: one of those with ticks says as much as all of them.
const judged = scenarios.filter(({ upkeep, name }) => upkeep === undefined || name === 'full-circle');

describe.each(judged.map((scenario) => [scenario.name, scenario] as const))('scenario %s', (_, scenario) => {
  it('is judged alike and left alone in mode observe', async () => {
    const played = await play(scenario, { seed: 3, driver: inProcess(), configuration: { mode: 'observe' } });
    expect(differencesOfDryRun(played)).toEqual([]);
  });
});

describe('scenarios', () => {
  it('have names of their own, and the one that is played by default is the first', () => {
    const names = scenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('gray-errors');
  });

  it('can begin as a Region at any time of day', () => {
    const startsAt = new Date('2026-07-01T03:00:00Z');
    const starts = scenarios.map(({ region }) => region({ seed: 9, startsAt }));
    expect(starts.every((spec) => spec.seed === 9 && spec.startsAt === startsAt)).toBe(true);
  });
});
