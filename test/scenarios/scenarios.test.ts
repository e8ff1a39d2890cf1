import { play } from '../../simulator/game-day/play.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { passingTroubles } from '../../simulator/scenarios/passing-trouble.ts';
import { RoleUnderTest, unusedGrants } from '../infra/role-under-test.ts';

/** Those with ticks take seconds, and the longest ten: one seed must do, but for the whole circle. */
function seedsOf({ upkeep, name }: Scenario): number[] {
  if (name === 'full-circle') return [1, 2, 3];
  return upkeep === undefined ? [1, 2] : [1];
}

/** The roles that the scenarios were played under, in mode act, with what each was asked for. */
const roles: RoleUnderTest[] = [];

// Those of passing trouble are a table of their own: test/scenarios/passing-trouble.test.ts.
const played = scenarios.filter(({ name }) => !passingTroubles.some((passing) => passing.name === name));

describe.each(played.map((scenario) => [scenario.name, scenario] as const))('scenario %s', (_, scenario) => {
  it.each(seedsOf(scenario))(
    'goes as expected with seed %d, violates no invariant, and asks only for what its role allows',
    async (seed) => {
      const role = new RoleUnderTest();
      const day = await play(scenario, { seed, driver: role.driver });
      expect(day.violations).toEqual([]);
      expect(differencesOf(day)).toEqual([]);
      const refused = await role.refused();
      expect([...new Set(refused.map((request) => request.split(' ')[0]))].sort()).toEqual(scenario.expected.refused ?? []);
      roles.push(role);
    },
  );
});

// Where nothing is evacuated upkeep has nothing to do: one of those with ticks says as much as all of them.
const judged = played.filter(({ upkeep, name }) => upkeep === undefined || name === 'full-circle');

describe.each(judged.map((scenario) => [scenario.name, scenario] as const))('scenario %s', (_, scenario) => {
  it('has the same verdict in mode observe, changes nothing, and gets no refusal from its role', async () => {
    const role = new RoleUnderTest();
    const day = await play(scenario, { seed: 3, driver: role.driver, configuration: { mode: 'observe' } });
    expect(differencesOfDryRun(day)).toEqual([]);
    expect(await role.refused()).toEqual([]);
  });
});

describe('scenarios', () => {
  it('have unique names, and the default is the first', () => {
    const names = scenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('gray-errors');
  });

  it('can start at any time of day', () => {
    const startsAt = new Date('2026-07-01T03:00:00Z');
    const starts = scenarios.map(({ region }) => region({ seed: 9, startsAt }));
    expect(starts.every((spec) => spec.seed === 9 && spec.startsAt === startsAt)).toBe(true);
  });
});

/** Allowed, and asked for by no scenario, with why. */
const WITHOUT_SCENARIO: Readonly<Record<string, string>> = {
  'sns:Publish': 'the bundle tells, after the run: test/game-day/bundle.test.ts',
  'logs:CreateLogStream': 'Lambda writes the log, not the responder',
  'logs:PutLogEvents': 'Lambda writes the log, not the responder',
  'sqs:SendMessage': 'Lambda sends to the failure destination, not the responder',
};

// Last, because it is about what all of the scenarios above have asked for: alone it says nothing.
describe('the role of the scenarios', () => {
  it('allows nothing that no scenario needs', async () => {
    const unused = await unusedGrants(roles);
    expect([...new Set(unused.map((grant) => grant.split(' ')[0]))].sort()).toEqual(Object.keys(WITHOUT_SCENARIO).sort());
  });

  it('refuses all of their writes in mode observe, and nothing else that it does not refuse anyway', async () => {
    expect(roles.length).toBeGreaterThanOrEqual(played.length);
    for (const role of roles) {
      const refused = new Set([...(await role.refused()), ...(await role.writes())]);
      expect((await role.refused('observe')).sort()).toEqual([...refused].sort());
    }
  });
});
