import type { ILaunchTemplate, ISubnet, LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { AllowedLaunchTemplate } from '../../shared/domain/index.ts';
import { ZoneIds } from '../zone-ids.ts';
import { nameOfAlarm } from './alarms/alarm-names.ts';
import type {
  ConfigurationDocument,
  GrayFailureResponderProps,
  GroupLike,
  ResponderGroup,
  ResponderGroupsByTag,
  ResponderZone,
  ShiftedLoadBalancer,
} from './responder-props.ts';

/** Props that are not part of the deployed document: the stack's, and what is there for editors and for the alarms. */
const DEPLOYMENT = [
  '$schema',
  'alarmThresholds',
  'vpc',
  'name',
  'pinSubnets',
  'logRetention',
  'dashboard',
  'code',
  'timeout',
  'reservedConcurrency',
] as const;

/** Converts the props to a configuration document, without validating it. Objects become ARNs and names, which may be tokens. */
export function configurationOf(scope: Construct, props: GrayFailureResponderProps, topicArn: string): ConfigurationDocument {
  const zones = each(props.zones, (zone) => zoneOf(scope, zone)) as ConfigurationDocument['zones'];
  const { contributorAlarm, regionalAlarms, resources, autoScalingGroups, subnets, launchTemplates, notify, ...rest } = props;
  const plain = Object.fromEntries(Object.entries(rest).filter(([key]) => !(DEPLOYMENT as readonly string[]).includes(key)));
  const eventBus = notify?.eventBusName;
  return {
    ...(plain as unknown as Omit<ConfigurationDocument, 'zones'>),
    zones,
    ...given('contributorAlarm', contributorAlarm && nameOfAlarm(scope, contributorAlarm)),
    ...given('regionalAlarms', regionalAlarms && each(regionalAlarms, (alarm) => nameOfAlarm(scope, alarm))),
    ...given('resources', resources && each(resources, arnOf)),
    ...given('autoScalingGroups', autoScalingGroups && groupsOf(autoScalingGroups)),
    ...given('subnets', subnets && subnetsOf(subnets, zones)),
    ...given('launchTemplates', launchTemplates && each(launchTemplates, launchTemplateOf)),
    notify: { ...(notify as object), topicArn, ...given('eventBusName', isObject(eventBus) ? eventBus.eventBusName : eventBus) },
  };
}

/**
 * Maps each item of the list. Documents come from files, so anything that is not a list, and any item that is neither text nor
 * object, stays unchanged for the validation to refuse.
 */
function each<Item, Changed>(list: readonly Item[], change: (item: Item) => Changed): Changed[] {
  if (!Array.isArray(list)) return list as unknown as Changed[];
  return list.map((item) => (isObject(item) || typeof item === 'string' ? change(item) : (item as Changed)));
}

function isObject<Value>(value: Value): value is Value & object {
  return typeof value === 'object' && value !== null;
}

/** `{ key: value }`, or `{}` for undefined: an undefined member is not the same as a missing one. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}

function zoneOf(scope: Construct, zone: ResponderZone): ConfigurationDocument['zones'][number] {
  const { zoneName, zoneId, impactAlarm, recoveryAlarm } = zone;
  return {
    ...zone,
    zoneId: zoneId ?? ZoneIds.of(scope).of(zoneName),
    ...given('impactAlarm', impactAlarm && nameOfAlarm(scope, impactAlarm)),
    ...given('recoveryAlarm', recoveryAlarm && nameOfAlarm(scope, recoveryAlarm)),
  } as ConfigurationDocument['zones'][number];
}

function arnOf(resource: ShiftedLoadBalancer | string): string {
  return typeof resource === 'string' ? resource : resource.loadBalancerRef.loadBalancerArn;
}

function groupsOf(groups: NonNullable<GrayFailureResponderProps['autoScalingGroups']>) {
  if (!Array.isArray(groups)) return groups as ResponderGroupsByTag;
  return each(groups as readonly (GroupLike | ResponderGroup)[], (group) => {
    const { name, ...rest } = isGroup(group) ? { name: group } : group;
    return { ...rest, name: nameOfGroup(name) };
  });
}

/** Of a template made in this app, CDK knows the role as well. */
function launchTemplateOf(template: ILaunchTemplate | AllowedLaunchTemplate): AllowedLaunchTemplate {
  if (!Construct.isConstruct(template)) return template as AllowedLaunchTemplate;
  const { launchTemplateId = '', role } = template as ILaunchTemplate & Partial<LaunchTemplate>;
  return { launchTemplateId, ...given('instanceRole', role?.roleArn) };
}

function isGroup(group: GroupLike | ResponderGroup): group is GroupLike {
  return typeof group === 'string' || 'autoScalingGroupName' in group;
}

function nameOfGroup(group: GroupLike): string {
  return isObject(group) ? group.autoScalingGroupName : group;
}

/** The validation refuses a subnet whose zone is unknown or not configured, so any zone will do here. */
function subnetsOf(
  subnets: readonly ISubnet[] | Readonly<Record<string, string>>,
  zones: ConfigurationDocument['zones'],
): Record<string, string> {
  if (!Array.isArray(subnets)) return subnets as Record<string, string>;
  const known = Array.isArray(zones) ? zones.filter(isObject) : [];
  const zoneIdOf = (zoneName: string) => (known.find((zone) => zone.zoneName === zoneName) ?? known[0])?.zoneId ?? zoneName;
  return Object.fromEntries(
    (subnets as readonly ISubnet[]).map((subnet) => [subnet.subnetId, zoneIdOf(subnet.availabilityZone)]),
  );
}
