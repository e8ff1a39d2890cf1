import { Token } from 'aws-cdk-lib';
import type { Deployed, NoticeTarget, Permission, PermissionScope, Place } from '../../../shared/aws/permission.ts';
import type { ConfiguredGroup, GroupSelection, Mode, Policy, Signal } from '../../../shared/domain/index.ts';
import { firstHead } from '../../../shared/marks/record.ts';

/** The part of the configuration that the role depends on. A `Policy` fits. ARNs, names and subnets may be CDK tokens. */
export interface RoleConfiguration {
  readonly application: string;
  readonly mode: Mode;
  readonly zones: readonly { readonly zoneId: string }[];
  /** ARNs. One that is entirely a token counts as a load balancer's. */
  readonly resources: readonly string[];
  readonly autoScalingGroups: GroupSelection;
  readonly signals: readonly Signal[];
  readonly contributorAlarm?: string | undefined;
  /** AZ ID by subnet ID. */
  readonly subnets: Readonly<Record<string, string>>;
  readonly notify: Policy['notify'];
}

export interface RoleOptions {
  /**
   * Whether the role may set only configured subnets, if the configuration has any (default). With `false` it may set any subnet:
   * use it if only some subnets are configured, or if some groups have zones instead of subnets.
   */
  readonly pinSubnets?: boolean;
  /** Without it, the role may not look at itself. */
  readonly deployed?: Deployed;
}

export interface Role {
  readonly configuration: RoleConfiguration;
  readonly place: Place;
  readonly options: RoleOptions;
}

/** A condition block of an IAM statement: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A permission applied to this configuration: resources and conditions. `scope` becomes part of the statement's Sid. */
export interface Grant {
  readonly scope: string;
  readonly resources: readonly string[];
  readonly conditions: Conditions;
}

const EVERYTHING = ['*'];

/** The grants of a permission in this configuration. Empty if nothing configured needs the permission. */
export function grantsFor(permission: Permission, role: Role): Grant[] {
  if (!isNeeded(permission, role.configuration)) return [];
  const { on } = permission;
  const grants = typeof on === 'string' ? GRANTS[on](role) : [noticeTarget(on, role)];
  return grants.filter(({ resources }) => resources.length > 0);
}

function isNeeded({ when }: Permission, { autoScalingGroups, signals, contributorAlarm }: RoleConfiguration): boolean {
  if (when === undefined) return true;
  if (when === 'contributor-alarm') return contributorAlarm !== undefined;
  if (when === 'signals') return signals.length > 0;
  if ('tag' in autoScalingGroups) return when === 'groups' || autoScalingGroups.capacityStep === 'remove-subnets';
  return autoScalingGroups.some(({ capacityStep }) => when === 'groups' || capacityStep === 'remove-subnets');
}

const GRANTS: Readonly<Record<PermissionScope, (role: Role) => Grant[]>> = {
  any: () => [{ scope: 'WithoutResources', resources: EVERYTHING, conditions: {} }],
  'managed-resources': (role) => [loadBalancers(role), byIdentifier(role)],
  'groups-by-subnet': (role) => [groups(role), ...recordedGroups(role)],
  'insight-rules': (role) => [insightRules(role)],
  'own-function': ({ place, options: { deployed } }) => own('OwnFunction', deployed && [functionArn(deployed, place)]),
  'own-rules': ({ place, options: { deployed } }) => own('OwnRules', deployed && ruleArns(deployed, place)),
  'own-role': ({ options: { deployed } }) => own('OwnRole', deployed && [deployed.roleArn]),
};

function own(scope: string, resources: readonly string[] = []): Grant[] {
  return [{ scope, resources, conditions: {} }];
}

/** Not from CDK's function: that depends on its role. */
function functionArn({ functionName }: Deployed, { partition, region, account }: Place): string {
  return `arn:${partition}:lambda:${region}:${account}:function:${functionName}`;
}

