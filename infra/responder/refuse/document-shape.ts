import type { GrayFailureResponderProps, ResponderZone } from '../responder-props.ts';

/** Whether the further checks can run. A document from a file may have any shape; the schema reports what is wrong with it. */
export function hasItsShape(props: GrayFailureResponderProps): boolean {
  const {
    zones,
    contributorAlarm,
    regionalAlarms = [],
    resources = [],
    autoScalingGroups = [],
  } = Object(props) as GrayFailureResponderProps;
  const groups = 'tag' in Object(autoScalingGroups) ? [] : autoScalingGroups;
  return (
    isListOf(zones, isZone) &&
    (contributorAlarm === undefined || isTextOrConstruct(contributorAlarm)) &&
    [regionalAlarms, resources].every((list) => isListOf(list, isTextOrConstruct)) &&
    isListOf(groups, (group) => typeof group === 'string' || isObject(group))
  );
}

function isListOf(list: unknown, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(isOne);
}

function isZone(zone: unknown): boolean {
  if (!isObject(zone)) return false;
  const { impactAlarm, recoveryAlarm } = zone as Partial<ResponderZone>;
  return [impactAlarm, recoveryAlarm].every((alarm) => alarm === undefined || isTextOrConstruct(alarm));
}

function isTextOrConstruct(item: unknown): boolean {
  return typeof item === 'string' || (isObject(item) && 'node' in item);
}

function isObject(item: unknown): item is object {
  return typeof item === 'object' && item !== null;
}
