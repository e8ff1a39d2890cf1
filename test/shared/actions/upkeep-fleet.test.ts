import { respond } from '../../../shared/respond.ts';
import { aFleet } from '../../a-region/a-fleet.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';

/** A fleet that has been evacuated. */
async function aFleetOut(size: number) {
  const { aws, configuration } = aFleet(size);
  await respond(aCompositeAlarmEvent(), aws.dependencies(configuration));
  aws.clock.advanceMinutes(1);
  aws.calls.asked.length = 0;
  return { aws, tick: () => respond({ action: 'upkeep' }, aws.dependencies(configuration)) };
}

describe('a tick of upkeep while a fleet is out', () => {
  it('reads each list once', async () => {
    const { aws, tick } = await aFleetOut(120);
    expect((await tick()).outcome).toBe('nothing-to-do');
    const pages = Object.fromEntries(
      [...new Set(aws.calls.asked)].map((operation) => [
        operation,
        aws.calls.asked.filter((asked) => asked === operation).length,
      ]),
    );
    expect(pages).toMatchObject({ ListZonalShifts: 2, DescribeAutoScalingGroups: 2, ListManagedResources: 2 });
  });
});
