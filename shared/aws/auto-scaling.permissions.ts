import { RECORD_PREFIX } from '../marks/record.ts';
import type { Permission, RequestLimit } from './permission.ts';

/** Only the record's own tags: a request without tag keys is not meant either. */
const RECORD_TAGS: RequestLimit = { every: { 'aws:TagKeys': [`${RECORD_PREFIX}*`] } };

/** The calls of auto-scaling.ts. Auto Scaling's Describe actions know no resources. */
export const AUTO_SCALING_PERMISSIONS: readonly Permission[] = [
  {
    action: 'autoscaling:DescribeAutoScalingGroups',
    access: 'read',
    on: 'any',
    why: 'to read the groups: their subnets, their healthy instances, and the record on any group, which nothing may select any more',
  },
  {
    action: 'autoscaling:DescribeScalingActivities',
    access: 'read',
    on: 'any',
    when: 'groups',
    why: 'to see whether a rollout has touched the zone, whether launches succeed before capacity is moved, and who put subnets back',
  },
  {
    action: 'autoscaling:DescribeInstanceRefreshes',
    access: 'read',
    on: 'any',
    when: 'groups-by-subnet',
    why: 'to leave a group alone while its instances are being refreshed',
  },
  {
    action: 'autoscaling:CreateOrUpdateTags',
    access: 'write',
    on: 'groups-by-subnet',
    request: RECORD_TAGS,
    why: 'to record what is taken out of a group, before it is',
  },
  {
    action: 'autoscaling:DeleteTags',
    access: 'write',
    on: 'groups-by-subnet',
    request: RECORD_TAGS,
    why: 'to forget the record when all of it is back',
  },
  {
    action: 'autoscaling:UpdateAutoScalingGroup',
    access: 'write',
    on: 'groups-by-subnet',
    // Where the instances are may be changed, but not how many there may be or what is launched. The keys are those of
    // the request (Amazon EC2 Auto Scaling User Guide, "Identity-based policy examples", "Control the minimum and
    // maximum capacity").
    request: {
      every: { 'autoscaling:VPCZoneIdentifiers': 'configured-subnets' },
      absent: ['autoscaling:MinSize', 'autoscaling:MaxSize', 'autoscaling:LaunchConfigurationName'],
      never: ['autoscaling:LaunchTemplateVersionSpecified'],
    },
    why: "to remove the zone's subnets from a group, and to add them back",
  },
];
