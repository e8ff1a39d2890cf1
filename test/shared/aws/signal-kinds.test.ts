import { ZONE_1 } from '../../builders.ts';
import { ALB_SIGNAL, albMetric, steadily, TARGET_GROUP } from '../signals.ts';
import { watching } from './signals-setup.ts';

const NOTHING = steadily(0).map(() => null);
const slower = (seconds: number) => albMetric('TargetResponseTime', { stat: `PR(${seconds}:)` });

describe('the signals of an Application Load Balancer', () => {
  it('are its requests, and what targets and the load balancer itself answer as failed', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(albMetric('RequestCount'), steadily(100));
    put(albMetric('HTTPCode_Target_5XX_Count'), [1, 2, 3, 4, 5]);
    put(albMetric('HTTPCode_ELB_5XX_Count'), [10, 0, 0, 0, 20]);
    expect(await zone()).toMatchObject({
      value: { requests: [110, 100, 100, 100, 120], faults: [11, 2, 3, 4, 25], drops: null, worstTarget: null },
    });
  });

  it('count a failed connection as a failure, and not twice where the load balancer has answered with 5xx for it', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(albMetric('RequestCount'), steadily(100));
    put(albMetric('HTTPCode_ELB_5XX_Count'), [5, 5, 5, null, null]);
    put(albMetric('TargetConnectionErrorCount'), [5, 8, 2, 4, null]);
    expect(await zone()).toMatchObject({ value: { faults: [5, 8, 5, 4, 0] } });
  });

  it('count no more failed connections than requests that no target answered with 5xx: several may have been tried for one', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(albMetric('RequestCount'), steadily(100));
    put(albMetric('HTTPCode_Target_5XX_Count'), [0, 10, 100, 0, 0]);
    put(albMetric('TargetConnectionErrorCount'), [300, 300, 300, 99, 0]);
    expect(await zone()).toMatchObject({ value: { requests: steadily(100), faults: [100, 100, 100, 99, 0] } });
  });

  it('have no failures in a minute with requests of which none is told: those metrics are published only when they are not zero', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(albMetric('RequestCount'), steadily(100));
    expect(await zone()).toMatchObject({ value: { requests: steadily(100), faults: steadily(0), slow: steadily(0) } });
  });

  it('are open in a minute of which nothing is told: without traffic there are no metrics', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(albMetric('RequestCount'), [100, null, 100, 100, 100]);
    put(albMetric('HTTPCode_Target_5XX_Count'), [1, null, 1, 1, 1]);
    expect(await zone()).toMatchObject({
      value: { requests: [100, null, 100, 100, 100], faults: [1, null, 1, 1, 1], slow: [0, null, 0, 0, 0] },
    });
  });

  it('show requests that reached no target at all, which its count of requests leaves out', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(albMetric('HTTPCode_ELB_5XX_Count'), steadily(50));
    expect(await zone()).toMatchObject({ value: { requests: steadily(50), faults: steadily(50), slow: NOTHING } });
  });

  it('count as slow the share of responses above the threshold', async () => {
    const { put, zone } = watching([{ ...ALB_SIGNAL, latencyThresholdSeconds: 1.5 }]);
    put(albMetric('RequestCount'), [100, 100, 100, 150, 1]);
    put(slower(1.5), [0, 25, 100, 33.3, null]);
    put(slower(0.5), steadily(99));
    expect(await zone()).toMatchObject({ value: { slow: [0, 25, 100, 50, 0] } });
  });

  it('count the targets that stand out in all of its target groups', async () => {
    const other = 'targetgroup/api/a43f017f100becff';
    const { put, zone } = watching([{ ...ALB_SIGNAL, targetGroups: [TARGET_GROUP, other] }]);
    put(albMetric('AnomalousHostCount', { stat: 'Maximum', targetGroup: TARGET_GROUP }), [1, 1, 0, null, null]);
    put(albMetric('AnomalousHostCount', { stat: 'Maximum', targetGroup: other }), [2, 0, 0, 1, null]);
    expect(await zone()).toMatchObject({ value: { targets: [3, 1, 0, 1, null] } });
  });

  it('tell no targets where no target group is configured', async () => {
    const { zone } = watching([{ ...ALB_SIGNAL, targetGroups: [] }]);
    expect(await zone()).toMatchObject({ value: { targets: null } });
  });
});

