import { type Played, play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { StartDriver } from '../../simulator/game-day/responder/responder-driver.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { passingTroubles as scripts } from '../../simulator/scenarios/passing-trouble.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';

/** A responder that judges an alarm once, by its event. */
const judgingOnce: StartDriver = ({ configuration, ...stage }) =>
  inProcess()({ ...stage, configuration: { ...configuration, limits: { judgeAgainMinutes: 0 } } });

const passingTroubles = scripts.map(onWildrydes);
const [ALARMS_UNREADABLE] = passingTroubles as [Scenario];

function playWith(driver: StartDriver, scenario: Scenario = ALARMS_UNREADABLE): Promise<Played> {
  return play({ ...scenario, durationMinutes: 20 }, { seed: 1, driver });
}

describe('invariant 9', () => {
  it.each(['passing-describe-alarms', 'passing-get-metric-data', 'passing-twitch'])(
    'is violated by a responder that does not judge again: %s',
    async (name) => {
      const scenario = passingTroubles.find((candidate) => candidate.name === name);
      const { violations } = await playWith(judgingOnce, scenario);
      expect(violations).not.toEqual([]);
      for (const violation of violations) {
        expect(violation).toMatch(/^invariant 9 at 18:4\d:\d\d: the alarm of use1-az1 rings, .* and \d+ ticks left it in$/);
      }
    },
  );

  it('falls due with the second tick after the trouble has passed', async () => {
    const [first] = (await playWith(judgingOnce)).violations;
    expect(first).toMatch(/^invariant 9 at 18:47:/);
  });

  it('holds for a responder that judges again', async () => {
    expect((await playWith(inProcess())).violations).toEqual([]);
  });

  it.each<[string, Partial<Scenario>]>([
    ['while the trouble lasts', { awsFaults: [{ kind: 'server-error', operation: 'DescribeAlarms' }] }],
    ['in mode approve, in which nothing is begun by an alarm', { configuration: { mode: 'approve' } }],
  ])('asks for nothing %s', async (_what, change) => {
    expect((await playWith(judgingOnce, { ...ALARMS_UNREADABLE, ...change })).violations).toEqual([]);
  });
});
