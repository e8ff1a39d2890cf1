import type { Template as TemplateJson } from '../../simulator/region/template-alarms/template-alarms.ts';
import { alarmsOfTemplate } from '../../simulator/region/template-alarms/template-alarms.ts';
import { aCloudWatch, MINUTE, START } from '../region/cloud-watch-setup.ts';
import { alarmsOf, IDENTITY, TCP, ZONES } from './alarms-under-test.ts';
import { someProps, synthesise } from './stacks.ts';

/**
 * AWS does not document whether `FILL(m, 0)` is 0 or nothing for a series that was never published, such as the 5xx of a load balancer
 * that has had none. Every alarm has to be right in either case.
 */
const ANSWERS = [
  ['filled', true],
  ['left empty', false],
] as const;

interface Published {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Record<string, string>;
  readonly sum: number;
  /** How many values the sum has. */
  readonly count?: number;
}

/** The states of the metric alarms after ten minutes with the same data in each. */
function statesOf(alarms: ReturnType<typeof alarmsOf>, fillsEmptySeries: boolean, published: readonly Published[]) {
  const { cloudWatch, call, goTo, stateOf } = aCloudWatch();
  cloudWatch.fillsEmptySeries = fillsEmptySeries;
  for (const { kind, input } of alarms) if (kind === 'metric') call('PutMetricAlarm', input);
  for (let minute = 0; minute < 10; minute += 1) {
    for (const { sum, count = 1, ...metric } of published) {
      const value = sum / count;
      const distribution = [[value, count]] as const;
      cloudWatch.putMetric({ ...metric, at: START + minute * MINUTE, sum, count, minimum: value, maximum: value, distribution });
    }
    goTo(minute + 1);
  }
  return stateOf;
}

const ofAlb = (name: string, zoneName: string | null, { sum, count = 1 }: { sum: number; count?: number }): Published => ({
  namespace: 'AWS/ApplicationELB',
  name,
  dimensions: {
    ...(zoneName === null ? {} : { AvailabilityZone: zoneName }),
    LoadBalancer: 'app/web/50dc6c495c0c9188',
  },
  sum,
  count,
});

const REQUESTS = [
  ...ZONES.map(({ zoneName }) => ofAlb('RequestCount', zoneName, { sum: 1000 })),
  ofAlb('RequestCount', null, { sum: 3000 }),
];
const ANSWERED = [
  ...ZONES.map(({ zoneName }) => ofAlb('TargetResponseTime', zoneName, { sum: 20, count: 1000 })),
  ofAlb('TargetResponseTime', null, { sum: 60, count: 3000 }),
];
const faults = (name: string) => [ofAlb(name, 'us-east-1a', { sum: 50 }), ofAlb(name, null, { sum: 50 })];

