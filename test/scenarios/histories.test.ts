import { KINDS, playHistory } from './history.ts';

/** Of each kind of application; `npm run histories` plays 2,000. */
const HISTORIES = Number(process.env.HISTORIES ?? 25);

describe.each(Object.entries(KINDS))('evacuations, restores and upkeep at the same time, of %s', (_kind, configurations) => {
  it('violate no invariant, never have two zones out, leave what can be brought back, and pay their debts after', async () => {
    let evacuated = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const { rounds, wrong, before, after } = await playHistory(seed, configurations);
      expect({ seed, rounds, wrong, after }).toEqual({ seed, rounds, wrong: [], after: before });
      if (rounds.some((round) => round.includes('-> use1-'))) evacuated += 1;
    }
    // If hardly anything ever went out, this would prove little.
    expect(evacuated).toBeGreaterThan(HISTORIES / 4);
  });
});
