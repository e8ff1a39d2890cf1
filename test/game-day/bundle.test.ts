import { gameDayConfiguration } from '../../simulator/game-day/game-day-configuration.ts';
import { GAME_DAY_STARTS_AT, type Played, play } from '../../simulator/game-day/play.ts';
import { lambdaProcess } from '../../simulator/game-day/responder/lambda-process.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { crashBetweenRecordAndUpdate } from '../../simulator/scenarios/control-plane.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';
import { buildIfOlder, root } from '../built-responder.ts';
import { RoleUnderTest } from '../infra/role-under-test.ts';
import { grayErrors } from './at-once.ts';

const node = process.env.RESPONDER_NODE;
const driver = lambdaProcess({ root, node });

/** Until the responder has been invoked, and a retry if there is one; every event twice. */
const SHORT: Scenario = {
  ...grayErrors,
  durationMinutes: 14,
  delivery: { duplicateShare: 1 },
  expected: { evacuated: 'use1-az1', outcomes: ['done', 'nothing-to-do'] },
};

/** People and programs are told. */
const NOTIFY = { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', eventBusName: 'default' };

/** The calls that change something, in order. */
function writes({ region }: Played): string[] {
  return region.calls.filter(({ mutates }) => mutates).map(({ operation }) => operation);
}

/** The same of one group. */
function writesOf({ region }: Played, group: string): string[] {
  const own = region.calls.filter(({ mutates, input }) => mutates && JSON.stringify(input).includes(`"${group}"`));
  return own.map(({ operation }) => operation);
}

/** The bundle on a Region that has been well for two minutes, deployed for one invocation. */
async function aDeployment(configuration: Record<string, unknown>) {
  const spec = defaultRegionSpec({ seed: 1, startsAt: GAME_DAY_STARTS_AT });
  const region = new Region(spec);
  region.advanceTo(GAME_DAY_STARTS_AT.getTime() + 120_000);
  const deployed = await driver({ region, configuration: gameDayConfiguration(spec, configuration) });
  const invoke = (event: unknown) => deployed.invoke({ event, requestId: 'request-1' }).finally(() => deployed.close());
  return { region, invoke };
}

describe('the built responder in a separate process', () => {
  beforeAll(buildIfOlder);

  it('shifts, then records, removes and confirms side by side, and notifies; the same event again has nothing to do', async () => {
    const role = new RoleUnderTest();
    const played = await play(SHORT, { seed: 1, driver: role.around(driver), configuration: { notify: NOTIFY } });
    expect(differencesOf(played)).toEqual([]);
    const all = writes(played);
    expect(all.slice(0, 2)).toEqual(['StartZonalShift', 'StartZonalShift']);
    for (const group of ['web', 'api']) {
      expect(writesOf(played, group)).toEqual(['CreateOrUpdateTags', 'UpdateAutoScalingGroup', 'CreateOrUpdateTags']);
    }
    expect(all).toHaveLength(2 + 2 * 3 + 2);
    expect(all.slice(-2).sort()).toEqual(['Publish', 'PutEvents']);
    expect(await role.refused()).toEqual([]);
    expect(await role.refused('observe')).toEqual(await role.writes());
    expect(played.reports.map(({ outcome }) => outcome)).toEqual(['done', 'nothing-to-do']);
    expect(played.reports[1]?.id).toBe(played.reports[0]?.id);
    expect(played.region.topics.published.map(({ subject }) => subject)).toEqual(['wildrydes use1-az1: evacuate done']);
  });

  it('only reads in mode observe', async () => {
    const played = await play(SHORT, { seed: 1, driver, configuration: { mode: 'observe' } });
    expect(differencesOfDryRun(played)).toEqual([]);
    expect(writes(played)).toEqual([]);
    expect(played.reports.map(({ outcome }) => outcome)).toEqual(['planned', 'planned']);
  });

  it('only reads in a dry run, and plans what it would do', async () => {
    const { region, invoke } = await aDeployment({ mode: 'act' });
    const invoked = await invoke({ action: 'evacuate', zone: 'us-east-1a', dryRun: true });
    expect(invoked).toMatchObject({ kind: 'report', threw: false, report: { outcome: 'planned', dryRun: true } });
    expect(invoked.kind === 'report' && invoked.report.plan.steps.map(({ kind }) => kind)).toEqual([
      'start-zonal-shift',
      'start-zonal-shift',
      'remove-subnets',
      'remove-subnets',
    ]);
    expect(region.calls.filter(({ mutates }) => mutates)).toEqual([]);
  });

  it('continues in a new process after a kill between record and change', async () => {
    const played = await play({ ...onWildrydes(crashBetweenRecordAndUpdate), durationMinutes: 15 }, { seed: 1, driver });
    expect(played.crashes).toEqual(['UpdateAutoScalingGroup, before it was applied']);
    expect(differencesOf(played)).toEqual([]);
  });

  it('reports an unusable configuration in one report, and lets Lambda retry', async () => {
    const { region, invoke } = await aDeployment({ zones: [] });
    const invoked = await invoke({ source: 'aws.cloudwatch' });
    expect(invoked).toMatchObject({ kind: 'report', threw: true, report: { outcome: 'failed', id: 'request-1' } });
    expect(region.calls).toEqual([]);
  });
});