function ruleArns({ ruleNames }: Deployed, { partition, region, account }: Place): string[] {
  return ruleNames.map((name) => `arn:${partition}:events:${region}:${account}:rule/${name}`);
}

function loadBalancers({ configuration }: Role): Grant {
  return { scope: 'LoadBalancers', resources: configuration.resources.filter((arn) => !isCluster(arn)), conditions: {} };
}

/**
 * ARC has no resource type for EKS clusters and Auto Scaling groups, so a condition limits what may be shifted (ARC Developer
 * Guide, "Identity-based policy examples for zonal shift").
 */
function byIdentifier(role: Role): Grant {
  const clusters = role.configuration.resources.filter(isCluster);
  const identifiers = [...clusters, ...groupArns(role, 'zonal-shift')];
  const conditions = { StringLike: { 'arc-zonal-shift:ResourceIdentifier': identifiers } };
  return { scope: 'ByIdentifier', resources: identifiers.length === 0 ? [] : EVERYTHING, conditions };
}

function isCluster(arn: string): boolean {
  return arn.split(':')[2] === 'eks';
}

function groups(role: Role): Grant {
  const { autoScalingGroups: selection } = role.configuration;
  const conditions: Conditions =
    'tag' in selection ? { StringEquals: { [`aws:ResourceTag/${selection.tag.key}`]: literal(selection.tag.value) } } : {};
  return { scope: 'Groups', resources: groupArns(role, 'remove-subnets'), conditions };
}

/**
 * Groups that bear our record, whether anything still selects them or not: what is out can then be brought back (ADR 7). IAM needs the
 * tag's key when the template is written, so there is none for a zone whose AZ ID is a token.
 */
function recordedGroups({ configuration, place }: Role): Grant[] {
  const { application, autoScalingGroups, zones } = configuration;
  if (namesOf(autoScalingGroups, 'remove-subnets').length === 0) return [];
  const ours = `* app=${literal(application)}`;
  return zones
    .filter(({ zoneId }) => !Token.isUnresolved(zoneId))
    .map(({ zoneId }) => ({
      scope: 'RecordedGroups',
      resources: [groupArn('*', place)],
      conditions: { StringLike: { [`aws:ResourceTag/${firstHead(zoneId)}`]: ours } },
    }));
}

function groupArns({ configuration, place }: Role, capacityStep: ConfiguredGroup['capacityStep']): string[] {
  return namesOf(configuration.autoScalingGroups, capacityStep).map((name) => groupArn(name, place));
}

/** Only Auto Scaling knows the UUID in a group's ARN, hence the wildcard. */
function groupArn(name: string, { partition, region, account }: Place): string {
  return `arn:${partition}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`;
}

function namesOf(selection: GroupSelection, capacityStep: ConfiguredGroup['capacityStep']): string[] {
  if ('tag' in selection) return selection.capacityStep === capacityStep ? ['*'] : [];
  return selection.filter((group) => group.capacityStep === capacityStep).map(({ name }) => literal(name));
}

/** Escapes `*`, `?` and `$`, which are special in IAM values (IAM User Guide, "Policy variables", special characters). */
function literal(value: string): string {
  return Token.isUnresolved(value) ? value : value.replace(/[*?$]/g, (character) => `\${${character}}`);
}

function insightRules({ configuration, place }: Role): Grant {
  const { partition, region, account } = place;
  const names = configuration.signals.flatMap((signal) => ('rules' in signal ? Object.values(signal.rules) : []));
  const resources = names.map((name) => `arn:${partition}:cloudwatch:${region}:${account}:insight-rule/${literal(name)}`);
  return { scope: 'InsightRules', resources, conditions: {} };
}

function noticeTarget({ notify: key, scope, arnOfName }: NoticeTarget, { configuration, place }: Role): Grant {
  const target = configuration.notify[key];
  if (target === undefined) return { scope, resources: [], conditions: {} };
  const isName = arnOfName !== undefined && !target.startsWith('arn:');
  return { scope, resources: [isName ? arnOfName(target, place) : target], conditions: {} };
}
