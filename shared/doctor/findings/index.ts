import { albBehindNlb } from './alb-behind-nlb.ts';
import { clientKeepAlive } from './client-keep-alive.ts';
import { concurrency } from './concurrency.ts';
import { crossZone } from './cross-zone.ts';
import { deployment } from './deployment.ts';
import { failOpen } from './fail-open.ts';
import { identity } from './identity.ts';
import { killSwitch } from './kill-switch.ts';
import { loadBalancerDetails } from './load-balancer-details.ts';
import { loadBalancerZones } from './load-balancer-zones.ts';
import { notices } from './notices.ts';
import { EXAMINATIONS_OF_EVIDENCE } from './of-evidence.ts';
import { peak } from './peak.ts';
import { permissions } from './permissions.ts';
import { resources } from './resources.ts';
import { responderAlarms } from './responder-alarms.ts';
import { singleTargets } from './single-targets.ts';
import { singleZoneTargets } from './single-zone-targets.ts';
import { upkeep } from './upkeep.ts';
import { version } from './version.ts';
import { zones } from './zones.ts';

/**
 * Everything that an evacuation will need, in the order of the table: the account, what is deployed, and what an evacuation reads. A
 * new finding is one file and one line, here or in of-evidence.ts.
 */
export const EXAMINATIONS = [
  identity,
  killSwitch,
  deployment,
  version,
  upkeep,
  responderAlarms,
  concurrency,
  notices,
  permissions,
  zones,
  resources,
  loadBalancerDetails,
  loadBalancerZones,
  crossZone,
  albBehindNlb,
  failOpen,
  singleZoneTargets,
  clientKeepAlive,
  peak,
  singleTargets,
  ...EXAMINATIONS_OF_EVIDENCE,
] as const;