describe.each(ANSWERS)('if a series that was never published is %s by FILL', (_, fillsEmptySeries) => {
  const impact = alarmsOf();

  it.each(['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'])('%s alone raises the alarms of its zone', (name) => {
    const stateOf = statesOf(impact, fillsEmptySeries, [...REQUESTS, ...ANSWERED, ...faults(name)]);
    expect(stateOf('use1-az1-web-availability')).toBe('ALARM');
    expect(stateOf('use1-az1-web-availability-outlier')).toBe('ALARM');
    expect(stateOf('use1-az2-web-availability')).toBe('OK');
    expect(stateOf('use1-az2-web-availability-outlier')).toBe('OK');
    expect(stateOf('use1-az1-web-single-target')).toBe('OK');
  });

  it('a large failure rings, though the detector of anomalous targets never published', () => {
    const faulty = [
      ofAlb('HTTPCode_ELB_5XX_Count', 'us-east-1a', { sum: 1200 }),
      ofAlb('HTTPCode_ELB_5XX_Count', null, { sum: 1200 }),
    ];
    const stateOf = statesOf(impact, fillsEmptySeries, [...REQUESTS, ...ANSWERED, ...faulty]);
    expect(stateOf('use1-az1-web-large-failure')).toBe('ALARM');
    expect(stateOf('use1-az2-web-large-failure')).toBe('OK');
  });

  it('a load balancer that never had a failure is OK, in every zone and signal', () => {
    const stateOf = statesOf(impact, fillsEmptySeries, [...REQUESTS, ...ANSWERED]);
    const names = impact.filter(({ kind }) => kind === 'metric').map(({ input }) => input.AlarmName);
    expect(names.map((name) => [name, stateOf(name)])).toEqual(names.map((name) => [name, 'OK']));
  });

  it('a zone without traffic is unknown', () => {
    expect(statesOf(impact, fillsEmptySeries, [])('use1-az1-web-availability')).toBe('INSUFFICIENT_DATA');
  });

  it.each(['TCP_Target_Reset_Count', 'TCP_ELB_Reset_Count'])('%s alone raises the alarms of its zone', (name) => {
    const alarms = alarmsOf({ loadBalancers: [{ loadBalancer: TCP }] });
    const ofNlb = (metric: string, zoneName: string | null, sum: number): Published => ({
      namespace: 'AWS/NetworkELB',
      name: metric,
      dimensions: { ...(zoneName === null ? {} : { AvailabilityZone: zoneName }), LoadBalancer: 'net/tcp/1f2e3d4c5b6a7980' },
      sum,
    });
    const flows = [...ZONES.map(({ zoneName }) => ofNlb('NewFlowCount', zoneName, 1000)), ofNlb('NewFlowCount', null, 3000)];
    const resets = [ofNlb(name, 'us-east-1a', 200), ofNlb(name, null, 200)];
    const stateOf = statesOf(alarms, fillsEmptySeries, [...flows, ...resets]);
    expect(stateOf('use1-az1-tcp-resets')).toBe('ALARM');
    expect(stateOf('use1-az1-tcp-resets-outlier')).toBe('ALARM');
    expect(stateOf('use1-az2-tcp-resets')).toBe('OK');
  });

  describe('the alarms on the responder', () => {
    const { template } = synthesise(someProps());
    const names = ['heartbeat', 'errors'].map((name) => `gray-failure-responder-wildrydes-${name}`);
    const own = onTheResponder(template.toJSON() as TemplateJson, names);
    const run = (outcome: string): Published => ({
      namespace: 'GrayFailureResponder',
      name: 'Runs',
      dimensions: { service: 'gray-failure-responder', application: 'wildrydes', action: 'upkeep', outcome },
      sum: 1,
    });
    const states = (...published: Published[]) => {
      const stateOf = statesOf(own, fillsEmptySeries, published);
      return names.map(stateOf);
    };

    it('neither rings while upkeep reports, though most outcomes never came', () => {
      expect(states(run('nothing-to-do'))).toEqual(['OK', 'OK']);
    });

    it('the heartbeat rings when upkeep never reported', () => {
      expect(states()).toEqual(['ALARM', 'OK']);
    });

    it('a failed tick is an error, though no invocation ever was', () => {
      expect(states(run('failed'))).toEqual(['OK', 'ALARM']);
    });
  });
});

/** Only these. Of what they refer to, only the metrics count here. */
function onTheResponder({ Resources }: TemplateJson, names: readonly string[]) {
  const own = Object.entries(Resources)
    .filter(([, { Properties }]) => names.includes(String(Properties?.AlarmName)))
    .map(([id, one]) => [id, { ...one, Properties: { ...one.Properties, AlarmActions: [] } }]);
  const json = JSON.stringify(Object.fromEntries(own)).replace(/\{"Ref":"ResponderFunction\w+"\}/g, '"the-function"');
  return alarmsOfTemplate({ Resources: JSON.parse(json) }, { identity: IDENTITY, zones: ZONES, parameters: {} });
}
