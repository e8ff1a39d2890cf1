import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { ConfigurationDocument } from '../../../infra/responder/responder-props.ts';
import { ResponderStack } from '../../../infra/responder-stack.ts';
import { discover } from '../../../shared/aws/discovery/discover.ts';
import { readUsualHours } from '../../../shared/aws/discovery/usual-hours.ts';
import { type Draft, draftConfiguration } from '../../../shared/configuration/draft/draft-configuration.ts';
import type { DraftOptions } from '../../../shared/configuration/draft/draft-facts.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { inProcessRequestHandler } from '../../../simulator/http/in-process.ts';
import { Region } from '../../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../../simulator/region/region-spec.ts';
import { anApp } from '../../infra/stacks.ts';

const STARTS_AT = new Date('2026-11-24T03:00:00.000Z');
const APP = { tag: { key: 'app', value: 'wildrydes' }, loadBalancers: [] };
const example = JSON.parse(
  readFileSync(join(__dirname, '../../../gray-failure.config.example.json'), 'utf8'),
) as ConfigurationDocument;

interface Difference {
  readonly options?: Partial<DraftOptions>;
  readonly spec?: (spec: RegionSpec) => Partial<RegionSpec>;
  readonly region?: (region: Region) => void;
}

function clientOf(region: Region) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { region: 'us-east-1', credentials, requestHandler: inProcessRequestHandler(region), maxAttempts: 1 };
}
const call = { abortSignal: new AbortController().signal };

/** What `init` drafts in the default Region, with one difference. */
async function draftOf({ options, spec, region: change }: Difference = {}): Promise<Draft> {
  const base = defaultRegionSpec({ seed: 1, startsAt: STARTS_AT, isStill: true });
  const region = new Region({ ...base, ...spec?.(base) });
  change?.(region);
  const account = await discover(clientOf(region), call);
  const nothing = { known: true, value: {} } as const;
  return draftConfiguration(account, {
    application: 'wildrydes',
    wanted: APP,
    topicArn: null,
    usualHours: nothing,
    madeBy: nothing,
    topicsMadeBy: nothing,
    ...options,
  });
}

const usually = (failedShare: number, slowSeconds: number): Difference => ({
  options: {
    usualHours: { known: true, value: { 'app/web/50dc6c495c0c9188': { failedShare, slowSeconds, requestsPerMinute: {} } } },
  },
});
const compositeNamed = (AlarmName: string) => (region: Region) => {
  const input = { AlarmName, AlarmRule: 'ALARM("use1-az1-canary")' };
  region.call({ service: 'monitoring', operation: 'PutCompositeAlarm', input });
};

