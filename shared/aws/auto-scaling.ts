import {
  type Activity,
  AutoScalingClient,
  type AutoScalingGroup,
  CreateOrUpdateTagsCommand,
  DeleteTagsCommand,
  DescribeAutoScalingGroupsCommand,
  type DescribeAutoScalingGroupsCommandInput,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import type { AzName, GroupChange, Instant, LaunchHealth, ObservedGroup, ResourceArn, SubnetId } from '../domain/index.ts';
import type { GroupReader, GroupWriter, WhichGroups } from '../ports.ts';
import { call } from './call.ts';
import { type CallOptions, type ClientOptions, first } from './client-options.ts';
import { withWhatToGrant } from './denied-update.ts';
import { observeCapacity } from './group-capacity.ts';
import { readPages } from './pages.ts';
import { toldZoneIds } from './told-zones.ts';

/** API DescribeAutoScalingGroups: at most 50 names a call by default, and 100 groups a page. */
const NAMES_A_CALL = 50;
const PAGE = 100;
/** API CreateOrUpdateTags: at most 25 tags a call. */
const TAGS_A_CALL = 25;

export function makeAutoScalingClient(options: ClientOptions): AutoScalingClient {
  return new AutoScalingClient(options);
}

/** Reads groups. What IAM must allow for it is in auto-scaling.permissions.ts. */
export function groupReader(client: AutoScalingClient, options: CallOptions): GroupReader {
  const lists = first(options);
  return {
    async select(selection) {
      const found = await Promise.all(queriesFor(selection).map((query) => describeAll(client, lists, { query })));
      return found.flat();
    },
    all: (isEnough) => describeAll(client, lists, { query: {}, isEnough }),
    tagged: (keys) => describeAll(client, lists, { query: { Filters: [{ Name: 'tag-key', Values: [...keys] }] } }),
    async read(name) {
      const [group] = await describeAll(client, options, { query: { AutoScalingGroupNames: [name] } });
      return group ?? null;
    },
    launchHealth: (name) => readLaunchHealth(client, options, name),
    changes: (since, names) => readChanges(client, options, { since, names }),
    async causeOfReturn(name, { zoneName, since }) {
      const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name, MaxRecords: LATEST_ACTIVITIES });
      const { Activities = [] } = await call(
        `reading the activities of group ${name}`,
        () => client.send(command, options),
        options,
      );
      const isOfReturn = (activity: Activity) => {
        const launch = observeLaunch(activity);
        return isLaunch(activity) && launch.zoneName === zoneName && (launch.startedAt ?? '') >= since;
      };
      return Activities.findLast(isOfReturn)?.Cause ?? null;
    },
  };
}

/** A change that is announced on the group must be made soon, or not at all (ANNOUNCED_FOR_MILLIS). */
const CHANGE_MILLIS = 20_000;

/** Tags and edits groups. What IAM must allow for it is in auto-scaling.permissions.ts. */
export function groupWriter(client: AutoScalingClient, options: CallOptions): GroupWriter {
  const { read, select } = groupReader(client, options);
  return {
    read,
    select,
    async tag(name, tags) {
      for (const some of batches(tags)) {
        const command = new CreateOrUpdateTagsCommand({
          Tags: some.map(({ key, value }) => ({ ...tagOf(name, key), Value: value, PropagateAtLaunch: false })),
        });
        await call(`tagging group ${name}`, () => client.send(command, options), options);
      }
    },
    async untag(name, keys) {
      for (const some of batches(keys)) {
        const command = new DeleteTagsCommand({ Tags: some.map((key) => tagOf(name, key)) });
        await call(`untagging group ${name}`, () => client.send(command, options), options);
      }
    },
    async setMembers(name, by, members) {
      const placement = by === 'subnet' ? { VPCZoneIdentifier: members.join(',') } : { AvailabilityZones: [...members] };
      const command = new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: name, ...placement });
      const turn = { ...options, abortSignal: AbortSignal.any([options.abortSignal, AbortSignal.timeout(CHANGE_MILLIS)]) };
      await call(`updating group ${name}`, () => client.send(command, turn), turn).catch((error: unknown) => {
        throw withWhatToGrant(error);
      });
    },
  };
}

function tagOf(group: string, key: string) {
  return { ResourceId: group, ResourceType: 'auto-scaling-group', Key: key };
}

function batches<T>(items: readonly T[]): T[][] {
  const calls = Math.ceil(items.length / TAGS_A_CALL);
  return Array.from({ length: calls }, (_, index) => items.slice(index * TAGS_A_CALL, (index + 1) * TAGS_A_CALL));
}

function queriesFor(selection: WhichGroups): DescribeAutoScalingGroupsCommandInput[] {
  if ('tag' in selection) return [{ Filters: [{ Name: `tag:${selection.tag.key}`, Values: [selection.tag.value] }] }];
  const names = selection.map(({ name }) => name);
  const calls = Math.ceil(names.length / NAMES_A_CALL);
  return Array.from({ length: calls }, (_, index) => ({
    AutoScalingGroupNames: names.slice(index * NAMES_A_CALL, (index + 1) * NAMES_A_CALL),
  }));
}

interface GroupListing {
  readonly query: DescribeAutoScalingGroupsCommandInput;
  readonly isEnough?: ((page: readonly ObservedGroup[]) => boolean) | undefined;
}

