import { anInstance, describing } from './auto-scaling-setup.ts';

const WEB_TARGETS = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067';
const CONSUMERS = 'arn:aws:vpc-lattice:us-east-1:111122223333:targetgroup/tg-0a1';

describe('the capacity of a group', () => {
  it('is in units where Auto Scaling gives instances a weight', async () => {
    const Instances = [anInstance('us-east-1a', { WeightedCapacity: '8' }), anInstance('us-east-1b', { WeightedCapacity: '2' })];
    expect(await describing({ DesiredCapacity: 10, Instances }).read('web')).toMatchObject({
      desired: 10,
      largestWeight: 8,
      capacity: [
        { zoneName: 'us-east-1a', healthy: 1, total: 1, healthyUnits: 8 },
        { zoneName: 'us-east-1b', healthy: 1, total: 1, healthyUnits: 2 },
        { zoneName: 'us-east-1c', healthy: 0, total: 0 },
      ],
    });
  });

  it('counts the units of healthy instances in service only', async () => {
    const Instances = [
      anInstance('us-east-1a', { WeightedCapacity: '8' }),
      anInstance('us-east-1a', { WeightedCapacity: '8', LifecycleState: 'Pending' }),
    ];
    expect((await describing({ Instances }).read('web'))?.capacity[0]).toMatchObject({ healthy: 1, total: 2, healthyUnits: 8 });
  });

  it.each(['', 'many', '0'])('counts one for an instance whose weight is %j', async (WeightedCapacity) => {
    const Instances = [anInstance('us-east-1a', { WeightedCapacity })];
    expect((await describing({ Instances }).read('web'))?.capacity[0]).toEqual({ zoneName: 'us-east-1a', healthy: 1, total: 1 });
  });

  it('says what the desired capacity counts, if not units', async () => {
    expect(await describing({ DesiredCapacityType: 'vcpu' }).read('web')).toMatchObject({ desiredIn: 'vcpu' });
    expect(await describing({ DesiredCapacityType: 'units' }).read('web')).not.toHaveProperty('desiredIn');
  });

  it('says how many instances of a zone are protected from scale-in', async () => {
    const Instances = [anInstance('us-east-1a', { ProtectedFromScaleIn: true }), anInstance('us-east-1a')];
    expect((await describing({ Instances }).read('web'))?.capacity[0]).toMatchObject({ total: 2, protected: 1 });
  });
});

describe('what a group serves', () => {
  it('has target groups, Classic Load Balancers and other sources of traffic, each once', async () => {
    const group = await describing({
      TargetGroupARNs: [WEB_TARGETS],
      LoadBalancerNames: ['classic'],
      TrafficSources: [
        { Identifier: WEB_TARGETS, Type: 'elbv2' },
        { Identifier: 'classic', Type: 'elb' },
        { Identifier: CONSUMERS, Type: 'vpc-lattice' },
      ],
    }).read('web');
    expect(group?.serves).toEqual([WEB_TARGETS, 'classic', CONSUMERS]);
  });
});

describe('a group that is being deleted', () => {
  it('has a status', async () => {
    expect(await describing({ Status: 'Delete in progress' }).read('web')).toMatchObject({ status: 'Delete in progress' });
  });
});
