import { type Application, needs } from '../game-day/application.ts';
import type { Script } from '../game-day/script.ts';

export const tooLittleCapacity: Script = {
  name: 'too-little-capacity',
  title: 'one zone fails, and it holds most of the fleet',
  on: (app) => ({
    summary: tooLittle(app),
    region: app.regionWith([{ kind: 'launches', at: 0, zoneIds: app.zoneIds.slice(1) }, app.fault({ at: 15 })]),
    durationMinutes: 35,
    actors: [
      {
        at: 1,
        who: 'a scheduled scaling action',
        kind: 'call',
        call: {
          service: 'autoscaling',
          operation: 'UpdateAutoScalingGroup',
          input: { AutoScalingGroupName: app.group.name, DesiredCapacity: 2 * app.group.desired },
        },
      },
    ],
    expected: { evacuated: null, outcomes: ['held'], heldBy: ['capacity'] },
  }),
};

/** In units. Throws Unfit where the policy asks for no more than what will remain. */
function tooLittle({ first, zoneIds, group, policy }: Application): string {
  const { desired } = group;
  const remaining = desired - Math.ceil(desired / zoneIds.length);
  const { minimumHealthyShare: minimum } = policy.capacity;
  needs(remaining < Math.floor(2 * desired * minimum), `a minimumHealthyShare above ${(remaining / desired / 2).toFixed(2)}`);
  return (
    `At 18:31 a group scales out from ${desired} to ${2 * desired}, but EC2 has capacity only in ${first}, which then holds ` +
    `${2 * desired - remaining} and begins to fail at 18:45. A good responder holds: the remaining ${remaining} are less than the ` +
    `share of the fleet that its policy asks for (${minimum}).`
  );
}

export const launchesFail: Script = {
  name: 'launches-fail',
  title: 'no instance can be launched in any zone during the evacuation',
  on: (app) => {
    app.needGroup();
    return {
      summary:
        `${app.first} fails from 18:40 on, and EC2 has no capacity in any zone. The remaining zones already have enough, so a good ` +
        'responder evacuates. Auto Scaling keeps the old instances, without traffic, until it can launch new ones.',
      region: app.regionWith([app.fault(), { kind: 'launches', at: 10 }]),
      durationMinutes: 40,
      expected: { evacuated: app.first, outcomes: ['done'] },
    };
  },
};
