import { awsError } from '../../aws-errors.ts';
import { minutesAfter } from '../../builders.ts';
import { alarmed, nowOf, type Recipes, unchanged, type World } from '../world.ts';

/** What shows that somebody is rolling out: deployment. */

const refreshed = (world: World) =>
  world.aws.groups.record('web', {
    description: 'Terminating EC2 instance: i-0123',
    cause: 'an instance was taken out of service in response to an instance refresh.',
    zoneName: 'us-east-1a',
    at: minutesAfter(nowOf(world.aws), -6),
  });

export const ofRollouts: Recipes = {
  'deployment-pass': alarmed(unchanged),
  'deployment-fail': alarmed(refreshed),
  'deployment-fail-tag': alarmed(
    (world) => world.aws.groups.retag('web', { 'rolling-out-since': minutesAfter(nowOf(world.aws), -10) }),
    { deployment: { tag: 'rolling-out-since' } },
  ),
  'deployment-unknown': alarmed(({ aws }) =>
    aws.calls.failAlways('DescribeScalingActivities', awsError('Throttling', 'Rate exceeded')),
  ),
};
