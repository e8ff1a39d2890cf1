import { play } from '../../simulator/game-day/play.ts';
import type { GroupSpec } from '../../simulator/region/auto-scaling/group.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { fullCircle as script } from '../../simulator/scenarios/full-circle.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';
import { RoleUnderTest } from './role-under-test.ts';

const fullCircle = onWildrydes(script);
const ZONE_NAMES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

/** What is configured otherwise than in the scenarios, and how the groups have to be for it. */
interface Variant {
  readonly autoScalingGroups: unknown;
  readonly group: (spec: GroupSpec) => GroupSpec;
  readonly pinSubnets?: boolean;
}

/** There and back, with other groups. */
async function playCircle({ autoScalingGroups, group, pinSubnets = true }: Variant): Promise<RoleUnderTest> {
  const role = new RoleUnderTest({ pinSubnets });
  const region: typeof fullCircle.region = (given) => {
    const { alarms, ...spec } = fullCircle.region(given);
    return defaultRegionSpec({ ...spec, groups: spec.groups.map(group) });
  };
  const scenario = { ...fullCircle, region, configuration: { ...fullCircle.configuration, autoScalingGroups } };
  await play(scenario, { seed: 1, driver: role.driver });
  return role;
}

/** What was asked for on groups, each action once. */
function askedOnGroups({ requests }: RoleUnderTest): string[] {
  const onGroups = [...requests.values()].filter(({ resource }) => resource.includes(':autoScalingGroup:'));
  return [...new Set(onGroups.map(({ action }) => action))].sort();
}

const CHANGES = ['autoscaling:CreateOrUpdateTags', 'autoscaling:DeleteTags', 'autoscaling:UpdateAutoScalingGroup'];

describe('the role during evacuation and restore', () => {
  it('allows changes of groups selected by tag', async () => {
    const tags = { app: 'wildrydes' };
    const role = await playCircle({
      autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } },
      group: (spec) => ({ ...spec, tags }),
    });
    expect(await role.refused()).toEqual([]);
    expect(askedOnGroups(role)).toEqual(CHANGES);
  });

  it('allows native shifts of groups, but no changes', async () => {
    const role = await playCircle({
      autoScalingGroups: ['web', 'api'].map((name) => ({ name, capacityStep: 'zonal-shift' })),
      group: (spec) => ({ ...spec, zonalShiftEnabled: true }),
    });
    expect(await role.refused()).toEqual([]);
    expect(askedOnGroups(role)).toEqual([
      'arc-zonal-shift:CancelZonalShift',
      'arc-zonal-shift:GetManagedResource',
      'arc-zonal-shift:StartZonalShift',
      'arc-zonal-shift:UpdateZonalShift',
    ]);
    const allowed = role.policy().Statement.flatMap(({ Action }) => Action);
    expect(allowed.filter((action) => CHANGES.includes(action))).toEqual([]);
  });

  it('allows the reads of an application without groups', async () => {
    const role = await playCircle({ autoScalingGroups: [], group: (spec) => spec });
    expect(await role.refused()).toEqual([]);
  });

  it('allows changes of groups with zones instead of subnets, without pinned subnets', async () => {
    const role = await playCircle({
      autoScalingGroups: ['web', 'api'].map((name) => ({ name })),
      group: ({ subnetIds, ...spec }) => ({ ...spec, zoneNames: ZONE_NAMES }),
      pinSubnets: false,
    });
    expect(await role.refused()).toEqual([]);
    expect(askedOnGroups(role)).toEqual(CHANGES);
  });
});
