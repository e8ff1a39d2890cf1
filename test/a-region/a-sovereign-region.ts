import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { lambdaCommand } from '../../shared/report/suggested-command.ts';
import type { Dependencies } from '../../shared/respond.ts';
import { loadBalancerArn } from '../../simulator/region/load-balancer/load-balancer.ts';
import { Region } from '../../simulator/region/region.ts';
import { minutesAfter, NOW } from '../builders.ts';
import { Alarms } from './alarms.ts';
import { clockOf } from './clock.ts';
import { connectDirectly } from './direct-clients.ts';
import { Interference } from './interference.ts';

const IDENTITY = { region: 'eusc-de-east-1', account: '123456789012' };
const ZONES = ['a', 'b', 'c'].map((letter, index) => ({
  zoneId: `euscdee1-az${index + 1}`,
  zoneName: `${IDENTITY.region}${letter}`,
}));
const WEB = { name: 'web', id: '0123456789abcdef' };

/** The configuration document of an application in the European Sovereign Cloud, in mode act. */
export const SOVEREIGN = {
  application: 'shop',
  mode: 'act',
  zones: ZONES.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-impact` })),
  resources: [loadBalancerArn(WEB, IDENTITY)],
  autoScalingGroups: [{ name: 'web' }],
};

/** A still Region of that cloud, with a load balancer and a group in three zones, and no alarm in ALARM. */
export function aSovereignRegion(): { region: Region; dependencies: Dependencies } {
  const zoneIds = ZONES.map(({ zoneId }) => zoneId);
  const subnets = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'].map((subnetId, index) => ({
    subnetId,
    zoneId: zoneIds[index] ?? '',
  }));
  const region = new Region({
    ...IDENTITY,
    isStill: true,
    seed: 1,
    startsAt: new Date(minutesAfter(NOW, -1)),
    zones: ZONES,
    subnets,
    groups: [{ name: 'web', subnetIds: subnets.map(({ subnetId }) => subnetId), desired: 12, min: 0, max: 24 }],
    loadBalancers: [{ ...WEB, crossZone: false, zonalShiftEnabled: true, zoneIds, targetGroups: [] }],
    traffic: [],
    topics: [],
    alarms: [],
    faults: [],
  });
  const alarms = new Alarms(region);
  for (const { impactAlarm } of SOVEREIGN.zones) alarms.set(impactAlarm, { state: 'OK' });
  region.advanceTo(Date.parse(NOW));
  const { signal } = new AbortController();
  const dependencies: Dependencies = {
    ...connectDirectly(region, new Interference(), signal),
    policy: parseConfiguration(JSON.stringify(SOVEREIGN)),
    clock: clockOf(region),
    identity: IDENTITY,
    commandFor: lambdaCommand('responder'),
    requestId: 'invocation-1',
    signal,
    patienceMillis: 0,
  };
  return { region, dependencies };
}
