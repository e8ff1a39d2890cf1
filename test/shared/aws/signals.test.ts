import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { awsError } from '../../aws-errors.ts';
import { minutesAfter, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { ALB_SIGNAL, albMetric, LOAD_BALANCER, steadily } from '../signals.ts';
import { pointsOf, WINDOW, watching } from './signals-setup.ts';

const requests = (zoneName?: string) => albMetric('RequestCount', zoneName === undefined ? {} : { zoneName });

describe('reading signals', () => {
  it('tells every signal by its name with every zone', async () => {
    const nat = { kind: 'nat-gateway', gateways: { 'nat-1': 'use1-az1', 'nat-2': 'use1-az2', 'nat-4': 'use1-az4' } };
    const { put, read } = watching([ALB_SIGNAL, nat]);
    for (const { zoneName } of [ZONE_1, ZONE_2, ZONE_4]) put(requests(zoneName), steadily(100));
    const signals = await read();
    expect(signals.map(({ name, kind }) => [name, kind])).toEqual([
      [LOAD_BALANCER, 'application-load-balancer'],
      ['nat-gateway', 'nat-gateway'],
    ]);
    expect(signals.map(({ zones }) => Object.keys(zones))).toEqual(
      steadily(0, 2).map(() => ['use1-az1', 'use1-az2', 'use1-az4']),
    );
  });

  it('tells each zone its own numbers', async () => {
    const { put, read } = watching([ALB_SIGNAL]);
    put(requests(ZONE_1.zoneName), steadily(10));
    put(requests(ZONE_2.zoneName), steadily(20));
    const [signal] = await read();
    expect(signal?.zones).toMatchObject({
      'use1-az1': { known: true, value: { requests: steadily(10) } },
      'use1-az2': { known: true, value: { requests: steadily(20) } },
      'use1-az4': { known: true, value: { requests: steadily(0).map(() => null) } },
    });
  });

  it('takes the minutes of the window, in their order: the start is in it, and the end is not', async () => {
    const { answer, zone } = watching([ALB_SIGNAL]);
    answer('RequestCount', pointsOf([0, 1, 2, 3, 4, 5, 6, 7], minutesAfter(WINDOW.from, -1)));
    expect(await zone()).toMatchObject({ value: { requests: [1, 2, 3, 4, 5] } });
  });

  it('leaves a minute without a datapoint open', async () => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(requests(), [1, null, 3, null, 5]);
    expect(await zone()).toMatchObject({ value: { requests: [1, null, 3, null, 5] } });
  });

  it('asks in minutes, for the whole window and the two hours before it', async () => {
    const { read, requests: asked } = watching([ALB_SIGNAL]);
    await read();
    const [{ StartTime, EndTime, MetricDataQueries = [] } = {}] = asked();
    expect([StartTime, EndTime]).toEqual([new Date(Date.parse(WINDOW.from) - 120 * 60_000), new Date(WINDOW.to)]);
    expect(new Set(MetricDataQueries.map(({ MetricStat }) => MetricStat?.Period))).toEqual(new Set([60]));
  });

  it('names its queries as CloudWatch accepts them: a lowercase letter, then letters, digits and underscores, each once', async () => {
    const { read, requests: asked } = watching([ALB_SIGNAL]);
    await read();
    const ids = asked().flatMap(({ MetricDataQueries = [] }) => MetricDataQueries.map(({ Id }) => Id ?? ''));
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9_]*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('reading many signals', () => {
  /** Five queries a zone; three zones. */
  const balancers = Array.from({ length: 40 }, (_, index) => `app/web-${index}/50dc6c495c0c9188`);
  const signals = balancers.map((loadBalancer) => ({ ...ALB_SIGNAL, loadBalancer, targetGroups: [] }));

  it('takes one request for up to 500 queries', async () => {
    const { read, requests: asked } = watching(signals.slice(0, 33));
    await read();
    expect(asked()).toHaveLength(1);
  });

  it('takes a second one beyond, and loses nothing', async () => {
    const { put, read, requests: asked } = watching(signals);
    for (const [index, loadBalancer] of balancers.entries()) {
      for (const { zoneName } of [ZONE_1, ZONE_2, ZONE_4]) {
        put({ ...requests(), dimensions: { AvailabilityZone: zoneName, LoadBalancer: loadBalancer } }, steadily(index));
      }
    }
    const found = await read();
    expect(asked().map(({ MetricDataQueries = [] }) => MetricDataQueries.length)).toEqual([500, 100]);
    expect(found.map(({ zones }) => Object.values(zones).map((zone) => zone.known && zone.value.requests))).toEqual(
      balancers.map((_name, index) => [steadily(index), steadily(index), steadily(index)]),
    );
  });

  it('reads on over pages, also where one metric is spread over several', async () => {
    const { sdk, zone } = watching([ALB_SIGNAL]);
    const results = (values: (number | null)[]) => [{ Id: 'm0', StatusCode: 'PartialData' as const, ...pointsOf(values) }];
    sdk
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: results([1, 2]), NextToken: 'page-2' })
      .resolvesOnce({ MetricDataResults: results([null, null, 3, 4]), NextToken: 'page-3' })
      .resolvesOnce({ MetricDataResults: everyQuery([null, null, null, null, 5]) });
    expect(await zone()).toMatchObject({ value: { requests: [1, 2, 3, 4, 5] } });
    expect(sdk.commandCalls(GetMetricDataCommand).map(({ args: [{ input }] }) => input.NextToken)).toEqual([
      undefined,
      'page-2',
      'page-3',
    ]);
  });

  it('ends at the page with an empty token', async () => {
    const { sdk, zone } = watching([ALB_SIGNAL]);
    sdk
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: everyQuery([1, 2, 3, 4, 5]), NextToken: '' })
      .rejects(new Error('asked again'));
    expect(await zone()).toMatchObject({ value: { requests: [1, 2, 3, 4, 5] } });
  });

  it('asks nothing where no signal is configured', async () => {
    const { read, requests: asked } = watching([]);
    expect(await read()).toEqual([]);
    expect(asked()).toEqual([]);
  });
});

