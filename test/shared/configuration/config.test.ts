import { expectedIdentity, parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { aConfiguration, aPolicy, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { LOAD_BALANCER, TARGET_GROUP } from '../signals.ts';

const SMALLEST = { application: 'wildrydes', zones: [ZONE_1, ZONE_2], resources: [WEB] };
const parse = (document: unknown) => parseConfiguration(JSON.stringify(document));

describe('a configuration', () => {
  it('needs an application, zones and one resource, and fills in the rest on the safe side', () => {
    expect(parse(SMALLEST)).toEqual({
      ...SMALLEST,
      mode: 'observe',
      paused: false,
      restore: 'manual',
      regionalAlarms: [],
      autoScalingGroups: [],
      subnets: {},
      signals: [],
      outlier: {
        windowMinutes: 5,
        minimumMinutes: 3,
        significance: 0.01,
        ratio: 5,
        excess: { faults: 0.003, slow: 0.02, drops: 0.0001 },
        healthy: { faults: 0.002, slow: 0.01, drops: 0.0001 },
        pastMinutes: 120,
        pastSignificance: 1e-7,
        leastBad: 10,
        clump: 2,
        lastingMinutes: 3,
        overwhelmingShare: 0.18,
      },
      zonalShift: { expiresIn: '8h', renewBefore: '1h', maximumDuration: '72h' },
      capacity: { minimumZones: 1, minimumHealthyShare: 0.5, drain: '0m' },
      limits: {
        maximumEventAgeMinutes: 15,
        judgeAgainMinutes: 60,
        cooldownMinutes: 60,
        maximumEvacuationsPerDay: 2,
        otherApplications: 'hold',
        soakMinutes: 15,
        maximumReRemovals: 3,
        yieldToAutoshift: false,
        actWithoutSignals: false,
      },
      deployment: { alarms: [], suspectMinutes: 15, announcedMinutes: 60 },
      notify: {},
    });
  });

  it('names every problem at once: of single values, and of all of them together', () => {
    const theirs = WEB.replace('111122223333', '999988887777');
    const document = {
      ...SMALLEST,
      mode: 'acting',
      resources: [theirs, 'web', WEB, WEB.replace('web', 'api'), WEB.replace('web', 'old'), WEB],
      zonalShift: { expiresIn: '1h' },
    };
    expect(() => parse(document)).toThrow(
      expect.objectContaining({
        problems: [
          'mode: "acting" is not accepted; accepted: observe, approve, act',
          'resources[1]: "web" is not accepted; accepted: the ARN of an Application or Network Load Balancer, or of an EKS cluster',
          `resources: "${WEB}" is given more than once; accepted: each once`,
          `"${theirs}" is of another Region or account; accepted: us-east-1, 111122223333`,
          'zonalShift.renewBefore: "1h" is not accepted; accepted: less than expiresIn (1h)',
        ],
      }),
    );
  });

  it('does not speak of what it could not read', () => {
    expect(() => parse({ ...SMALLEST, resources: ['web'], subnets: { 'subnet-1': 'use1-az9' } })).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^resources\[0\]: /),
          'subnets.subnet-1: "use1-az9" is not a configured zone; accepted: use1-az1, use1-az2',
        ],
      }),
    );
    expect(() => parse({ ...SMALLEST, zones: 3, subnets: { 'subnet-1': 'use1-az9' } })).toThrow(
      expect.objectContaining({ problems: ['zones: 3 is not accepted; accepted: a list of 2 or more zones'] }),
    );
  });

  it('needs no more of a signal than where it is, and fills in the rest', () => {
    const custom = { kind: 'custom', namespace: 'wildrydes', zoneDimension: 'AZ-ID', requests: ['All'], faults: ['Fault'] };
    const alb = { kind: 'application-load-balancer', loadBalancer: LOAD_BALANCER };
    const nlb = { kind: 'network-load-balancer', loadBalancer: 'net/edge/70dc6c495c0c9177' };
    expect(parse({ ...SMALLEST, signals: [alb, nlb, custom] }).signals).toEqual([
      { ...alb, targetGroups: [], latencyThresholdSeconds: 0.5 },
      { ...nlb, targetGroups: [] },
      { ...custom, zoneBy: 'zone-id', dimensions: {} },
    ]);
  });

  it('may change a single rate of those that count as healthy or as an excess', () => {
    const { outlier } = parse({ ...SMALLEST, outlier: { healthy: { slow: 0.05 }, excess: { drops: 0.001 } } });
    expect(outlier.healthy).toEqual({ faults: 0.002, slow: 0.05, drops: 0.0001 });
    expect(outlier.excess).toEqual({ faults: 0.003, slow: 0.02, drops: 0.001 });
  });

  it('may have groups instead of resources', () => {
    const policy = parse({ ...SMALLEST, resources: [], autoScalingGroups: [{ name: 'web' }] });
    expect(policy.autoScalingGroups).toEqual([{ name: 'web', capacityStep: 'remove-subnets' }]);
  });

  it('may select groups by tag', () => {
    const tag = { key: 'app', value: 'wildrydes' };
    const policy = parse({ ...SMALLEST, autoScalingGroups: { tag } });
    expect(policy.autoScalingGroups).toEqual({ tag, capacityStep: 'remove-subnets' });
  });

  it.each(['remove-subnets', 'zonal-shift', 'none'])('keeps the capacity step %s', (capacityStep) => {
    const policy = parse({ ...SMALLEST, autoScalingGroups: [{ name: 'web', capacityStep }] });
    expect(policy.autoScalingGroups).toEqual([{ name: 'web', capacityStep }]);
  });

  it('keeps everything that is given', () => {
    const given = aConfiguration({
      paused: true,
      mode: 'approve',
      restore: 'automatic',
      zones: [
        { ...ZONE_1, impactAlarm: 'a', recoveryAlarm: 'b' },
        { ...ZONE_2, recoveryAlarm: 'c' },
      ],
      autoScalingGroups: [{ name: 'web', capacityStep: 'none' }],
      subnets: { 'subnet-0a1': 'use1-az1' },
      signals: [
        {
          kind: 'application-load-balancer',
          loadBalancer: LOAD_BALANCER,
          targetGroups: [TARGET_GROUP],
          latencyThresholdSeconds: 2,
        },
        { kind: 'network-load-balancer', loadBalancer: 'net/edge/70dc6c495c0c9177', targetGroups: [] },
        { kind: 'nat-gateway', gateways: { 'nat-0a1b2c3d': 'use1-az1', 'nat-0b2c3d4e': 'use1-az2' } },
        {
          kind: 'custom',
          namespace: 'wildrydes/frontend',
          zoneDimension: 'AZ',
          zoneBy: 'zone-name',
          dimensions: { Operation: 'Ride' },
          requests: ['Success', 'Fault'],
          faults: ['Fault'],
          latency: { metric: 'SuccessLatency', threshold: 200 },
        },
        { kind: 'contributor-insights', rules: { 'use1-az1': 'faults-az1', 'use1-az2': 'faults-az2' } },
      ],
      outlier: {
        windowMinutes: 15,
        minimumMinutes: 2,
        significance: 0.01,
        ratio: 1.5,
        excess: { faults: 0.01, slow: 0.05, drops: 0.001 },
        healthy: { faults: 0.005, slow: 0.02, drops: 0.002 },
        pastMinutes: 120,
        pastSignificance: 1e-7,
        leastBad: 10,
        clump: 2,
        lastingMinutes: 3,
        overwhelmingShare: 0.18,
      },
      zonalShift: { expiresIn: '90m', renewBefore: '10m', maximumDuration: '2h' },
      capacity: { minimumZones: 1, minimumHealthyShare: 0, drain: '8m' },
      limits: {
        maximumEventAgeMinutes: 1,
        judgeAgainMinutes: 0,
        cooldownMinutes: 0,
        maximumEvacuationsPerDay: 1,
        countEvacuationsSince: '2026-11-24T06:00:00Z',
        otherApplications: 'ignore',
        soakMinutes: 1,
        maximumReRemovals: 0,
        yieldToAutoshift: true,
        actWithoutSignals: true,
      },
      deployment: { alarms: ['rolling-out'], tag: 'rolling-out-since', suspectMinutes: 0, announcedMinutes: 90 },
      notify: { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', eventBusName: 'default' },
    });
    expect(parse(given)).toEqual(given);
  });

  it.each([
    ['a Network Load Balancer', 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/n/50dc6c495c0c9188'],
    ['an EKS cluster', 'arn:aws:eks:us-east-1:111122223333:cluster/prod'],
  ])('takes %s as a resource', (_what, arn) => {
    expect(parse({ ...SMALLEST, resources: [arn] }).resources).toEqual([arn]);
  });

  it('is accepted in the Regions of other partitions', () => {
    const zones = [
      { zoneId: 'usgw1-az1', zoneName: 'us-gov-west-1a' },
      { zoneId: 'usgw1-az2', zoneName: 'us-gov-west-1b' },
    ];
    const resources = ['arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:111122223333:loadbalancer/app/w/50dc6c495c0c9188'];
    expect(parse({ ...SMALLEST, zones, resources }).zones).toEqual(zones);
  });
});

describe('the identity that a configuration speaks of', () => {
  const groupsOnly = { resources: [], autoScalingGroups: [{ name: 'web' }] };

  it('is that of its resources', () => {
    expect(expectedIdentity(aPolicy())).toEqual({ region: 'us-east-1', account: '111122223333' });
  });

  it('is that of its topic where there are only groups', () => {
    const notify = { topicArn: 'arn:aws:sns:us-east-1:444455556666:on-call' };
    expect(expectedIdentity(aPolicy({ ...groupsOnly, notify }))).toEqual({ region: 'us-east-1', account: '444455556666' });
  });

  it('is the Region of its zones, in an account unknown, where it holds no ARN', () => {
    expect(expectedIdentity(aPolicy(groupsOnly))).toEqual({ region: 'us-east-1', account: null });
  });
});
