import { type Played, play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import type { Script } from '../../simulator/game-day/script.ts';
import { differencesOf, extentOfEvacuation } from '../../simulator/game-day/verdict/judge.ts';
import { tooLittleCapacity } from '../../simulator/scenarios/capacity.ts';
import { failingDependency } from '../../simulator/scenarios/failing-dependency.ts';
import { autoscalerAtWork } from '../../simulator/scenarios/fleets.ts';
import { grayErrors } from '../../simulator/scenarios/gray-errors.ts';
import { anotherZoneShifted } from '../../simulator/scenarios/other-shifts.ts';
import { passingTroubles } from '../../simulator/scenarios/passing-trouble.ts';
import { singleBadInstanceCounted } from '../../simulator/scenarios/single-bad-instance.ts';
import { secondZoneFollows, twoZones } from '../../simulator/scenarios/two-zones.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';

/** An hour of a zone that fails a fifth of its requests, without a responder: 97,500. */
const MOST_FAILED = 21_000;
const EVERY_MINUTE = { upkeep: [{ everyMinutes: 1 }] };
/** The zones' plain impact alarms, which ring together: isolated ones keep silent while two zones are bad. */
const { configuration: plainAlarms = {} } = onWildrydes(singleBadInstanceCounted);

const failedIn = ({ region }: Played) => region.failedRequests();

describe('trouble that passes while the alarm rings', () => {
  it('costs 97,500 requests in an hour if nobody responds', async () => {
    const hour = { ...onWildrydes(grayErrors), durationMinutes: 70 };
    expect(Math.round(failedIn(await play(hour, { seed: 1 })) / 100) * 100).toBe(97_500);
  });

  it.each(
    [...passingTroubles.map(onWildrydes), { ...onWildrydes(autoscalerAtWork), durationMinutes: 70 }].map(
      (scenario) => [scenario.name, scenario] as const,
    ),
  )('%s: the zone is evacuated all the same, and few requests fail', async (_name, scenario) => {
    const played = await play(scenario, { seed: 1, driver: inProcess() });
    expect(differencesOf(played)).toEqual([]);
    expect(failedIn(played)).toBeLessThan(MOST_FAILED);
  });
});

describe('trouble that does not pass', () => {
  const held: readonly (readonly [Script, Scenario['configuration']?])[] = [
    [singleBadInstanceCounted],
    [tooLittleCapacity],
    [anotherZoneShifted],
    [twoZones, plainAlarms],
    [failingDependency, plainAlarms],
  ];

  it.each(
    held.map(
      ([script, configuration = {}]) => [script.name, { ...onWildrydes(script), ...EVERY_MINUTE }, configuration] as const,
    ),
  )('%s: is held for as long as it lasts, however often it is judged', async (_name, scenario, configuration) => {
    const played = await play(scenario, { seed: 1, driver: inProcess(), configuration });
    expect(played.violations).toEqual([]);
    expect(new Set(Object.values(extentOfEvacuation(played)))).toEqual(new Set(['none']));
    const again = played.reports.filter((report) => report.again);
    expect(again.length).toBeGreaterThan(5);
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['held']));
  });
});

describe('a second zone that fails as much as the first, two minutes later', () => {
  it('stays in after the first was evacuated, and fewer requests fail than if nobody responds', async () => {
    const [played, without] = [
      await play(onWildrydes(secondZoneFollows), { seed: 1, driver: inProcess() }),
      await play(onWildrydes(secondZoneFollows), { seed: 1 }),
    ];
    expect(differencesOf(played)).toEqual([]);
    expect([failedIn(played), failedIn(without)].map((failed) => Math.round(failed / 1_000))).toEqual([147, 191]);
  });
});
