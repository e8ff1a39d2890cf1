import { connect, makeClients } from '../../shared/aws/connect.ts';
import type { Dependencies } from '../../shared/respond.ts';
import { respond } from '../../shared/respond.ts';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { aCompositeAlarmEvent, minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import promQlChange from '../events/promql-alarm-state-change.json';
import { ALB_SIGNAL, albMetric, steadily, TARGET_GROUP } from '../shared/signals.ts';
import { RECOVERABLE_ZONES } from '../shared/standing.ts';

/** Unit tests skip the wire. These tests show that the SDK reads the same from it. */

type Ways = Pick<Dependencies, 'reader' | 'writer'>;

function byTheWire({ region, calls }: RegionUnderTest): Ways {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const requestHandler = inProcessRequestHandler(region, calls);
  const clients = makeClients({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 1 });
  return connect(clients, { abortSignal: new AbortController().signal });
}

const directly = ({ reader, writer }: RegionUnderTest): Ways => ({ reader, writer });

function showZone1Failing({ metrics }: RegionUnderTest): void {
  const from = minutesAfter(NOW, -5);
  for (const { zoneName } of [ZONE_1, ZONE_2, ZONE_4]) {
    metrics.put(albMetric('RequestCount', { zoneName }), from, steadily(1_000));
    const failed = zoneName === ZONE_1.zoneName ? 50 : 0;
    metrics.put(albMetric('HTTPCode_Target_5XX_Count', { zoneName }), from, steadily(failed));
    metrics.put(albMetric('TargetResponseTime', { zoneName, stat: 'PR(0.5:)' }), from, steadily(failed / 10));
  }
  metrics.put(albMetric('AnomalousHostCount', { stat: 'Maximum', targetGroup: TARGET_GROUP }), from, steadily(3));
}

/** There and back, with a canary and signals: what is reported at each turn. */
async function journey(reach: (aws: RegionUnderTest) => Ways) {
  const aws = aRegion();
  showZone1Failing(aws);
  aws.alarms.set('use1-az1-canary', { type: 'MetricAlarm', description: 'a probe' });
  const deps = { ...aws.dependencies({ zones: RECOVERABLE_ZONES, signals: [ALB_SIGNAL] }), ...reach(aws) };
  const reports = [await respond(aCompositeAlarmEvent(), deps)];
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  for (const action of ['status', 'restore', 'restore', 'upkeep']) {
    aws.groups.settle('web');
    reports.push(await respond({ action, zone: 'use1-az1' }, deps));
  }
  return reports;
}

describe('the same run, by the wire and directly', () => {
  it('reports the same, to the last member', async () => {
    const reports = await journey(byTheWire);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'in-progress', 'done', 'nothing-to-do']);
    expect(reports).toEqual(await journey(directly));
  });

  it.each([
    ['one zone', [{ az_id: 'use1-az1' }], 'done'],
    ['two zones', [{ az_id: 'use1-az1' }, { az_id: 'use1-az2' }], 'held'],
  ])('reports the same of an alarm whose contributors name %s', async (_what, contributors, outcome) => {
    const told = async (reach: (aws: RegionUnderTest) => Ways) => {
      const aws = aRegion();
      aws.alarms.contribute('wildrydes-zonal-faults', contributors, minutesAfter(NOW, -1));
      const configuration = { zones: [ZONE_1, ZONE_2, ZONE_4], contributorAlarm: 'wildrydes-zonal-faults' };
      return respond(promQlChange, { ...aws.dependencies(configuration), ...reach(aws) });
    };
    const report = await told(byTheWire);
    expect(report.outcome).toBe(outcome);
    expect(report).toEqual(await told(directly));
  });

  it.each<[string, (aws: RegionUnderTest) => void]>([
    ['too many tags', ({ groups }) => groups.tag('web', Object.fromEntries(steadily(0, 49).map((_, n) => [`k${n}`, 'x'])))],
    ['a scaling activity', ({ region }) => region.autoScaling.updatesBlocked.set('web', 'ScalingActivityInProgress')],
    ['contention', ({ region }) => region.autoScaling.updatesBlocked.set('web', 'ResourceContention')],
    ['throttling', ({ region }) => region.awsFaults.add({ kind: 'throttling', operation: 'StartZonalShift' })],
    ['a server error', ({ region }) => region.awsFaults.add({ kind: 'server-error', operation: 'StartZonalShift' })],
    ['no access', ({ region }) => region.awsFaults.add({ kind: 'access-denied', operation: 'DescribeSubnets' })],
    ['a resource that has not opted in', ({ shifts, region }) => shifts.unregister(region.loadBalancers[0]?.arn ?? '')],
  ])('fails alike: %s', async (_what, spoil) => {
    const failing = async (reach: (aws: RegionUnderTest) => Ways) => {
      const aws = aRegion();
      spoil(aws);
      const { outcome, results } = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(), ...reach(aws) });
      return { outcome, results };
    };
    const found = await failing(byTheWire);
    expect(found.outcome).not.toBe('done');
    expect(found).toEqual(await failing(directly));
  });
});
