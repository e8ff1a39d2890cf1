import { z } from 'zod';
import { type Operations, reads } from '../operations/operation.ts';
import { takePage } from '../operations/paging.ts';
import type { Activity, ActivityLog } from './activities.ts';
import type { Group } from './group.ts';
import { invalidNextToken, validationError } from './refusals.ts';

const pageInput = { MaxRecords: z.coerce.number().int().min(1).max(100).default(100), NextToken: z.string().optional() };

const activitiesInput = z.object({
  ...pageInput,
  AutoScalingGroupName: z.string().optional(),
  ActivityIds: z.array(z.string()).max(50).optional(),
  Filters: z.array(z.object({ Name: z.string(), Values: z.array(z.string()).default([]) })).default([]),
});

const refreshesInput = z.object({
  ...pageInput,
  AutoScalingGroupName: z.string(),
  InstanceRefreshIds: z.array(z.string()).optional(),
});

/** DescribeScalingActivities, newest first, and DescribeInstanceRefreshes. */
export function activityOperations(log: ActivityLog, find: (name: string) => Group): Operations {
  return {
    DescribeScalingActivities: reads(activitiesInput, (input) => {
      if (input.AutoScalingGroupName !== undefined) find(input.AutoScalingGroupName);
      const { elements, nextToken } = takePage(log.activities.toReversed(), {
        matches: (activity) => isAsked(activity, input),
        keyOf: ({ activityId }) => activityId,
        size: input.MaxRecords,
        token: input.NextToken,
        refuse: invalidNextToken,
      });
      return { Activities: elements.map(describeActivity), NextToken: nextToken };
    }),
    DescribeInstanceRefreshes: reads(refreshesInput, (input) => {
      const { elements, nextToken } = takePage(describeRefreshes(find(input.AutoScalingGroupName)), {
        matches: ({ InstanceRefreshId }) => input.InstanceRefreshIds?.includes(InstanceRefreshId) ?? true,
        keyOf: ({ InstanceRefreshId }) => InstanceRefreshId,
        size: input.MaxRecords,
        token: input.NextToken,
        refuse: invalidNextToken,
      });
      return { InstanceRefreshes: elements, NextToken: nextToken };
    }),
  };
}

function isAsked(activity: Activity, input: z.output<typeof activitiesInput>): boolean {
  const { AutoScalingGroupName, ActivityIds } = input;
  return (
    (AutoScalingGroupName === undefined || activity.groupName === AutoScalingGroupName) &&
    (ActivityIds === undefined || ActivityIds.includes(activity.activityId)) &&
    input.Filters.every(({ Name, Values }) => Values.some((value) => passes(activity, Name as FilterName, value)))
  );
}

const FILTERS = {
  StartTimeLowerBound: ({ startTime }: Activity, value: string) => startTime >= new Date(value),
  StartTimeUpperBound: ({ startTime }: Activity, value: string) => startTime <= new Date(value),
  Status: ({ statusCode }: Activity, value: string) => statusCode === value,
};
type FilterName = keyof typeof FILTERS;

function passes(activity: Activity, name: FilterName, value: string): boolean {
  const filter = FILTERS[name];
  if (filter === undefined) throw validationError(`The filter name '${name}' is not valid`);
  return filter(activity, value);
}

function describeActivity(activity: Activity): Record<string, unknown> {
  const progress = { PreInService: 30, InProgress: 50, Successful: 100, Failed: 100 };
  return {
    ActivityId: activity.activityId,
    AutoScalingGroupName: activity.groupName,
    AutoScalingGroupARN: activity.groupArn,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: activity.startTime,
    EndTime: activity.endTime,
    StatusCode: activity.statusCode,
    StatusMessage: activity.statusMessage,
    Progress: progress[activity.statusCode],
    Details: activity.details,
  };
}

/** Newest first. The oldest has the ID 1, so that IDs do not change when another refresh begins. */
function describeRefreshes({ name, instanceRefreshes }: Group) {
  return instanceRefreshes.map((refresh, index) => ({
    InstanceRefreshId: `00000000-0000-4000-8000-${String(instanceRefreshes.length - index).padStart(12, '0')}`,
    AutoScalingGroupName: name,
    Status: refresh.status,
    StatusReason: refresh.statusReason,
    StartTime: refresh.startTime,
    EndTime: refresh.endTime,
    PercentageComplete: refresh.percentageComplete,
    InstancesToUpdate: refresh.instancesToUpdate,
    Strategy: 'Rolling',
  }));
}