describe('the signals of a Network Load Balancer', () => {
  const NLB = {
    kind: 'network-load-balancer',
    loadBalancer: 'net/edge/70dc6c495c0c9177',
    targetGroups: ['targetgroup/edge/b43f017f100becff'],
  };
  const metric = (name: string, stat = 'Sum', more = {}) => ({
    namespace: 'AWS/NetworkELB',
    name,
    stat,
    dimensions: { AvailabilityZone: ZONE_1.zoneName, LoadBalancer: NLB.loadBalancer, ...more },
  });

  it('are its flows, and those that targets or the load balancer itself reset', async () => {
    const { put, zone } = watching([NLB]);
    put(metric('NewFlowCount'), steadily(100));
    put(metric('TCP_Target_Reset_Count'), [1, 2, 0, null, 0]);
    put(metric('TCP_ELB_Reset_Count'), [3, 0, 0, null, 0]);
    expect(await zone()).toMatchObject({
      value: { requests: [104, 102, 100, 100, 100], faults: [4, 2, 0, null, 0], slow: null, drops: null },
    });
  });

  it('never fail more than there is: a reset may end a flow of an earlier minute', async () => {
    const { put, zone } = watching([NLB]);
    put(metric('NewFlowCount'), [10, 10, 0, 0, 0]);
    put(metric('TCP_Target_Reset_Count'), [0, 0, 8, 8, 0]);
    expect(await zone()).toMatchObject({ value: { requests: [10, 10, 8, 8, 0], faults: [0, 0, 8, 8, 0] } });
  });

  it('count the targets that are unhealthy', async () => {
    const { put, zone } = watching([NLB]);
    put(metric('UnHealthyHostCount', 'Maximum', { TargetGroup: NLB.targetGroups[0] }), steadily(2));
    expect(await zone()).toMatchObject({ value: { targets: steadily(2) } });
  });
});

describe('the signals of NAT gateways', () => {
  const NAT = {
    kind: 'nat-gateway',
    gateways: { 'nat-1a': 'use1-az1', 'nat-1b': 'use1-az1', 'nat-2': 'use1-az2', 'nat-4': 'use1-az4' },
  };
  const metric = (name: string, NatGatewayId: string) => ({ namespace: 'AWS/NATGateway', name, dimensions: { NatGatewayId } });

  it('are the packets that pass all gateways of the zone, and those that are dropped', async () => {
    const { put, zone } = watching([NAT]);
    for (const gateway of ['nat-1a', 'nat-1b', 'nat-2']) {
      put(metric('PacketsInFromSource', gateway), steadily(1_000));
      put(metric('PacketsInFromDestination', gateway), steadily(500));
    }
    put(metric('PacketsDropCount', 'nat-1a'), [0, 10, 0, 0, 0]);
    put(metric('PacketsDropCount', 'nat-1b'), [1, 1, 1, null, 1]);
    expect(await zone()).toMatchObject({
      value: { requests: [3_001, 3_011, 3_001, 3_000, 3_001], drops: [1, 11, 1, 0, 1], faults: null, slow: null, targets: null },
    });
    expect(await zone('use1-az2')).toMatchObject({ value: { requests: steadily(1_500), drops: steadily(0) } });
  });

  it('are open where nothing passes', async () => {
    const { zone } = watching([NAT]);
    expect(await zone()).toMatchObject({ value: { requests: NOTHING, drops: NOTHING } });
  });
});

