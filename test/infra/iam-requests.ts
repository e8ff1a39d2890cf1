import type { ApiRequest } from '../../simulator/region/operations/api.ts';
import type { Region } from '../../simulator/region/region.ts';
import type { IamRequest } from './iam.ts';

type Input = Readonly<Record<string, unknown>>;

/** What AWS asks IAM before it carries out a call: by action, with the resources and context keys of the Service Authorization Reference. */
export function iamRequestsOf({ service, operation, input }: ApiRequest, region: Region): IamRequest[] {
  const action = `${service === 'monitoring' ? 'cloudwatch' : service}:${operation}`;
  const scoped = SCOPED[action];
  if (scoped === undefined) return [{ action, resource: '*', context: {} }];
  return scoped((input ?? {}) as Input, region).map((about) => ({ action, ...about }));
}

/** An action of its own where the call is asked for as another one besides. */
type Scope = (input: Input, region: Region) => (Pick<IamRequest, 'resource' | 'context'> & Partial<Pick<IamRequest, 'action'>>)[];

/** The calls that name what they are made on; every other one is asked for on `*`. */
const SCOPED: Readonly<Record<string, Scope>> = {
  'arc-zonal-shift:GetManagedResource': (input) => [managedResource(String(input.resourceIdentifier))],
  'arc-zonal-shift:StartZonalShift': (input) => [managedResource(String(input.resourceIdentifier))],
  'arc-zonal-shift:UpdateZonalShift': (input, region) => [shiftedResource(input, region)],
  'arc-zonal-shift:CancelZonalShift': (input, region) => [shiftedResource(input, region)],
  'cloudwatch:GetMetricData': (input, region) => metricDataOf(input, region),
  'autoscaling:CreateOrUpdateTags': taggedGroups,
  'autoscaling:DeleteTags': taggedGroups,
  'autoscaling:UpdateAutoScalingGroup': (input, region) => [updatedGroup(input, region)],
  'sts:GetCallerIdentity': () => [],
  'lambda:GetFunctionConfiguration': functionOf,
  'lambda:GetFunctionConcurrency': functionOf,
  'events:DescribeRule': (input, region) => [own(`events`, `rule/${input.Name}`, region)],
  'sns:ListSubscriptionsByTopic': (input) => [{ resource: String(input.TopicArn), context: {} }],
  'iam:SimulatePrincipalPolicy': (input) => [{ resource: String(input.PolicySourceArn), context: {} }],
  'sns:Publish': (input) => [{ resource: String(input.TopicArn), context: {} }],
  'events:PutEvents': (input, region) => (input.Entries as Input[]).map((entry) => eventEntry(entry, region)),
};

function own(service: string, what: string, { identity: { region, account } }: Region) {
  return { resource: `arn:aws:${service}:${region}:${account}:${what}`, context: {} };
}

function functionOf({ FunctionName }: Input, region: Region) {
  return [own('lambda', `function:${FunctionName}`, region)];
}

function managedResource(arn: string) {
  return { resource: arn, context: { 'arc-zonal-shift:ResourceIdentifier': arn } };
}

/** The call names a shift; what counts is the resource that is shifted. */
function shiftedResource({ zonalShiftId }: Input, region: Region) {
  const shift = region.arc.shifts().find((candidate) => candidate.zonalShiftId === zonalShiftId);
  return managedResource(shift?.resourceIdentifier ?? `no shift ${zonalShiftId}`);
}

interface TagInput {
  readonly ResourceId: string;
  readonly Key: string;
  readonly Value?: string;
}

/** Each group that is tagged is asked for, with all tag keys of the call. */
function taggedGroups({ Tags }: Input, region: Region) {
  const tags = Tags as TagInput[];
  const names = [...new Set(tags.map(({ ResourceId }) => ResourceId))];
  return names.map((name) => ({
    ...group(name, region),
    context: { ...group(name, region).context, 'aws:TagKeys': tags.map(({ Key }) => Key) },
  }));
}

function updatedGroup({ AutoScalingGroupName: name, ...parameters }: Input, region: Region) {
  const { resource, context } = group(String(name), region);
  const { VPCZoneIdentifier: subnets, MinSize, MaxSize, LaunchConfigurationName, LaunchTemplate } = parameters;
  return {
    resource,
    context: {
      ...context,
      ...(subnets === undefined ? {} : { 'autoscaling:VPCZoneIdentifiers': String(subnets).split(',') }),
      ...(MinSize === undefined ? {} : { 'autoscaling:MinSize': String(MinSize) }),
      ...(MaxSize === undefined ? {} : { 'autoscaling:MaxSize': String(MaxSize) }),
      ...(LaunchConfigurationName === undefined
        ? {}
        : { 'autoscaling:LaunchConfigurationName': String(LaunchConfigurationName) }),
      ...(LaunchTemplate === undefined ? {} : { 'autoscaling:LaunchTemplateVersionSpecified': 'true' }),
    },
  };
}

/** A group with its tags as they are before the call. */
function group(name: string, region: Region) {
  const found = region.autoScaling.group(name);
  return {
    resource: found?.arn ?? `no group ${name}`,
    context: Object.fromEntries([...(found?.tags ?? [])].map(([key, { value }]) => [`aws:ResourceTag/${key}`, value])),
  };
}

function eventEntry({ EventBusName = 'default', Source, DetailType }: Input, region: Region) {
  const { account, region: name } = region.identity;
  const bus = String(EventBusName);
  return {
    resource: bus.startsWith('arn:') ? bus : `arn:aws:events:${name}:${account}:event-bus/${bus}`,
    context: { 'events:source': [String(Source)], 'events:detail-type': [String(DetailType)] },
  };
}

/** The metrics themselves, and each rule that an expression reads. */
function metricDataOf({ MetricDataQueries }: Input, region: Region) {
  const expressions = (MetricDataQueries as Input[]).map(({ Expression = '' }) => String(Expression));
  const rules = expressions.flatMap((text) => /INSIGHT_RULE_METRIC\("([^"]+)"/.exec(text)?.[1] ?? []);
  return [
    { resource: '*', context: {} },
    ...[...new Set(rules)].map((rule) => ({
      action: 'cloudwatch:GetInsightRuleReport',
      resource: `arn:aws:cloudwatch:${region.spec.region}:${region.spec.account}:insight-rule/${rule}`,
      context: {},
    })),
  ];
}
