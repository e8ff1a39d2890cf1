import { z } from 'zod';
import { AwsError, type Operations, reads, writes } from '../operations/operation.ts';
import { wireBoolean } from '../operations/operation-input.ts';
import { takePage } from '../operations/paging.ts';
import type { Group } from './group.ts';
import { invalidNextToken, validationError } from './refusals.ts';

const RESOURCE_TYPE = 'auto-scaling-group';
/** Tags per group and per call ("Amazon EC2 Auto Scaling quotas"). */
const TAGS_PER_GROUP = 50;
const TAGS_PER_CALL = 25;

const tag = z.object({
  ResourceId: z.string().optional(),
  ResourceType: z.string().optional(),
  Key: z.string().min(1).max(128),
  Value: z.string().max(256).default(''),
  PropagateAtLaunch: wireBoolean.default(false),
});
const tagsInput = z.object({ Tags: z.array(tag) });

const describeInput = z.object({
  Filters: z.array(z.object({ Name: z.string(), Values: z.array(z.string()).default([]) })).default([]),
  MaxRecords: z.coerce.number().int().min(1).max(100).default(50),
  NextToken: z.string().optional(),
});

interface Sources {
  readonly list: () => readonly Group[];
  /** Returns the group. Throws if the name is unknown. */
  readonly find: (name: string) => Group;
}

type Tag = z.output<typeof tag>;
type Described = ReturnType<typeof describeTags>[number];

/** CreateOrUpdateTags, DeleteTags, DescribeTags. A call applies all of its tags or, if one is refused, none. */
export function tagOperations({ list, find }: Sources): Operations {
  return {
    CreateOrUpdateTags: writes(tagsInput, ({ Tags }) => createOrUpdateTags(Tags, find)),
    DeleteTags: writes(tagsInput, ({ Tags }) => {
      const targets = targetsOf(Tags, find);
      for (const { group, Key } of targets) group.tags.delete(Key);
      return {};
    }),
    DescribeTags: reads(describeInput, (input) => {
      const { elements, nextToken } = takePage(list().flatMap(describeTags), {
        matches: (described) => input.Filters.every(({ Name, Values }) => Values.includes(filterValue(described, Name))),
        keyOf: ({ ResourceId, Key }) => `${ResourceId}/${Key}`,
        size: input.MaxRecords,
        token: input.NextToken,
        refuse: invalidNextToken,
      });
      return { Tags: elements, NextToken: nextToken };
    }),
  };
}

/** The group's tags in the format of DescribeTags. */
export function describeTags({ name, tags }: Group) {
  return [...tags].map(([Key, { value, propagateAtLaunch }]) => {
    return { ResourceId: name, ResourceType: RESOURCE_TYPE, Key, Value: value, PropagateAtLaunch: propagateAtLaunch };
  });
}

function createOrUpdateTags(tags: readonly Tag[], find: Sources['find']): Record<string, unknown> {
  const targets = targetsOf(tags, find);
  for (const { group } of targets) {
    const keys = targets.filter((other) => other.group === group).map(({ Key }) => Key);
    if (new Set(keys).size < keys.length) throw validationError('The same tag key was specified more than once.');
    if (new Set([...group.tags.keys(), ...keys]).size <= TAGS_PER_GROUP) continue;
    throw new AwsError('LimitExceeded', `You can't add more than ${TAGS_PER_GROUP} tags to the Auto Scaling group ${group.name}`);
  }
  for (const { group, Key, Value, PropagateAtLaunch } of targets) {
    group.tags.set(Key, { value: Value, propagateAtLaunch: PropagateAtLaunch });
  }
  return {};
}

function targetsOf(tags: readonly Tag[], find: Sources['find']): Array<Tag & { group: Group }> {
  if (tags.length > TAGS_PER_CALL) throw validationError(`A call may name at most ${TAGS_PER_CALL} tags.`);
  return tags.map((asked) => {
    const { ResourceId, ResourceType, Key } = asked;
    if (ResourceType !== RESOURCE_TYPE) throw validationError(`The resource type must be ${RESOURCE_TYPE}.`);
    if (ResourceId === undefined) throw validationError('A resource ID is required for each tag.');
    if (/^aws:/i.test(Key)) throw validationError(`The tag key ${Key} begins with aws:, which is reserved for AWS use.`);
    return { ...asked, group: find(ResourceId) };
  });
}

function filterValue(described: Described, name: string): string {
  const values: Record<string, string> = {
    'auto-scaling-group': described.ResourceId,
    key: described.Key,
    value: described.Value,
    'propagate-at-launch': String(described.PropagateAtLaunch),
  };
  const value = values[name];
  if (value === undefined) throw validationError(`The filter name '${name}' is not valid`);
  return value;
}
