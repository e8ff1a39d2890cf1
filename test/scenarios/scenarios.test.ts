import { inProcess } from '../../simulator/game-day/in-process-driver.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/judge.ts';
import { play } from '../../simulator/game-day/play.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';

// The machine may be busy; alone, each takes a third of a second.
jest.setTimeout(30_000);

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('scenario %s', (_, scenario) => {
  it.each([1, 2])('goes as expected with seed %d, and violates no invariant', async (seed) => {
    const played = await play(scenario, { seed, driver: inProcess() });
    expect(played.violations).toEqual([]);
    expect(differencesOf(played)).toEqual([]);
  });

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
