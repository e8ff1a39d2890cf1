import { gatherForCapacity } from '../../../shared/gather/gather-capacity.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { aGroup, aPolicy, known, someEvidence, unread, ZONE_2, ZONE_4 } from '../../builders.ts';

const GROUPS = { web: known(aGroup()), api: known(aGroup({ name: 'api' })) };

/** Two groups in the zone, as the configuration has them. */
function gather(
  aws: RegionUnderTest,
  steps: Record<string, string>,
  groups: Parameters<typeof someEvidence>[0] = { groups: GROUPS },
) {
  const autoScalingGroups = Object.entries(steps).map(([name, capacityStep]) => ({ name, capacityStep }));
  const { reader, clock } = aws;
  return gatherForCapacity(someEvidence({ launches: {}, ...groups }), {
    reader,
    policy: aPolicy({ autoScalingGroups }),
    now: clock.now(),
  });
}
function twoGroups(): RegionUnderTest {
  const aws = aRegion();
  aws.groups.put({ name: 'api' });
  return aws;
}

describe('gathering the launches of groups', () => {
  it('looks at each group whose subnets are to be removed', async () => {
    const aws = twoGroups();
    aws.region.autoScaling.setInstanceRefreshes('api', [{ status: 'InProgress' }]);
    const { launches } = await gather(aws, { web: 'remove-subnets', api: 'remove-subnets' });
    expect(launches).toEqual({
      web: known({ launches: [], refreshes: [] }),
      api: known({ launches: [], refreshes: ['InProgress'] }),
    });
  });

  it.each(['zonal-shift', 'none'])('leaves a group alone whose capacity step is %s', async (step) => {
    const { launches } = await gather(twoGroups(), { web: 'remove-subnets', api: step });
    expect(Object.keys(launches)).toEqual(['web']);
  });

  it('leaves a group alone that is not in the zone, or could not be read', async () => {
    const elsewhere = known(aGroup({ name: 'api', zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName] }));
    const steps = { web: 'remove-subnets', api: 'remove-subnets' };
    const { launches } = await gather(twoGroups(), steps, { groups: { web: unread<never>(), api: elsewhere } });
    expect(launches).toEqual({});
  });

  it.each(['DescribeScalingActivities', 'DescribeInstanceRefreshes'])(
    'has them as unknown, with why, for the group of which %s fails, and no other',
    async (operation) => {
      const aws = twoGroups();
      aws.calls.failAlways(operation, awsError('AccessDenied', 'not authorized', 403), {
        concerning: ['"api"'],
      });
      const { launches } = await gather(aws, { web: 'remove-subnets', api: 'remove-subnets' });
      expect(launches.api).toEqual({ known: false, why: expect.stringContaining('AccessDenied: not authorized') });
      expect(launches.web).toMatchObject({ known: true });
    },
  );
});
