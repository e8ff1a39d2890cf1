import { awsError } from '../../aws-errors.ts';
import { minutesAfter } from '../../builders.ts';
import { alarmed, nowOf, type Recipes, unchanged, type World } from '../world.ts';

/** What shows that somebody is rolling out: deployment. */

/** Three of the zone's instances: as many targets stand out. */
const refreshed = ({ aws }: World) => {
  for (const instance of ['i-0123', 'i-0124', 'i-0125']) {
    aws.groups.record('web', {
      description: `Terminating EC2 instance: ${instance}`,
      cause: 'an instance was taken out of service in response to an instance refresh.',
      zoneName: 'us-east-1a',
      at: minutesAfter(nowOf(aws), -6),
    });
  }
};

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
