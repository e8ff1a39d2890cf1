import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { aRegion, at, ELB, metric, TEN, WEB, ZONE_A } from './metric-data-setup.ts';

describe('percentile ranks over the wire', () => {
  it('exclude the lower bound and include the upper one', async () => {
    const { cloudWatch, get } = aRegion();
    const MetricData = [{ MetricName: 'Latency', Timestamp: at(5), Values: [0.4, 0.5, 0.6, 2], Counts: [4, 3, 2, 1] }];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'wildrydes', MetricData }));
    const rank = (Id: string, stat: string) => metric(Id, 'Latency', { namespace: 'wildrydes', stat, dimensions: {} });
    const results = await get([rank('above', 'PR(0.5:)'), rank('below', 'PR(:0.5)'), rank('between', 'PR(0.4:0.6)')]);
    expect(results.map(({ Values }) => Values)).toEqual([[30], [70], [50]]);
  });

  it('show how many responses of a zone are slow', async () => {
    const { region, get } = aRegion({
      faults: [{ kind: 'latency', at: 0, zoneIds: ['use1-az1'], share: 0.2, addedSeconds: 1 }],
    });
    const [slowPercent, responses] = await get([
      metric('slow', 'TargetResponseTime', { stat: 'PR(0.5:)' }),
      metric('responses', 'TargetResponseTime', { stat: 'SampleCount' }),
    ]);
    const slow = slowPercent?.Values?.map((percent, minute) => Math.round((percent * (responses?.Values?.[minute] ?? 0)) / 100));
    expect(slow).toEqual(region.minutes.map(({ loadBalancers }) => loadBalancers.web?.['use1-az1']?.slow));
    expect(Math.min(...(slowPercent?.Values ?? []))).toBeGreaterThan(15);
  });
});

