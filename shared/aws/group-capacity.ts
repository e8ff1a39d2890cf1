import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type { AzName, ObservedGroup, ZoneCapacity } from '../domain/index.ts';

type GroupCapacity = Pick<ObservedGroup, 'capacity' | 'serves' | 'status' | 'largestWeight' | 'desiredIn'>;

/** What a group holds, in instances and in units, and whom it serves. What is as usual is left out. */
export function observeCapacity(group: AutoScalingGroup): GroupCapacity {
  const { Instances = [], Status, DesiredCapacityType = 'units' } = group;
  const largestWeight = Math.max(1, ...Instances.map(unitsOf));
  return {
    capacity: countByZone(group),
    serves: servesOf(group),
    ...(Status === undefined ? {} : { status: Status }),
    ...(largestWeight === 1 ? {} : { largestWeight }),
    ...(DesiredCapacityType === 'units' ? {} : { desiredIn: DesiredCapacityType }),
  };
}

function countByZone({ AvailabilityZones = [], Instances = [] }: AutoScalingGroup): ZoneCapacity[] {
  const zoneNames = [...new Set([...AvailabilityZones, ...Instances.map(({ AvailabilityZone = '' }) => AvailabilityZone)])];
  const isMixed = new Set(Instances.map(versionOf)).size > 1;
  return zoneNames.map((zoneName) => {
    const inZone = Instances.filter(({ AvailabilityZone }) => AvailabilityZone === zoneName);
    const healthy = inZone.filter(
      ({ HealthStatus, LifecycleState }) => HealthStatus === 'Healthy' && LifecycleState === 'InService',
    );
    const launchedFrom = [...new Set(healthy.map(versionOf))].sort();
    const healthyUnits = healthy.reduce((sum, instance) => sum + unitsOf(instance), 0);
    const isProtected = inZone.filter(({ ProtectedFromScaleIn }) => ProtectedFromScaleIn === true).length;
    return {
      zoneName: zoneName as AzName,
      healthy: healthy.length,
      total: inZone.length,
      ...(healthyUnits === healthy.length ? {} : { healthyUnits }),
      ...(isProtected === 0 ? {} : { protected: isProtected }),
      ...(isMixed ? { versions: launchedFrom } : {}),
    };
  });
}

/** API Instance: a launch template has an ID and a version, a launch configuration is another with each edit. */
function versionOf({ LaunchTemplate, LaunchConfigurationName = '' }: Instance): string {
  return LaunchTemplate === undefined ? LaunchConfigurationName : `${LaunchTemplate.LaunchTemplateId} ${LaunchTemplate.Version}`;
}

/** API Instance, WeightedCapacity: a number as text; absent where instances are not weighted. */
function unitsOf({ WeightedCapacity = '1' }: Instance): number {
  const units = Number(WeightedCapacity);
  return Number.isFinite(units) && units > 0 ? units : 1;
}

/** API AutoScalingGroup: TrafficSources has all of them, the older members only the load balancers. */
function servesOf({ TargetGroupARNs = [], LoadBalancerNames = [], TrafficSources = [] }: AutoScalingGroup): string[] {
  return [...new Set([...TargetGroupARNs, ...LoadBalancerNames, ...TrafficSources.map(({ Identifier = '' }) => Identifier)])];
}
