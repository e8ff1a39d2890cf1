import { albBehindNlb } from './alb-behind-nlb.ts';
import { capacity } from './capacity.ts';
import { clientKeepAlive } from './client-keep-alive.ts';
import { concurrency } from './concurrency.ts';
import { crossZone } from './cross-zone.ts';
import { deployment } from './deployment.ts';
import { eksManaged } from './eks-managed.ts';
import { failOpen } from './fail-open.ts';
import { groups } from './groups.ts';
import { identity } from './identity.ts';
import { impactAlarms } from './impact-alarms.ts';
import { killSwitch } from './kill-switch.ts';
import { launches } from './launches.ts';
import { loadBalancerDetails } from './load-balancer-details.ts';
import { loadBalancerZones } from './load-balancer-zones.ts';
import { notices } from './notices.ts';
import { oneZoneGroups } from './one-zone-groups.ts';
import { optIn } from './opt-in.ts';
import { permissions } from './permissions.ts';
import { recordRoom } from './record-room.ts';
import { recoveryAlarms } from './recovery-alarms.ts';
import { regionalAlarm } from './regional-alarm.ts';
import { resources } from './resources.ts';
import { scaleInProtection } from './scale-in-protection.ts';
import { signals } from './signals.ts';
import { singleZoneTargets } from './single-zone-targets.ts';
import { standsInTheWay } from './stands-in-the-way.ts';
import { subnets } from './subnets.ts';
import { suspendedProcesses } from './suspended-processes.ts';
import { upkeep } from './upkeep.ts';
import { zoneNames } from './zone-names.ts';

/** Everything that an evacuation will need, in the order of the table. A new finding is one file and one line here. */
export const EXAMINATIONS = [
  identity,
  killSwitch,
  zoneNames,
  subnets,
  resources,
  optIn,
  loadBalancerDetails,
  loadBalancerZones,
  crossZone,
  albBehindNlb,
  failOpen,
  singleZoneTargets,
  clientKeepAlive,
  groups,
  oneZoneGroups,
  capacity,
  eksManaged,
  suspendedProcesses,
  launches,
  scaleInProtection,
  recordRoom,
  impactAlarms,
  recoveryAlarms,
  regionalAlarm,
  signals,
  deployment,
  upkeep,
  concurrency,
  notices,
  permissions,
  standsInTheWay,
] as const;
