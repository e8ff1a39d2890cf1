import { type Played, play } from '../../simulator/game-day/play.ts';
import { baselineOf, stateOf } from '../../simulator/game-day/region-state.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { StartDriver } from '../../simulator/game-day/responder/responder-driver.ts';
import type { Crash, Scenario } from '../../simulator/game-day/scenario.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { grayErrors } from '../game-day/at-once.ts';

/** As soon as the alarms have a past, and only as long as it takes to be invoked, to crash and to be invoked again. */
const SHORT: Scenario = {
  ...grayErrors,
  region: (options) => defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 7,
};

function playWith(crash?: Crash): Promise<Played> {
  return play(crash === undefined ? SHORT : { ...SHORT, crash }, { seed: 1, driver: inProcess() });
}

/** What the responder leaves behind, without the times and IDs that differ from run to run. */
function endOf({ region }: Played) {
  const { shifts, groups } = stateOf(region);
  return {
    weights: region.loadBalancers.map(({ arn }) => region.arc.appliedWeights(arn)),
    shifts: shifts.map(({ resource, awayFrom, comment, active }) => ({ resource, awayFrom, comment, active })),
    groups: groups.map(({ name, members, tags }) => ({ name, members, record: timeless(tags) })),
  };
}

function timeless(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => `${key} = ${value.replace(/ at=\S+/, '')}`);
}

/** Before each call, and after each write: a read changes nothing, so that after it is as good as before it. */
function crashPoints({ region }: Played): Crash[] {
  return region.calls.flatMap(({ mutates }, index) => {
    const moments = mutates ? (['before', 'after'] as const) : (['before'] as const);
    return moments.map((when) => ({ nth: index + 1, when }));
  });
}

/** The responder in this process; counts its reads, and notes those that change what an evacuation may touch. */
function watchReads() {
  const seen = { reads: 0, changing: [] as string[] };
  const driver: StartDriver = (stage) => {
    const state = () => JSON.stringify(baselineOf(stage.region));
    let before = '';
    stage.region.onCall(({ operation, mutates }) => {
      if (mutates) return;
      seen.reads += 1;
      if (state() !== before) seen.changing.push(operation);
    });
    return inProcess({ onCall: () => (before = state()) })(stage);
  };
  return { seen, driver };
}

describe('a crash', () => {
  it('after a read is one before it: no read changes anything', async () => {
    const { seen, driver } = watchReads();
    await play(SHORT, { seed: 1, driver });
    expect(seen.reads).toBeGreaterThan(15);
    expect(seen.changing).toEqual([]);
  });

  it('at any call, before or after it is applied, ends after Lambda’s retry where a clean run ends', async () => {
    const played = await playWith();
    const clean = endOf(played);
    const points = crashPoints(played);
    expect(points.length).toBeGreaterThan(30);
    for (const crash of points) {
      const played = await playWith(crash);
      const at = `call ${crash.nth}, ${crash.when}`;
      expect({ at, crashes: played.crashes.length, violations: played.violations, end: endOf(played) }).toEqual({
        at,
        crashes: 1,
        violations: [],
        end: clean,
      });
    }
  });
});
