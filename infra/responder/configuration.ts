import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
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

/** Members of the props that are not part of the document. */
const DEPLOYMENT = ['vpc', 'name', 'pinSubnets', 'logRetention', 'dashboard', 'code', 'timeout'] as const;

/** The props as the configuration document, not yet validated: objects become ARNs and names, which may be tokens. */
export function configurationOf(scope: Construct, props: GrayFailureResponderProps, topicArn: string): ConfigurationDocument {
  const zones = each(props.zones, (zone) => zoneOf(scope, zone)) as ConfigurationDocument['zones'];
  const { regionalAlarms, resources, autoScalingGroups, subnets, notify, ...rest } = props;
  const plain = Object.fromEntries(Object.entries(rest).filter(([key]) => !(DEPLOYMENT as readonly string[]).includes(key)));
  const eventBus = notify?.eventBusName;
  return {
    ...(plain as unknown as Omit<ConfigurationDocument, 'zones'>),
    zones,
    ...given('regionalAlarms', regionalAlarms && each(regionalAlarms, (alarm) => nameOfAlarm(scope, alarm))),
    ...given('resources', resources && each(resources, arnOf)),
    ...given('autoScalingGroups', autoScalingGroups && groupsOf(autoScalingGroups)),
    ...given('subnets', subnets && subnetsOf(subnets, zones)),
    notify: { ...(notify as object), topicArn, ...given('eventBusName', isObject(eventBus) ? eventBus.eventBusName : eventBus) },
  };
}

/**
 * The list with each item changed. What is no list, and an item that is neither text nor object, stays as it is: documents come
 * from files, and the validation has words for it.
 */
function each<Item, Changed>(list: readonly Item[], change: (item: Item) => Changed): Changed[] {
  if (!Array.isArray(list)) return list as unknown as Changed[];
  return list.map((item) => (isObject(item) || typeof item === 'string' ? change(item) : (item as Changed)));
}

function isObject<Value>(value: Value): value is Value & object {
  return typeof value === 'object' && value !== null;
}

/** `{ key: value }`, or nothing: a member that is undefined would be told apart from one that is missing. */
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

function isGroup(group: GroupLike | ResponderGroup): group is GroupLike {
  return typeof group === 'string' || 'autoScalingGroupName' in group;
}

function nameOfGroup(group: GroupLike): string {
  return isObject(group) ? group.autoScalingGroupName : group;
}

/** Of a subnet whose zone is not configured, or not known, the validation says that. Any of the zones does here. */
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
