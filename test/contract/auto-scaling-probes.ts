import {
  type AutoScalingGroup,
  CreateOrUpdateTagsCommand,
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { type Asked, type Probe, told } from './probe.ts';

const SCALING = 'Amazon EC2 Auto Scaling';

function update({ groups }: Asked, change: { VPCZoneIdentifier?: string; AvailabilityZones?: string[] }): Promise<unknown> {
  return told(groups.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', ...change })));
}

function tag({ groups }: Asked, Key: string, Value: string): Promise<unknown> {
  const tags = [{ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key, Value, PropagateAtLaunch: false }];
  return told(groups.send(new CreateOrUpdateTagsCommand({ Tags: tags })));
}

async function described({ groups }: Asked): Promise<AutoScalingGroup | undefined> {
  const { AutoScalingGroups = [] } = await groups.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['web'] }));
  return AutoScalingGroups[0];
}

/** Questions to Auto Scaling. */
export const ofAutoScaling: readonly Probe[] = [
  {
    about: 'a group given zones that its subnets are not in',
    ask: (asked) => update(asked, { AvailabilityZones: ['us-east-1b', 'us-east-1c'] }),
    answer: 'ValidationError',
    source: `${SCALING} API Reference, UpdateAutoScalingGroup, VPCZoneIdentifier: the subnets must reside in those zones`,
  },
  {
    about: 'a group given the same subnet twice',
    ask: async (asked) => {
      await update(asked, { VPCZoneIdentifier: 'subnet-0b2,subnet-0b2' });
      return (await described(asked))?.VPCZoneIdentifier;
    },
    answer: 'subnet-0b2',
    source: `${SCALING} API Reference, UpdateAutoScalingGroup, VPCZoneIdentifier: says nothing of it`,
    open: true,
  },
  {
    about: 'the instances in a zone right after it was removed',
    ask: async (asked) => {
      await update(asked, { VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' });
      const left = (await described(asked))?.Instances?.filter(({ AvailabilityZone }) => AvailabilityZone === 'us-east-1a');
      return left?.map(({ LifecycleState }) => LifecycleState);
    },
    answer: ['InService', 'InService', 'InService', 'InService'],
    source: `${SCALING} User Guide, "Rebalancing activities": new instances are launched before old ones are terminated`,
  },
  {
    about: 'a tag value with comma and semicolon',
    ask: (asked) => tag(asked, 'k', 'a,b;c'),
    answer: 'accepted',
    source: `${SCALING} User Guide, "Tag Auto Scaling groups and instances": 256 characters at most`,
  },
  {
    about: 'a tag key that begins with aws:',
    ask: (asked) => tag(asked, 'aws:k', 'a'),
    answer: 'ValidationError',
    source: `${SCALING} User Guide, "Tag Auto Scaling groups and instances": the prefix is reserved`,
  },
  {
    about: 'the members of a tag',
    ask: async (asked) => {
      await tag(asked, 'k', 'a');
      return (await described(asked))?.Tags;
    },
    answer: [{ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key: 'k', Value: 'a', PropagateAtLaunch: false }],
    source: `${SCALING} API Reference, TagDescription`,
  },
];