describe('the draft of a configuration', () => {
  it('finds what the example has, in mode observe, and leaves nothing to add but what no account tells', async () => {
    const { document, notes } = await draftOf();
    const { zones, regionalAlarms = [], resources = [], subnets = {}, signals = [], notify = {} } = example;
    expect(document).toMatchObject({ mode: 'observe', zones, regionalAlarms, resources, subnets, signals, notify });
    expect(document.autoScalingGroups).toEqual([{ name: 'api' }, { name: 'web' }]);
    expect(document.capacity).toEqual({ drain: '8m' });
    expect(notes).toEqual([expect.stringMatching(/^no rule that counts failures by target, .*"contributor-insights"/)]);
  });

  it.each<[string, Difference]>([
    ['all that is found', {}],
    ['no alarm', { spec: () => ({ alarms: [] }) }],
    ['no topic', { spec: () => ({ topics: [] }) }],
  ])('is accepted by the parser and by the stack with %s', async (_, difference) => {
    const { document } = await draftOf(difference);
    expect(parseConfiguration(JSON.stringify(document)).mode).toBe('observe');
    const code = () => () => Code.fromInline('// not built');
    expect(() => new ResponderStack(anApp(), 'App', { configuration: document, code })).not.toThrow();
  });

  it('takes the named load balancer alone, and the groups behind it', async () => {
    const { document } = await draftOf({ options: { wanted: { tag: null, loadBalancers: ['api'] } } });
    expect(document.resources).toEqual([example.resources?.[1]]);
    expect(document.autoScalingGroups).toEqual([{ name: 'api' }]);
    expect(document.signals).toHaveLength(1);
  });

  it('selects groups by the tag if it selects just these', async () => {
    const spec = ({ groups }: RegionSpec) => ({ groups: groups.map((group) => ({ ...group, tags: { app: 'wildrydes' } })) });
    expect((await draftOf({ spec })).document.autoScalingGroups).toEqual({ tag: { key: 'app', value: 'wildrydes' } });
  });

  it('finds the load balancer before a group that alone bears the tag', async () => {
    const spec = ({ groups, loadBalancers }: RegionSpec) => ({
      groups: groups.map((group) => (group.name === 'web' ? { ...group, tags: { app: 'wildrydes' } } : group)),
      loadBalancers: loadBalancers.map((one) => ({ ...one, tags: {} })),
    });
    expect((await draftOf({ spec })).document.resources).toEqual([example.resources?.[0]]);
  });

  it('leaves the groups of EKS their subnets, and says what to add', async () => {
    const tags = { 'eks:nodegroup-name': 'workers', 'eks:cluster-name': 'shop' };
    const spec = ({ groups }: RegionSpec) => ({ groups: groups.map((one) => (one.name === 'web' ? { ...one, tags } : one)) });
    const { document, notes } = await draftOf({ spec });
    expect(document.autoScalingGroups).toEqual([{ name: 'api' }, { name: 'web', capacityStep: 'none' }]);
    expect(notes.join()).toContain('add arn:aws:eks:us-east-1:111122223333:cluster/shop to "resources"');
  });

  it('shifts the Network Load Balancer and not the Application Load Balancer behind it, and reads the signals of both', async () => {
    const spec = ({ loadBalancers: [web] }: RegionSpec) => ({
      networkLoadBalancers:
        web === undefined
          ? []
          : [
              {
                ...web,
                name: 'edge',
                id: '70dc6c495c0c9177',
                targetGroups: web.targetGroups.map((group) => ({ ...group, name: 'edge', forwardsTo: 'web' })),
              },
            ],
    });
    const { document } = await draftOf({ spec });
    expect(document.resources?.map((arn) => arn.split('/')[2])).toEqual(['api', 'edge']);
    expect(document.signals?.map(({ kind }) => kind)).toEqual([
      'application-load-balancer',
      'application-load-balancer',
      'network-load-balancer',
    ]);
  });

  it('names no alarm where two fit, and says so', async () => {
    const { document, notes } = await draftOf({ region: compositeNamed('use1-az1-impact-of-orders') });
    expect(document.zones.map(({ impactAlarm }) => impactAlarm)).toEqual([
      undefined,
      'use1-az2-isolated-impact',
      'use1-az4-isolated-impact',
    ]);
    expect(notes.join('\n')).toContain('no impact alarm for use1-az1');
    expect(notes.join('\n')).toContain('more than one alarm fits use1-az1 (use1-az1-impact-of-orders; use1-az1-isolated-impact)');
  });

  it("takes the alarm that has the application's name among several", async () => {
    const region = compositeNamed('use1-az1-impact-of-orders');
    const { document } = await draftOf({ region, options: { application: 'orders' } });
    expect(document.zones[0]).toMatchObject({ impactAlarm: 'use1-az1-impact-of-orders' });
  });

  it.each<[string, Difference, string]>([
    ['no alarms', { spec: () => ({ alarms: [] }) }, 'no impact alarm for any zone: the stack creates them'],
    ['no topic', { spec: () => ({ topics: [] }) }, 'no topic: the stack creates one'],
    ['two topics', { spec: () => ({ topics: ['on-call', 'marketing'] }) }, 'no topic was chosen among 2'],
    ['no groups', { spec: () => ({ groups: [] }) }, 'no Auto Scaling group is behind these load balancers'],
    [
      'alarms that cannot be read',
      { region: ({ awsFaults }) => awsFaults.add({ kind: 'access-denied', operation: 'DescribeAlarms' }) },
      'alarms could not be read (reading alarms: AccessDenied',
    ],
    [
      'traffic that cannot be read',
      { options: { usualHours: { known: false, why: 'AccessDenied' } } },
      'the traffic of the last day could not be read (AccessDenied)',
    ],
  ])('says what to add for %s', async (_, difference, note) => {
    expect((await draftOf(difference)).notes.join('\n')).toContain(note);
  });

  it('keeps the default limits for traffic that is well within them', async () => {
    const { document } = await draftOf(usually(0.0002, 0.3));
    expect(document.outlier).toEqual({ pastMinutes: 120 });
    expect(document.signals?.[0]).not.toHaveProperty('latencyThresholdSeconds');
  });

  it('raises the limits for traffic that usually fails and is usually slow, by half', async () => {
    const { document } = await draftOf(usually(0.004, 1.9));
    expect(document.outlier).toEqual({ pastMinutes: 120, healthy: { faults: 0.006 } });
    expect(document.signals?.[0]).toMatchObject({ latencyThresholdSeconds: 2.9 });
    expect(document.signals?.[1]).not.toHaveProperty('latencyThresholdSeconds');
  });
});

describe('the usual hours of a load balancer', () => {
  it('are what CloudWatch has of its last day', async () => {
    const base = defaultRegionSpec({ seed: 1, startsAt: STARTS_AT });
    const traffic = base.traffic.map((one) => ({ ...one, faultRate: 0.01, latency: { medianSeconds: 1, sigma: 0.1 } }));
    const region = new Region({ ...base, traffic });
    region.advanceTo(STARTS_AT.getTime() + 2 * 3_600_000);
    const zoneNames = ['us-east-1a', 'us-east-1b'];
    const loadBalancers = ['app/web/50dc6c495c0c9188', 'app/none/0000000000000000'].map((tail) => ({ tail, zoneNames }));
    const read = await readUsualHours(clientOf(region), call, { loadBalancers, now: region.clock.now });
    expect(read['app/web/50dc6c495c0c9188']?.failedShare).toBeCloseTo(0.01, 2);
    // exp(2.33 x 0.1): the 99th percentile of a lognormal distribution with a median of 1 s
    expect(read['app/web/50dc6c495c0c9188']?.slowSeconds).toBeCloseTo(1.26, 1);
    expect(read['app/none/0000000000000000']).toEqual({
      failedShare: null,
      slowSeconds: null,
      requestsPerMinute: {},
    });
  });
});