describe('faults of metrics over the wire', () => {
  const requests = metric('requests', 'RequestCount');
  const elsewhere = metric('elsewhere', 'RequestCount', { dimensions: { LoadBalancer: WEB, AvailabilityZone: 'us-east-1b' } });

  it.each(['InternalError', 'Forbidden'] as const)(
    'make results %s, without points, and only those that are concerned',
    async (status) => {
      const { get, remove } = aRegion({ metricFaults: [{ kind: 'status', status, dimensions: ZONE_A, message: 'why not' }] });
      const [here, there] = await get([requests, elsewhere]);
      expect(here).toMatchObject({
        StatusCode: status,
        Values: [],
        Timestamps: [],
        Messages: [{ Code: status, Value: 'why not' }],
      });
      expect(there).toMatchObject({ StatusCode: 'Complete', Timestamps: TEN });
      expect(there?.Messages ?? []).toEqual([]);
      remove();
      expect((await get([requests]))[0]).toMatchObject({
        StatusCode: 'Complete',
        Timestamps: TEN,
      });
    },
  );

  it('make results PartialData, without the newer half of their points', async () => {
    const { get } = aRegion({ metricFaults: [{ kind: 'status', status: 'PartialData', name: 'RequestCount' }] });
    const [partial, whole] = await get([requests, metric('targets', 'HTTPCode_Target_2XX_Count')]);
    expect(partial).toMatchObject({
      StatusCode: 'PartialData',
      Timestamps: [0, 1, 2, 3, 4].map(at),
      Messages: [{ Code: 'PartialData' }],
    });
    expect(whole).toMatchObject({ StatusCode: 'Complete', Timestamps: TEN });
  });

  it('affect expressions that use affected metrics', async () => {
    const { get } = aRegion({
      metricFaults: [
        { kind: 'status', status: 'Forbidden', dimensions: ZONE_A },
        { kind: 'status', status: 'InternalError', rule: 'faults-az1' },
      ],
    });
    const hidden = { ...requests, ReturnData: false };
    const results = await get([
      hidden,
      elsewhere,
      { Id: 'doubled', Expression: '2 * requests' },
      { Id: 'again', Expression: 'doubled + 1' },
      { Id: 'total', Expression: 'SUM(METRICS())' },
      { Id: 'other', Expression: 'SUM(METRICS("else"))' },
      { Id: 'rule', Expression: 'INSIGHT_RULE_METRIC("faults-az1", Sum)' },
      { Id: 'healthy', Expression: 'INSIGHT_RULE_METRIC("faults-az2", Sum)' },
    ]);
    expect(results.map(({ Id, StatusCode }) => `${Id} ${StatusCode}`)).toEqual([
      'elsewhere Complete',
      'doubled Forbidden',
      'again Forbidden',
      'total Forbidden',
      'other Complete',
      'rule InternalError',
      'healthy Complete',
    ]);
  });

  it('are active between their start and end', async () => {
    const { region, get } = aRegion({ metricFaults: [{ kind: 'status', status: 'InternalError', from: at(11), until: at(12) }] });
    const statuses: (string | undefined)[] = [];
    for (const minute of [10, 11, 12]) {
      region.advanceTo(at(minute).getTime());
      statuses.push((await get([requests]))[0]?.StatusCode);
    }
    expect(statuses).toEqual(['Complete', 'InternalError', 'Complete']);
  });

  it('cause gaps in the named zone', async () => {
    const { get } = aRegion({ metricFaults: [{ kind: 'gap', dimensions: ZONE_A, from: at(4), until: at(6) }] });
    const [here, there] = await get([requests, elsewhere]);
    expect(here?.Timestamps).toEqual([0, 1, 2, 3, 6, 7, 8, 9].map(at));
    expect(there?.Timestamps).toHaveLength(10);
  });

  it('deliver a zone’s data late, with its own time, so that it is read again', async () => {
    const { region, get } = aRegion({ metricFaults: [{ kind: 'late', minutes: 3, dimensions: ZONE_A }] });
    const complete = await aRegion().get([requests]);
    const [here, there] = await get([requests, elsewhere]);
    expect(here?.Timestamps).toEqual([0, 1, 2, 3, 4, 5, 6].map(at));
    expect(there?.Timestamps).toHaveLength(10);
    region.advanceTo(at(13).getTime());
    expect((await get([requests]))[0]?.Values).toEqual(complete[0]?.Values);
  });

  it('publish a minute in two pieces, so that the newest one is not finished', async () => {
    const { region, get } = aRegion({
      metricFaults: [{ kind: 'unfinished', share: 0.1, minutes: 1, name: 'RequestCount', dimensions: ZONE_A }],
    });
    const complete = (await aRegion().get([requests]))[0]?.Values ?? [];
    const here = (await get([requests]))[0]?.Values ?? [];
    expect(here.slice(0, -1)).toEqual(complete.slice(0, -1));
    expect(here.at(-1)).toBe(Math.round(0.1 * (complete.at(-1) ?? 0)));
    region.advanceTo(at(11).getTime());
    expect((await get([requests]))[0]?.Values).toEqual(complete);
  });

  it.each([[-5], [Number.NaN], [1e9]])('publish %d, even if impossible', async (value) => {
    const { get } = aRegion({
      metricFaults: [{ kind: 'value', value, name: 'HTTPCode_Target_5XX_Count', dimensions: ZONE_A, from: at(5) }],
    });
    const [faults, total] = await get([metric('faults', 'HTTPCode_Target_5XX_Count'), requests], [4, 7]);
    expect(faults?.Values?.slice(1)).toEqual([value, value]);
    expect(faults?.Values?.[0]).toBeLessThan(50);
    expect(total?.Values).toHaveLength(3);
  });
});

describe('PutMetricData over the wire', () => {
  it('is refused for an AWS namespace', async () => {
    const { cloudWatch } = aRegion();
    const MetricData = [{ MetricName: 'RequestCount', Value: 1 }];
    await expect(cloudWatch.send(new PutMetricDataCommand({ Namespace: ELB, MetricData }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The value AWS/ for parameter Namespace is invalid.',
    });
  });

  it('is delayed like the metrics that it publishes', async () => {
    const { region, cloudWatch, get } = aRegion({ metricFaults: [{ kind: 'late', minutes: 2, namespace: 'wildrydes' }] });
    const MetricData = [{ MetricName: 'Faults', Timestamp: at(9), Value: 3 }];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'wildrydes', MetricData }));
    const query = metric('m', 'Faults', { namespace: 'wildrydes', dimensions: {} });
    expect((await get([query]))[0]?.Values).toEqual([]);
    region.advanceTo(at(12).getTime());
    expect((await get([query]))[0]?.Values).toEqual([3]);
  });
});