describe('custom signals', () => {
  const CUSTOM = {
    kind: 'custom',
    namespace: 'wildrydes/frontend',
    zoneDimension: 'AZ-ID',
    dimensions: { Operation: 'Ride', Region: 'us-east-1' },
    requests: ['Success', 'Fault', 'Error'],
    faults: ['Fault', 'Error'],
  };
  const metric = (name: string, zone: object = { 'AZ-ID': 'use1-az1' }, stat = 'Sum') => ({
    namespace: CUSTOM.namespace,
    name,
    stat,
    dimensions: { ...CUSTOM.dimensions, ...zone },
  });

  it('are the sums of the metrics that are configured, by AZ ID', async () => {
    const { put, zone } = watching([CUSTOM]);
    put(metric('Success'), steadily(90));
    put(metric('Fault'), [5, 5, null, null, null]);
    put(metric('Error'), [5, null, 3, null, null]);
    expect(await zone()).toMatchObject({
      value: { requests: [100, 95, 93, 90, 90], faults: [10, 5, 3, 0, 0], slow: null, drops: null, targets: null },
    });
  });

  it('may bear the AZ name instead', async () => {
    const { put, zone } = watching([{ ...CUSTOM, zoneDimension: 'Zone', zoneBy: 'zone-name' }]);
    put(metric('Success', { Zone: 'us-east-1a' }), steadily(90));
    expect(await zone()).toMatchObject({ value: { requests: steadily(90) } });
  });

  it('are open in a minute without requests', async () => {
    const { put, zone } = watching([CUSTOM]);
    put(metric('Success'), [90, null, 90, 90, 90]);
    expect(await zone()).toMatchObject({ value: { requests: [90, null, 90, 90, 90], faults: [0, null, 0, 0, 0] } });
  });

  it('count as slow the share above the threshold, in the unit of the metric', async () => {
    const { put, zone } = watching([{ ...CUSTOM, latency: { metric: 'SuccessLatency', threshold: 200 } }]);
    put(metric('Success'), [100, 100, 100, null, 100]);
    put(metric('SuccessLatency', { 'AZ-ID': 'use1-az1' }, 'PR(200:)'), [0, 12.4, 100, null, null]);
    expect(await zone()).toMatchObject({ value: { slow: [0, 12, 100, null, 0] } });
  });
});

describe('the signals of Contributor Insights', () => {
  const rules = { 'use1-az1': 'faults-az1', 'use1-az2': 'faults-az2', 'use1-az4': 'faults-az4' };
  const RULES = { kind: 'contributor-insights', rules };

  /** What the rule of zone 1 reports; `overall`: of the window as one period, wherever CloudWatch has it begin. */
  function reporting(overall: readonly (number | null)[], windowMinutes = 5) {
    const { putExpression, zone } = watching([RULES], { outlier: { windowMinutes } });
    const put = (report: string, values: readonly (number | null)[], period = 1) => {
      const expression = `INSIGHT_RULE_METRIC("faults-az1", ${report})`;
      putExpression({ expression, period }, values);
    };
    put('Sum', [20, 21, 22, null, 24]);
    put('MaxContributorValue', [10, 11, 12, null, 14]);
    put('MaxContributorValue', overall, windowMinutes);
    return zone;
  }

  it('are how often the targets fail, and the worst of them: in each minute, and in all', async () => {
    expect(await reporting([41])()).toEqual({
      known: true,
      value: {
        requests: null,
        faults: [20, 21, 22, null, 24],
        slow: null,
        drops: null,
        targets: null,
        worstTarget: [10, 11, 12, null, 14],
        worstTargetOverall: 41,
      },
    });
  });

  it.each<[string, (number | null)[]]>([
    ['it has no point', []],
    ['the period did not begin with the window', [null, null, 30]],
    ['there were two periods', [20, null, 30]],
    ['it has less than one minute', [13]],
    ['it has more than all minutes together', [48]],
  ])('tell the worst minute by minute only where %s', async (_what, overall) => {
    expect(await reporting(overall)()).toMatchObject({
      value: { worstTarget: [10, 11, 12, null, 14], worstTargetOverall: null },
    });
  });

  it('ask of the window that is configured', async () => {
    expect(await reporting([41], 4)()).toMatchObject({ value: { worstTargetOverall: 41 } });
  });

  it.each([14, 47])('take the worst in all up to what the minutes allow: %d', async (overall) => {
    expect(await reporting([overall])()).toMatchObject({ value: { worstTargetOverall: overall } });
  });

  it('are unknown where the reports may not be read', async () => {
    const { answer, zone } = watching([RULES]);
    answer('faults-az2', { StatusCode: 'Forbidden' });
    expect(await zone('use1-az2')).toEqual({ known: false, why: 'CloudWatch answered Forbidden' });
    expect(await zone()).toMatchObject({ known: true });
  });
});
