import type { Random } from '../random.ts';
import { uuid } from '../uuid.ts';
import type { Group, Instance } from './group.ts';

/** A scaling activity. It has no `endTime` while in progress. */
export interface Activity {
  readonly activityId: string;
  readonly groupName: string;
  readonly groupArn: string;
  readonly description: string;
  readonly cause: string;
  readonly details: string;
  readonly startTime: Date;
  readonly instanceId: string | undefined;
  statusCode: 'PreInService' | 'InProgress' | 'Successful' | 'Failed';
  statusMessage: string | undefined;
  endTime: Date | undefined;
}

export interface ActivityStart {
  readonly group: Group;
  readonly at: Date;
  readonly description: string;
  readonly cause: string;
  readonly statusCode: Activity['statusCode'];
  readonly statusMessage?: string;
  readonly zoneName: string;
  readonly subnetId: string | undefined;
  readonly instanceId?: string;
}

/** The activities of all groups, oldest first. */
export class ActivityLog {
  readonly activities: Activity[] = [];
  /** Activities in progress, by instance ID. */
  readonly #open = new Map<string, Activity>();

  constructor(private readonly random: Random) {}

  start({ group, at, zoneName, subnetId, instanceId, statusMessage, ...about }: ActivityStart): void {
    const activity: Activity = {
      ...about,
      activityId: uuid(this.random),
      groupName: group.name,
      groupArn: group.arn,
      details: JSON.stringify({ 'Subnet ID': subnetId, 'Availability Zone': zoneName }),
      startTime: at,
      instanceId,
      statusMessage,
      endTime: about.statusCode === 'Failed' ? at : undefined,
    };
    this.activities.push(activity);
    if (instanceId !== undefined) this.#open.set(instanceId, activity);
  }

  finish({ instanceId }: Instance, at: Date): void {
    const activity = this.#open.get(instanceId);
    if (activity === undefined) return;
    activity.statusCode = 'Successful';
    activity.endTime = at;
    this.#open.delete(instanceId);
  }

  /** The group's newest activity in progress. */
  inProgress(groupName: string): Activity | undefined {
    return this.activities.findLast((activity) => activity.groupName === groupName && activity.endTime === undefined);
  }
}
