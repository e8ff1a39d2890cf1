import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CONTRIBUTORS_PERMISSIONS } from '../../../shared/aws/alarm-contributors/contributors.permissions.ts';
import { ALARM_MUTES_PERMISSIONS } from '../../../shared/aws/alarm-mutes.permissions.ts';
import { ARC_ZONAL_SHIFT_PERMISSIONS } from '../../../shared/aws/arc-zonal-shift.permissions.ts';
import { AUTO_SCALING_PERMISSIONS } from '../../../shared/aws/auto-scaling.permissions.ts';
import { CLOUDWATCH_PERMISSIONS } from '../../../shared/aws/cloudwatch.permissions.ts';
import { EC2_PERMISSIONS } from '../../../shared/aws/ec2.permissions.ts';
import type { Permission, Place, RequestLimit } from '../../../shared/aws/permission.ts';
import { READINESS_PERMISSIONS } from '../../../shared/aws/readiness/readiness.permissions.ts';
import { SIGNALS_PERMISSIONS } from '../../../shared/aws/signals.permissions.ts';
import { CHANNELS } from '../../../shared/tell/channels/index.ts';
import { type Conditions, type Grant, grantsFor, type Role, type RoleConfiguration, type RoleOptions } from './grants.ts';

/** Every call that the responder makes, but that for contributors, which the Service Authorization Reference does not list yet. */
export const RESPONDER_PERMISSIONS: readonly Permission[] = [
  ...CLOUDWATCH_PERMISSIONS,
  ...ALARM_MUTES_PERMISSIONS,
  ...SIGNALS_PERMISSIONS,
  ...ARC_ZONAL_SHIFT_PERMISSIONS,
  ...AUTO_SCALING_PERMISSIONS,
  ...EC2_PERMISSIONS,
  ...READINESS_PERMISSIONS,
  ...CHANNELS.flatMap(({ permissions }) => permissions),
];

/**
 * The statements of the responder's role for a configuration: exactly the calls that it can make, on exactly the resources that
 * it needs. Calls with the same scope share a statement. In mode observe, only reads.
 */
export function policyStatements(configuration: RoleConfiguration, place: Place, options: RoleOptions = {}): PolicyStatement[] {
  const role = { configuration, place, options };
  const all = [...RESPONDER_PERMISSIONS, ...CONTRIBUTORS_PERMISSIONS];
  const permissions = all.filter(({ access }) => access === 'read' || configuration.mode !== 'observe');
  return permissions
    .flatMap((permission) => grantsFor(permission, role).map((grant) => limited(grant, permission, role)))
    .reduce(joinSameScope, [])
    .map(({ actions, scope, resources, conditions }, index, statements) => {
      const earlier = statements.slice(0, index).filter((other) => other.scope === scope).length;
      const sid = earlier === 0 ? scope : `${scope}${earlier + 1}`;
      return new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions });
    });
}

interface Allowed extends Grant {
  readonly actions: readonly string[];
}

function limited({ scope, resources, conditions }: Grant, { action, access, request }: Permission, role: Role): Allowed {
  return {
    actions: [action],
    scope: `${access === 'read' ? 'Read' : 'Write'}${scope}`,
    resources,
    conditions: { ...conditions, ...(request === undefined ? {} : conditionsOf(request, role)) },
  };
}

function joinSameScope(joined: readonly Allowed[], next: Allowed): readonly Allowed[] {
  const scopeOf = ({ actions: _actions, ...scope }: Allowed) => JSON.stringify(scope);
  const same = joined.find((earlier) => scopeOf(earlier) === scopeOf(next));
  if (same === undefined) return [...joined, next];
  return joined.map((earlier) => (earlier === same ? { ...same, actions: [...same.actions, ...next.actions] } : earlier));
}

/**
 * `ForAllValues` also holds if there is no value at all, hence the extra check that there is one (IAM User Guide, "Set operators
 * for multivalued context keys").
 */
function conditionsOf({ every = {}, absent = [], never = [] }: RequestLimit, { configuration, options }: Role): Conditions {
  const subnets = options.pinSubnets === false ? [] : Object.keys(configuration.subnets);
  const pinned = Object.entries(every)
    .map(([key, values]) => [key, values === 'configured-subnets' ? subnets : values] as const)
    .filter(([, values]) => values.length > 0);
  const presence = [...pinned.map(([key]) => [key, 'false']), ...absent.map((key) => [key, 'true'])];
  return {
    ...(pinned.length === 0 ? {} : { 'ForAllValues:StringLike': Object.fromEntries(pinned) }),
    ...(presence.length === 0 ? {} : { Null: Object.fromEntries(presence) }),
    ...(never.length === 0 ? {} : { BoolIfExists: Object.fromEntries(never.map((key) => [key, 'false'])) }),
  };
}
