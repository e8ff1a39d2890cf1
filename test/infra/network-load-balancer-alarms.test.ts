import { aCloudWatch, MINUTE, START } from '../region/cloud-watch-setup.ts';
import { alarmsOf, TCP, WEB_TARGETS, ZONES } from './alarms-under-test.ts';

/** The alarms of a Network Load Balancer, evaluated by the Region's CloudWatch on what such a load balancer would publish. */

const TARGETS = WEB_TARGETS.replace('/web/', '/tcp/');
const ALARMS = alarmsOf({ loadBalancers: [{ loadBalancer: TCP, targetGroups: [TARGETS] }] });
const LOAD_BALANCER = { LoadBalancer: 'net/tcp/1f2e3d4c5b6a7980' };
const TARGET_GROUP = 'targetgroup/tcp/73e2d6bc24d8a067';

interface ZoneMinute {
  readonly flows?: number;
  readonly resets?: number;
  readonly healthy?: number;
  readonly unhealthy?: number;
  /** Whether the resets of all zones together are not published yet. */
  readonly totalLags?: boolean;
}

/** What the load balancer publishes of a zone; CloudWatch adds up what the zones publish without their name. */
function metricsOf(zoneName: string, ofZone: ZoneMinute) {
  const { flows = 2000, resets = 4, healthy = 4, unhealthy = 0, totalLags = false } = ofZone;
  const zone = { AvailabilityZone: zoneName, ...LOAD_BALANCER };
  const hosts = { ...zone, TargetGroup: TARGET_GROUP };
  return [
    { name: 'NewFlowCount', dimensions: zone, value: flows },
    { name: 'NewFlowCount', dimensions: LOAD_BALANCER, value: flows },
    { name: 'TCP_Target_Reset_Count', dimensions: zone, value: resets },
    ...(totalLags ? [] : [{ name: 'TCP_Target_Reset_Count', dimensions: LOAD_BALANCER, value: resets }]),
    { name: 'HealthyHostCount', dimensions: hosts, value: healthy },
    { name: 'UnHealthyHostCount', dimensions: hosts, value: unhealthy },
  ];
}

/** Plays so many minutes, in each zone what is said of it; answers the impact alarms that went off, in their order. */
function alarmsRaised(minutes: number, minuteOf: (zoneId: string, minute: number) => ZoneMinute): string[] {
  const { cloudWatch, call, goTo, stateChanges } = aCloudWatch();
  for (const { kind, input } of ALARMS) call(kind === 'metric' ? 'PutMetricAlarm' : 'PutCompositeAlarm', input);
  for (let minute = 0; minute < minutes; minute += 1) {
    const metrics = ZONES.flatMap(({ zoneId, zoneName }) => metricsOf(zoneName, minuteOf(zoneId, minute)));
    for (const { value, ...metric } of metrics) {
      const statistics = { sum: value, count: 1, minimum: value, maximum: value };
      cloudWatch.putMetric({ namespace: 'AWS/NetworkELB', at: START + minute * MINUTE, ...metric, ...statistics });
    }
    goTo(minute + 1);
  }
  const toAlarm = stateChanges().filter(({ detail }) => (detail.state as { value: string }).value === 'ALARM');
  return toAlarm.map(({ detail }) => String(detail.alarmName)).filter((name) => name.endsWith('impact'));
}

const one = 'use1-az1';

describe('alarms of a Network Load Balancer', () => {
  it('are quiet while nothing is wrong', () => {
    expect(alarmsRaised(10, () => ({}))).toEqual([]);
  });

  it('name the zone in which connections are reset', () => {
    const raised = alarmsRaised(8, (zoneId, minute) => (zoneId === one && minute >= 3 ? { resets: 400 } : {}));
    expect(raised).toEqual([`${one}-impact`, `${one}-isolated-impact`]);
  });

  it('name it by the rate, even if it has only a tenth of the connections', () => {
    const raised = alarmsRaised(8, (zoneId) => (zoneId === one ? { flows: 200, resets: 40 } : { resets: 80 }));
    expect(raised).toEqual([`${one}-impact`, `${one}-isolated-impact`]);
  });

  it('name no zone when connections are reset in all zones', () => {
    const raised = alarmsRaised(8, () => ({ resets: 400 }));
    expect(raised).toEqual(expect.arrayContaining(['wildrydes-regional-impact']));
    expect(raised.filter((name) => name.includes('isolated'))).toEqual([]);
  });

  it('do not mistake a total that lags behind for good neighbours', () => {
    const raised = alarmsRaised(8, () => ({ resets: 400, totalLags: true }));
    expect(raised.filter((name) => name.includes('isolated'))).toEqual([]);
    const lone = alarmsRaised(8, (zoneId) => ({ resets: zoneId === one ? 400 : 4, totalLags: true }));
    expect(lone).toEqual([`${one}-impact`]);
  });

  it('are INSUFFICIENT_DATA for a zone without connections', () => {
    const raised = alarmsRaised(8, (zoneId) => (zoneId === one ? { flows: 20, resets: 20 } : {}));
    expect(raised).toEqual([]);
  });

  it('name the zone whose targets are unhealthy, until others are too', () => {
    const unhealthy = { healthy: 2, unhealthy: 2 };
    expect(alarmsRaised(8, (zoneId, minute) => (zoneId === one && minute >= 3 ? unhealthy : {}))).toEqual([
      `${one}-impact`,
      `${one}-isolated-impact`,
    ]);
    const two = alarmsRaised(8, (zoneId, minute) => (zoneId !== 'use1-az4' && minute >= 3 ? unhealthy : {}));
    expect(two.filter((name) => name.includes('isolated'))).toEqual([]);
  });

  it('do not name the zone whose checks fail first when all zones fail, because of one bad minute elsewhere', () => {
    const raised = alarmsRaised(8, (zoneId, minute) => {
      const since = zoneId === one ? 3 : 4;
      return minute >= since ? { healthy: 2, unhealthy: 2 } : {};
    });
    expect(raised.filter((name) => name.includes('isolated'))).toEqual([]);
  });
});
