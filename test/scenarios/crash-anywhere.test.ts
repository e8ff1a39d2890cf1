import { type Played, play } from '../../simulator/game-day/play.ts';
import { stateOf } from '../../simulator/game-day/region-state.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { Crash, Scenario } from '../../simulator/game-day/scenario.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { grayErrors } from '../../simulator/scenarios/gray-errors.ts';

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

async function crashPoints(): Promise<Crash[]> {
  const clean = await playWith();
  const calls = clean.region.calls.length;
  return Array.from({ length: calls }, (_, index) => index + 1).flatMap((nth) =>
    (['before', 'after'] as const).map((when) => ({ nth, when })),
  );
}

describe('a crash', () => {
  it('at any call, before or after it is applied, leads after Lambda’s retry to the same state as a clean run', async () => {
    const clean = endOf(await playWith());
    const points = await crashPoints();
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
