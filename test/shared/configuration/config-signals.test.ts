import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import { aConfiguration } from '../../builders.ts';

/** Every problem of a configuration; an empty list when it is accepted. */
function problemsWith(overrides: Record<string, unknown>): readonly string[] {
  try {
    parseConfiguration(JSON.stringify(aConfiguration(overrides)));
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}
const ALB = { kind: 'application-load-balancer', loadBalancer: 'app/web/50dc6c495c0c9188' };
const NLB = { kind: 'network-load-balancer', loadBalancer: 'net/edge/70dc6c495c0c9177' };
const NAT = { kind: 'nat-gateway', gateways: { 'nat-1': 'use1-az1', 'nat-2': 'use1-az2', 'nat-4': 'use1-az4' } };
const CUSTOM = { kind: 'custom', namespace: 'wildrydes', zoneDimension: 'AZ-ID', requests: ['All'], faults: ['Fault'] };
const RULES = { kind: 'contributor-insights', rules: { 'use1-az1': 'a', 'use1-az2': 'b', 'use1-az4': 'c' } };

type Row = [overrides: Record<string, unknown>, offending: string, accepted: string];
const signal = (one: object, more: object = {}): Record<string, unknown> => ({ signals: [{ ...one, ...more }] });

const OF_SIGNALS: Row[] = [
  [{ signals: [5] }, 'signals[0]: 5', 'an object'],
  [{ signals: [{}] }, 'signals[0].kind: missing', 'application-load-balancer, network-load-balancer, nat-gateway, custom'],
  [signal({ kind: 'alb' }), 'signals[0].kind: "alb"', 'custom, contributor-insights'],
  [signal(ALB, { targetGroups: 'x' }), 'signals[0].targetGroups: "x"', 'a list of target groups'],
  [signal(ALB, { targetGroups: ['web'] }), 'signals[0].targetGroups[0]: "web"', 'targetgroup/NAME/ID'],
  [signal(ALB, { latencyThresholdSeconds: -1 }), 'latencyThresholdSeconds: -1', 'seconds, above 0'],
  [signal(NLB, { loadBalancer: ALB.loadBalancer }), 'loadBalancer: "app/web/50dc6c495c0c9188"', 'net/NAME/ID'],
  [signal(NLB, { latencyThresholdSeconds: 1 }), 'unknown key "latencyThresholdSeconds"', 'kind, loadBalancer, targetGroups'],
  [signal(NAT, { gateways: undefined }), 'signals[0].gateways: missing', 'NAT gateway ID to AZ ID'],
  [signal(NAT, { gateways: { ...NAT.gateways, igw: 'use1-az1' } }), '"igw"', 'a NAT gateway ID as the key'],
  [signal(NAT, { gateways: { ...NAT.gateways, 'nat-1': 'us-east-1a' } }), 'gateways.nat-1: "us-east-1a"', 'an AZ ID'],
  [signal(CUSTOM, { namespace: '' }), 'signals[0].namespace: ""', 'a CloudWatch namespace'],
  [signal(CUSTOM, { zoneDimension: undefined }), 'signals[0].zoneDimension: missing', 'the dimension that holds the zone'],
  [signal(CUSTOM, { zoneBy: 'name' }), 'signals[0].zoneBy: "name"', 'zone-id, zone-name'],
  [signal(CUSTOM, { requests: [] }), 'signals[0].requests: []', 'metrics whose sums make up all requests'],
  [signal(CUSTOM, { faults: 'Fault' }), 'signals[0].faults: "Fault"', 'metrics whose sums make up those that failed'],
  [signal(CUSTOM, { dimensions: { Operation: 7 } }), 'dimensions.Operation: 7', 'a dimension value'],
  [signal(CUSTOM, { latency: { metric: 'L' } }), 'latency.threshold: missing', 'in the unit of the metric'],
  [signal(CUSTOM, { latency: { metric: 'L', threshold: 0 } }), 'latency.threshold: 0', 'in the unit of the metric'],
  [signal(CUSTOM, { latency: { metric: '', threshold: 1 } }), 'latency.metric: ""', 'the name of a latency metric'],
  [signal(RULES, { rules: { ...RULES.rules, 'use1-az4': '' } }), 'rules.use1-az4: ""', 'Contributor Insights rule'],
  [signal(RULES, { rules: ['a'] }), 'signals[0].rules: ["a"]', 'an object: AZ ID to rule name'],
];

const OF_LIMITS: Row[] = [
  [{ outlier: { windowMinutes: 2 } }, 'outlier.windowMinutes: 2', '3 to 15 whole minutes'],
  [{ outlier: { windowMinutes: 16 } }, 'outlier.windowMinutes: 16', '3 to 15 whole minutes'],
  [{ outlier: { windowMinutes: 4.5 } }, 'outlier.windowMinutes: 4.5', '3 to 15 whole minutes'],
  [{ outlier: { minimumMinutes: 1 } }, 'outlier.minimumMinutes: 1', 'at least 2'],
  [{ outlier: { significance: 0 } }, 'outlier.significance: 0', 'a chance above 0 and below 1'],
  [{ outlier: { significance: 1 } }, 'outlier.significance: 1', 'a chance above 0 and below 1'],
  [{ outlier: { ratio: 1 } }, 'outlier.ratio: 1', 'a number above 1'],
  [{ outlier: { excess: { faults: 0 } } }, 'outlier.excess.faults: 0', 'a share above 0 and below 1'],
  [{ outlier: { excess: 0.01 } }, 'outlier.excess: 0.01', 'an object'],
  [{ outlier: { healthy: { slow: 1 } } }, 'outlier.healthy.slow: 1', 'a share above 0 and below 1'],
  [{ outlier: { healthy: { latency: 0.1 } } }, 'outlier.healthy: unknown key "latency"', 'faults, slow, drops'],
  [{ outlier: { window: 5 } }, 'outlier: unknown key "window"', 'windowMinutes, minimumMinutes, significance, ratio'],
  [{ limits: { cooldownMinutes: -1 } }, 'limits.cooldownMinutes: -1', 'whole minutes, at least 0'],
  [{ limits: { maximumEvacuationsPerDay: 0 } }, 'limits.maximumEvacuationsPerDay: 0', 'a whole number, at least 1'],
  [{ limits: { actWithoutSignals: 'yes' } }, 'limits.actWithoutSignals: "yes"', 'true, false'],
  [{ limits: { countEvacuationsSince: 'today' } }, 'limits.countEvacuationsSince: "today"', 'such as 2026-11-24T06:00:00Z'],
  [{ limits: { countEvacuationsSince: '2026-13-24T06:00:00Z' } }, '"2026-13-24T06:00:00Z"', 'a time in UTC'],
  [{ limits: { countEvacuationsSince: '2026-11-24T06:00:00+01:00' } }, '"2026-11-24T06:00:00+01:00"', 'a time in UTC'],
];

describe('a signal or a limit that is not accepted', () => {
  it.each([...OF_SIGNALS, ...OF_LIMITS])('is one problem, named with what is accepted: %j', (overrides, offending, accepted) => {
    const [problem = '', ...others] = problemsWith(overrides);
    expect(problem).toContain(offending);
    expect(problem).toContain(accepted);
    expect(others).toEqual([]);
  });
});

describe('signals and zones that do not go together', () => {
  it('are refused where a gateway is in no configured zone', () => {
    const gateways = { ...NAT.gateways, 'nat-9': 'use1-az9' };
    expect(problemsWith(signal(NAT, { gateways }))).toEqual([
      'signals[0]: "use1-az9" is not a configured zone; accepted: use1-az1, use1-az2, use1-az4',
    ]);
  });

  it('are refused where a zone has no gateway, or no rule: it would be unknown for ever', () => {
    const gateways = { 'nat-1': 'use1-az1', 'nat-2': 'use1-az2' };
    const rules = { 'use1-az1': 'a', 'use1-az4': 'c' };
    expect(
      problemsWith({
        signals: [
          { ...NAT, gateways },
          { ...RULES, rules },
        ],
      }),
    ).toEqual([
      'signals[0]: use1-az4 is missing; accepted: every configured zone',
      'signals[1]: use1-az2 is missing; accepted: every configured zone',
    ]);
  });

  it('are refused where the window cannot hold the minutes that are needed', () => {
    expect(problemsWith({ outlier: { windowMinutes: 5, minimumMinutes: 6 } })).toEqual([
      'outlier.minimumMinutes: 6 is not accepted; accepted: 2 to windowMinutes (5)',
    ]);
  });

  it.each([
    [{ signals: [ALB, NLB, NAT, CUSTOM, RULES] }],
    [{ signals: [{ ...NAT, gateways: { ...NAT.gateways, 'nat-1b': 'use1-az1' } }] }],
    [{ outlier: { windowMinutes: 3, minimumMinutes: 3 } }],
    [{ outlier: { windowMinutes: 15, minimumMinutes: 15 } }],
    [{ limits: { cooldownMinutes: 0, countEvacuationsSince: '2026-11-24T06:00Z' } }],
  ])('are accepted at the limit: %j', (overrides) => {
    expect(problemsWith(overrides)).toEqual([]);
  });
});
