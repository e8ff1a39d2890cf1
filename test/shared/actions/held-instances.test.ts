import { aCompositeAlarmEvent } from '../../builders.ts';
import { atHome, type Journey } from '../there-and-back.ts';

const removed = async ({ ask }: Journey) => {
  const { results } = await ask(aCompositeAlarmEvent());
  return results.find(({ kind }) => kind === 'remove-subnets')?.why;
};
const status = ({ ask }: Journey) => ask({ action: 'status' });

describe('instances in a zone that their group has left', () => {
  it('leave over minutes', async () => {
    expect(await removed(atHome())).toContain('instances leave over minutes');
  });

  it('stay while AZRebalance is suspended, and every report says so', async () => {
    const journey = atHome();
    journey.aws.groups.suspend('web', ['AZRebalance']);
    expect(await removed(journey)).toContain('instances do not leave by themselves: AZRebalance is suspended');
    expect((await status(journey)).status?.evacuated[0]?.groups).toEqual([
      { name: 'web', state: 'leaving', instancesLeft: 4, heldBy: 'AZRebalance is suspended' },
    ]);
  });

  it('stay where they are protected from scale-in, and every report says so', async () => {
    const journey = atHome();
    journey.aws.groups.remake('web', { protectedFromScaleIn: true });
    expect(await removed(journey)).toContain('all 4 instances there are protected from scale-in');
    expect((await status(journey)).status?.evacuated[0]?.groups).toMatchObject([{ heldBy: expect.stringContaining('all 4') }]);
  });
});

describe('a group whose new instances get no traffic', () => {
  it('keeps its capacity where it is: AddToLoadBalancer is suspended', async () => {
    const journey = atHome();
    journey.aws.groups.remake('web', { targetGroupArns: ['targets'], suspended: ['AddToLoadBalancer'] });
    const { outcome, results } = await journey.ask(aCompositeAlarmEvent());
    expect(outcome).toBe('in-progress');
    expect(results).toContainEqual(expect.objectContaining({ target: 'web', status: 'skipped', code: 'launches-unsafe' }));
    expect(journey.aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('loses it where no load balancer is in front of it', async () => {
    const journey = atHome();
    journey.aws.groups.suspend('web', ['AddToLoadBalancer']);
    expect((await journey.ask(aCompositeAlarmEvent())).outcome).toBe('done');
  });
});