function describeAll(
  client: AutoScalingClient,
  options: CallOptions,
  { query, isEnough }: GroupListing,
): Promise<ObservedGroup[]> {
  return readPages(async (NextToken) => {
    const command = new DescribeAutoScalingGroupsCommand({ ...query, MaxRecords: PAGE, NextToken });
    const page = await call('reading Auto Scaling groups', () => client.send(command, options), options);
    return { items: page.AutoScalingGroups?.map(observe), nextToken: page.NextToken };
  }, isEnough);
}

/** The comma-separated list of subnets ends here: the rest of the program sees a list. */
function observe(group: AutoScalingGroup): ObservedGroup {
  const subnets = (group.VPCZoneIdentifier ?? '').split(',').map((subnetId) => subnetId.trim());
  return {
    name: group.AutoScalingGroupName ?? '',
    arn: (group.AutoScalingGroupARN ?? '') as ResourceArn,
    ...(group.CreatedTime === undefined ? {} : { createdAt: group.CreatedTime.toISOString() as Instant }),
    subnets: subnets.filter((subnetId) => subnetId !== '') as SubnetId[],
    zoneNames: (group.AvailabilityZones ?? []) as AzName[],
    zoneIds: toldZoneIds(group),
    desired: group.DesiredCapacity ?? 0,
    suspendedProcesses: (group.SuspendedProcesses ?? []).map(({ ProcessName = '' }) => ProcessName),
    distribution: group.AvailabilityZoneDistribution?.CapacityDistributionStrategy ?? null,
    hasWarmPool: group.WarmPoolConfiguration !== undefined,
    tags: Object.fromEntries((group.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    ...observeCapacity(group),
  };
}

/** Activities of the last hour or so of a busy group; launches and terminations take turns. */
const LATEST_ACTIVITIES = 50;
/** API DescribeScalingActivities: at most 100 a page. What is older on a busier day is left out. */
const MOST_CHANGES = 100;
/** Causes say what came last at their end; this many characters hold more than one of them. */
const CAUSE_LENGTH = 300;

async function readChanges(
  client: AutoScalingClient,
  options: CallOptions,
  { since, names }: { since: Instant; names: readonly string[] | null },
): Promise<GroupChange[]> {
  const Filters = [{ Name: 'StartTimeLowerBound', Values: [since] }];
  const read = async (AutoScalingGroupName: string | undefined) => {
    const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName, Filters, MaxRecords: MOST_CHANGES });
    const { Activities = [] } = await call('reading what has changed in the groups', () => client.send(command, options));
    return Activities;
  };
  const found = await Promise.all((names ?? [undefined]).map(read));
  return found.flat().flatMap(observeChange);
}

function observeChange(activity: Activity): GroupChange[] {
  const { AutoScalingGroupName = '', Description = '', Details = '', StatusCode = 'unknown', Cause = '' } = activity;
  const kind = isLaunch(activity) ? 'launch' : 'termination';
  if (kind === 'termination' && !Description.startsWith('Terminating')) return [];
  return [
    {
      group: AutoScalingGroupName,
      kind,
      zoneName: zoneOfDetails(Details),
      status: StatusCode,
      startedAt: (activity.StartTime?.toISOString() ?? null) as Instant | null,
      endedAt: (activity.EndTime?.toISOString() ?? null) as Instant | null,
      cause: Cause.slice(-CAUSE_LENGTH),
    },
  ];
}

/** Statuses of a refresh that is over (API InstanceRefresh); a status that is new here counts as under way. */
const OVER = new Set(['Successful', 'Failed', 'Cancelled', 'RollbackFailed', 'RollbackSuccessful']);

async function readLaunchHealth(client: AutoScalingClient, options: CallOptions, name: string): Promise<LaunchHealth> {
  const activities = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name, MaxRecords: LATEST_ACTIVITIES });
  const refreshes = new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name });
  const [{ Activities = [] }, { InstanceRefreshes = [] }] = await Promise.all([
    call(`reading the activities of group ${name}`, () => client.send(activities, options), options),
    call(`reading the instance refreshes of group ${name}`, () => client.send(refreshes, options), options),
  ]);
  return {
    launches: Activities.filter(isLaunch).map(observeLaunch),
    refreshes: InstanceRefreshes.map(({ Status = 'unknown' }) => Status).filter((status) => !OVER.has(status)),
  };
}

/** `Launching a new EC2 instance: i-0a1b`: the only thing that tells what an activity is (API Activity, Description). */
function isLaunch({ Description = '' }: Activity): boolean {
  return Description.startsWith('Launching');
}

function observeLaunch({ StatusCode, StatusMessage = '', StartTime, Details }: Activity): LaunchHealth['launches'][number] {
  return {
    status: StatusCode ?? 'unknown',
    zoneName: zoneOfDetails(Details ?? ''),
    startedAt: (StartTime?.toISOString() ?? null) as Instant | null,
    message: StatusMessage,
  };
}

/** `{"Subnet ID":"subnet-0a1","Availability Zone":"us-east-1a"}` (API Activity, Details); null where it says otherwise. */
function zoneOfDetails(details: string): AzName | null {
  return (/"Availability Zone":"([^"]+)"/.exec(details)?.[1] as AzName | undefined) ?? null;
}
