import { LoadBalancer, type TargetGroup } from '../../simulator/region/load-balancer/load-balancer.ts';

const ZONE_IDS = ['use1-az1', 'use1-az2', 'use1-az4'];

function aLoadBalancer({ crossZone = false, instances = ZONE_IDS } = {}): { loadBalancer: LoadBalancer; group: TargetGroup } {
  const loadBalancer = new LoadBalancer(
    {
      name: 'web',
      id: '50dc6c495c0c9188',
      crossZone,
      zonalShiftEnabled: true,
      zoneIds: ZONE_IDS,
      targetGroups: [{ name: 'web', id: '73e2d6bc24d8a067', group: 'web', requestsPerSecondPerTarget: 50 }],
    },
    { region: 'us-east-1', account: '111122223333' },
  );
  const [group] = loadBalancer.targetGroups;
  if (group === undefined) throw new Error('no target group');
  group.register(
    instances.map((zoneId, index) => ({ instanceId: `i-${index}`, zoneId })),
    'healthy',
  );
  return { loadBalancer, group };
}

function failHealthChecks(group: TargetGroup, zoneIds: string[]): void {
  for (let round = 0; round < 2; round += 1) group.checkHealth(({ zoneId }) => !zoneIds.includes(zoneId));
}

function zonesServedFrom(zoneId: string, { loadBalancer, group }: ReturnType<typeof aLoadBalancer>, weights = {}): string[] {
  return loadBalancer.targetsOf(group, { zoneId, weights }).map((target) => target.zoneId);
}

describe('load balancer', () => {
  it('has the ARN and the dimension of an Application Load Balancer', () => {
    const { loadBalancer, group } = aLoadBalancer();
    expect(loadBalancer.arn).toBe('arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188');
    expect(loadBalancer.dimension).toBe('app/web/50dc6c495c0c9188');
    expect(group.dimension).toBe('targetgroup/web/73e2d6bc24d8a067');
  });

  it('removes a shifted zone from DNS', () => {
    expect(aLoadBalancer().loadBalancer.zonesInDns({ 'use1-az1': 0, 'use1-az2': 1 })).toEqual(['use1-az2', 'use1-az4']);
  });

  it('removes a zone without a healthy target from DNS with cross-zone off', () => {
    const { loadBalancer, group } = aLoadBalancer();
    failHealthChecks(group, ['use1-az2']);
    expect(loadBalancer.zonesInDns({})).toEqual(['use1-az1', 'use1-az4']);
  });

  it('keeps a zone without a healthy target in DNS with cross-zone on', () => {
    const { loadBalancer, group } = aLoadBalancer({ crossZone: true });
    failHealthChecks(group, ['use1-az2']);
    expect(loadBalancer.zonesInDns({})).toEqual(ZONE_IDS);
  });

  it('fails open to every zone, shifted or not, when nothing is healthy', () => {
    const { loadBalancer, group } = aLoadBalancer();
    failHealthChecks(group, ZONE_IDS);
    expect(loadBalancer.zonesInDns({ 'use1-az1': 0 })).toEqual(ZONE_IDS);
  });

  it('sends to the targets of the node’s own zone with cross-zone off', () => {
    expect(zonesServedFrom('use1-az1', aLoadBalancer())).toEqual(['use1-az1']);
  });

  it('sends to the targets of all zones but the shifted one with cross-zone on', () => {
    const world = aLoadBalancer({ crossZone: true });
    expect(zonesServedFrom('use1-az1', world)).toEqual(ZONE_IDS);
    expect(zonesServedFrom('use1-az2', world, { 'use1-az1': 0 })).toEqual(['use1-az2', 'use1-az4']);
  });

  it('sends to unhealthy targets only if none is healthy', () => {
    const world = aLoadBalancer({ instances: ['use1-az1', 'use1-az1', 'use1-az2'] });
    failHealthChecks(world.group, ['use1-az2']);
    expect(zonesServedFrom('use1-az1', world)).toEqual(['use1-az1', 'use1-az1']);
    expect(zonesServedFrom('use1-az2', world)).toEqual(['use1-az2']);
    expect(zonesServedFrom('use1-az4', world)).toEqual([]);
  });

  it('uses a new target after two passed health checks', () => {
    const { group } = aLoadBalancer({ instances: [] });
    group.register([{ instanceId: 'i-new', zoneId: 'use1-az1' }], 'initial');
    group.checkHealth(() => true);
    expect(group.targets[0]?.healthy).toBe(false);
    group.checkHealth(() => true);
    expect(group.targets[0]?.healthy).toBe(true);
  });

  it('forgets a target that is no longer registered and keeps the health of the others', () => {
    const { group } = aLoadBalancer();
    failHealthChecks(group, ['use1-az2']);
    group.register([{ instanceId: 'i-1', zoneId: 'use1-az2' }], 'initial');
    expect(group.targets).toEqual([{ instanceId: 'i-1', zoneId: 'use1-az2', healthy: false, disagreeing: 0 }]);
  });

  it('does not change a target’s state after a single failed check', () => {
    const { group } = aLoadBalancer();
    group.checkHealth(() => false);
    group.checkHealth(() => true);
    group.checkHealth(() => false);
    expect(group.targets.every(({ healthy }) => healthy)).toBe(true);
  });
});
