import type { Plan, StepResult } from '../../../shared/domain/index.ts';
import { type CapacityWork, executeCapacity } from '../../../shared/execute/execute-capacity.ts';
import { executeTraffic, type Work } from '../../../shared/execute/execute-traffic.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { API, aPolicy, NOW, WEB, WEB_GROUP_ARN, ZONE_1, ZONE_2 } from '../../builders.ts';
import { tagsOf } from '../standing.ts';
import { aRemoval, aShiftStep, someShiftSteps } from './steps.ts';
import { codesOf } from './traffic-runs.ts';

function work({ writer, clock }: RegionUnderTest, plan: Partial<Plan>, signal = new AbortController().signal): Work {
  return { plan: { steps: [], omitted: [], ...plan }, zone: ZONE_1, writer, clock, signal, policy: { application: 'wildrydes' } };
}

/** Of an application whose load balancers are not asked again. */
function capacityWork(...asked: Parameters<typeof work>): CapacityWork {
  return { ...work(...asked), policy: aPolicy(), lock: null };
}

function aTrafficResult(overrides: Partial<StepResult>): StepResult {
  return {
    kind: 'start-zonal-shift',
    target: WEB,
    status: 'done',
    code: 'shifted',
    why: 'accepted',
    startedAt: NOW,
    tookMs: 1,
    ...overrides,
  };
}

/** So many groups, each with its removal. */
function manyRemovals(count: number) {
  const aws = aRegion();
  const names = Array.from({ length: count }, (_, index) => `group-${index}`);
  for (const name of names) aws.groups.put({ name });
  return { aws, steps: names.map((group) => aRemoval({ group })) };
}