/** A complete answer to each of the signal's queries; the points are those of the first. */
function everyQuery(values: (number | null)[]) {
  const results = Array.from({ length: 18 }, (_, index) => ({ Id: `m${index}`, StatusCode: 'Complete' as const }));
  return results.map((result) => (result.Id === 'm0' ? { ...result, ...pointsOf(values) } : result));
}

describe('an answer that is not complete', () => {
  it.each(['PartialData', 'InternalError', 'Forbidden'] as const)(
    'leaves the zone unknown, with the status: %s',
    async (status) => {
      const { answer, put, zone } = watching([ALB_SIGNAL]);
      put(requests(), steadily(100));
      answer('us-east-1a', { StatusCode: status, Messages: [{ Code: status, Value: 'so it is' }] });
      expect(await zone()).toEqual({ known: false, why: `CloudWatch answered ${status}: so it is` });
      expect(await zone('use1-az2')).toMatchObject({ known: true });
    },
  );

  it('leaves the zone unknown also when a single metric of several is concerned', async () => {
    const { answer, zone } = watching([ALB_SIGNAL]);
    answer('TargetConnectionErrorCount Sum {"AvailabilityZone":"us-east-1b"', { StatusCode: 'InternalError' });
    expect(await zone('use1-az2')).toEqual({ known: false, why: 'CloudWatch answered InternalError' });
    expect(await zone()).toMatchObject({ known: true });
  });

  it('leaves the zone unknown when a query is not answered at all', async () => {
    const { answer, zone } = watching([ALB_SIGNAL]);
    answer('us-east-1a', null);
    expect(await zone()).toEqual({ known: false, why: 'CloudWatch gave no answer' });
  });

  it('is not completed by its earlier pages', async () => {
    const { sdk, zone } = watching([ALB_SIGNAL]);
    sdk
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: everyQuery([1, 2, 3, 4, 5]), NextToken: 'page-2' })
      .resolvesOnce({ MetricDataResults: [{ Id: 'm0', StatusCode: 'PartialData' }] });
    expect(await zone()).toEqual({ known: false, why: 'CloudWatch answered PartialData' });
  });
});

describe('a value that is not a number', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('leaves the zone unknown, and the others alone: %d', async (value) => {
    const { put, zone } = watching([ALB_SIGNAL]);
    put(requests(), [100, 100, value, 100, 100]);
    expect(await zone()).toEqual({ known: false, why: 'CloudWatch answered a value that is not a number' });
    expect(await zone('use1-az2')).toMatchObject({ known: true });
  });
});

describe('metrics that cannot be read', () => {
  it.each([
    ['AccessDenied', 403, 'denied'],
    ['Throttling', 400, 'throttled'],
    ['InternalServiceFault', 500, 'ambiguous'],
  ])('reject with the kind of error: %s', async (code, status, kind) => {
    const { read, sdk } = watching([ALB_SIGNAL]);
    sdk.on(GetMetricDataCommand).rejects(awsError(code, 'sorry', status));
    await expect(read()).rejects.toMatchObject({ kind, message: expect.stringContaining('reading metrics') });
  });

  it('reject when a later page cannot be read: half of it is nothing', async () => {
    const { read, sdk } = watching([ALB_SIGNAL]);
    sdk
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: everyQuery([1, 2, 3, 4, 5]), NextToken: 'page-2' })
      .rejectsOnce(awsError('Throttling', 'Rate exceeded'));
    await expect(read()).rejects.toMatchObject({ kind: 'throttled' });
  });
});