/** What could go on by itself has. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('executing traffic steps', () => {
  it('has a result for each step, with its target', async () => {
    const aws = aRegion();
    const results = await executeTraffic(work(aws, { steps: someShiftSteps([API, WEB]) }));
    expect(results.map(({ target, status }) => [target, status])).toEqual([
      [API, 'done'],
      [WEB, 'done'],
    ]);
  });

  it('has a result for what the plan left out', async () => {
    const aws = aRegion();
    const omission = {
      kind: 'start-zonal-shift',
      target: API,
      status: 'skipped',
      code: 'not-in-zone',
      why: 'it is not',
    } as const;
    const results = await executeTraffic(work(aws, { steps: [aShiftStep()], omitted: [omission] }));
    expect(results).toContainEqual({ ...omission, startedAt: NOW, tookMs: 0 });
  });

  it('has no result where nothing is planned', async () => {
    expect(await executeTraffic(work(aRegion(), {}))).toEqual([]);
  });

  it('tells when a step began and how long it took', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', {}, () => aws.clock.sleep(120));
    const [result] = await executeTraffic(work(aws, { steps: [aShiftStep()] }));
    expect(result).toMatchObject({ startedAt: NOW, tookMs: 120 });
  });

  it('does not tell the shift that may be taken back: a report is plain data for people', async () => {
    const [result] = await executeTraffic(work(aRegion(), { steps: [aShiftStep()] }));
    expect(Object.keys(result ?? {}).sort()).toEqual(['code', 'kind', 'startedAt', 'status', 'target', 'tookMs', 'why']);
  });
});

describe('executing capacity steps', () => {
  it.each([
    ['there was nothing to shift', []],
    ['traffic was moved', [aTrafficResult({})]],
    ['traffic was away already', [aTrafficResult({ status: 'already-done', code: 'adopted' })]],
    ['a load balancer is not in the zone', [aTrafficResult({ status: 'skipped', code: 'not-in-zone' })]],
  ])('are done when %s', async (_case, traffic) => {
    const aws = aRegion();
    expect(codesOf(await executeCapacity(capacityWork(aws, { steps: [aRemoval()] }), traffic))).toEqual(['done subnets-removed']);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it.each([
    ['failed', aTrafficResult({ status: 'failed', code: 'call-failed' })],
    ['met a shift away from another zone', aTrafficResult({ status: 'failed', code: 'conflicting-shift' })],
    ['had no effect', aTrafficResult({ status: 'failed', code: 'shift-not-applied' })],
    ['was not attempted', aTrafficResult({ status: 'skipped', code: 'stopped' })],
    ['ran out of time', aTrafficResult({ status: 'skipped', code: 'out-of-time' })],
    ['was of a load balancer that is not opted in', aTrafficResult({ status: 'skipped', code: 'not-opted-in' })],
  ])('are skipped when one traffic step of two %s', async (_case, left) => {
    const aws = aRegion();
    const before = aws.state();
    const results = await executeCapacity(capacityWork(aws, { steps: [aRemoval()] }), [aTrafficResult({ target: API }), left]);
    expect(codesOf(results)).toEqual(['skipped traffic-not-moved']);
    expect(results[0]?.why).toContain(`${WEB} (${left.code})`);
    expect(aws.state()).toEqual(before);
  });

  it('go on with the next group when one fails', async () => {
    const aws = aRegion();
    aws.groups.put({ name: 'api' });
    aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'));
    const steps = [aRemoval(), aRemoval({ group: 'api' })];
    expect(codesOf(await executeCapacity(capacityWork(aws, { steps }), []))).toEqual([
      'failed call-failed',
      'done subnets-removed',
    ]);
    expect(aws.groups.state('api').subnets).not.toContain('subnet-0a1');
  });

  it('edit other groups while one of them takes its time', async () => {
    const aws = aRegion();
    aws.groups.put({ name: 'api' });
    aws.shifts.put({ resource: API, awayFrom: ZONE_1.zoneId });
    const reached = aws.calls.hang('UpdateAutoScalingGroup', { concerning: ['"web"'] });
    void executeCapacity({ ...capacityWork(aws, { steps: [aRemoval(), aRemoval({ group: 'api' })] }), lock: API }, []);
    await reached;
    await settled();
    expect(aws.groups.state('api').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('edit a bounded number of groups at a time: what is begun is finished before more is', async () => {
    const { aws, steps } = manyRemovals(60);
    void aws.calls.hang('UpdateAutoScalingGroup', { times: Number.POSITIVE_INFINITY });
    aws.shifts.put({ resource: API, awayFrom: ZONE_1.zoneId });
    void executeCapacity({ ...capacityWork(aws, { steps }), lock: API }, []);
    await settled();
    expect(aws.groups.states().filter(({ tags }) => Object.keys(tags).length > 0)).toHaveLength(25);
  });

  it('begin nothing more once another zone is out', async () => {
    const { aws, steps } = manyRemovals(60);
    aws.groups.tag('group-10', tagsOf({ zoneId: ZONE_2.zoneId }));
    const codes = codesOf(await executeCapacity(capacityWork(aws, { steps }), []));
    expect(codes).toContain('failed another-zone-out');
    expect(codes.slice(-30)).toEqual(Array.from({ length: 30 }, () => 'skipped stopped'));
  });

  it('read the lock less often than there are groups', async () => {
    const { aws, steps } = manyRemovals(100);
    aws.shifts.put({ resource: API, awayFrom: ZONE_1.zoneId });
    const results = await executeCapacity({ ...capacityWork(aws, { steps }), lock: API }, []);
    expect(new Set(codesOf(results))).toEqual(new Set(['done subnets-removed']));
    expect(aws.calls.asked.filter((operation) => operation === 'GetManagedResource').length).toBeLessThanOrEqual(25);
  });

  it('shift a group natively, where that is its step', async () => {
    const aws = aRegion();
    aws.groups.optIn('web');
    const steps = [aShiftStep({ resource: WEB_GROUP_ARN, group: 'web' })];
    expect(codesOf(await executeCapacity(capacityWork(aws, { steps }), []))).toEqual(['done shifted']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB_GROUP_ARN]);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('are not attempted when there is no time left', async () => {
    const aws = aRegion();
    const before = aws.state();
    const results = await executeCapacity(capacityWork(aws, { steps: [aRemoval()] }, AbortSignal.abort()), []);
    expect(codesOf(results)).toEqual(['skipped out-of-time']);
    expect(aws.state()).toEqual(before);
  });

  it('have a failed result where the group could not be planned', async () => {
    const omission = {
      kind: 'remove-subnets',
      target: 'web',
      status: 'failed',
      code: 'subnet-zone-unknown',
      why: 'lost',
    } as const;
    const results = await executeCapacity(capacityWork(aRegion(), { omitted: [omission] }), []);
    expect(codesOf(results)).toEqual(['failed subnet-zone-unknown']);
  });
});
