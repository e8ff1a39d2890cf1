import type { ResourceArn } from '../../../shared/domain/index.ts';
import { arcDenied, arcInternal, arcThrottled, timedOut } from '../../aws-errors.ts';
import { API, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { ALL, codesOf, runTraffic, THIRD, threeResources } from './traffic-runs.ts';

describe('moving traffic', () => {
  it('shifts every resource', async () => {
    const aws = threeResources();
    expect(codesOf(await runTraffic(aws))).toEqual(['done shifted', 'done shifted', 'done shifted']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([...ALL]);
  });

  it('shifts the first alone: nothing else is away before it is', async () => {
    const aws = threeResources();
    const reached = aws.calls.hang('StartZonalShift', { at: 'after', concerning: [API] });
    void runTraffic(aws);
    await reached;
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API]);
  });

  it('shifts the others in parallel: one that hangs does not hold the next', async () => {
    const aws = threeResources();
    const reached = aws.calls.hang('StartZonalShift', { concerning: [WEB] });
    const third = new Promise<void>((resolve) => {
      aws.calls.add('StartZonalShift', { at: 'after', concerning: [THIRD] }, resolve);
    });
    void runTraffic(aws);
    await Promise.all([reached, third]);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, THIRD]);
  });

  it('goes on past a follower that fails', async () => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', arcDenied(), { concerning: [WEB] });
    expect(codesOf(await runTraffic(aws))).toEqual(['done shifted', 'failed call-failed', 'done shifted']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, THIRD]);
  });

  it('takes the lock by a shift that is away from the zone already', async () => {
    const aws = threeResources();
    aws.shifts.put({ resource: API, awayFrom: ZONE_1.zoneId });
    expect(codesOf(await runTraffic(aws))).toEqual(['already-done adopted', 'done shifted', 'done shifted']);
  });
});

describe('moving traffic when the first resource cannot be the lock', () => {
  it.each([
    ['denied', arcDenied(), 'failed call-failed'],
    ['throttled', arcThrottled(), 'failed call-failed'],
    ['lost', timedOut(), 'failed call-failed'],
  ])('goes on with the others after a fresh read: %s', async (_case, error, code) => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', error, { concerning: [API] });
    expect(codesOf(await runTraffic(aws))).toEqual([code, 'done shifted', 'done shifted']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB, THIRD]);
  });

  it('goes on when the first is not opted in', async () => {
    const aws = threeResources();
    aws.shifts.unregister(API);
    expect(codesOf(await runTraffic(aws))).toEqual(['skipped not-opted-in', 'done shifted', 'done shifted']);
  });

  it('stops when a fresh read shows another resource away from another zone', async () => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', arcDenied(), { concerning: [API] });
    aws.shifts.put({ resource: THIRD, awayFrom: ZONE_2.zoneId });
    expect(codesOf(await runTraffic(aws))).toEqual(['failed call-failed', 'skipped stopped', 'skipped stopped']);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('stops when another resource cannot be read', async () => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', arcDenied(), { concerning: [API] });
    aws.calls.failAlways('GetManagedResource', arcThrottled(), { concerning: [THIRD] });
    const results = await runTraffic(aws);
    expect(codesOf(results)).toEqual(['failed call-failed', 'skipped stopped', 'skipped stopped']);
    expect(results[1]?.why).toContain('cannot be read');
    expect(aws.shifts.active()).toEqual([]);
  });

  it('does not stop at a practice run away from another zone', async () => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', arcDenied(), { concerning: [API] });
    aws.shifts.put({ resource: THIRD, awayFrom: ZONE_2.zoneId, shiftType: 'PRACTICE_RUN' });
    expect(codesOf(await runTraffic(aws))).toEqual(['failed call-failed', 'done shifted', 'done shifted']);
  });

  it('takes back what it shifted when it then finds another zone out', async () => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', arcDenied(), { concerning: [API] });
    aws.calls.add('StartZonalShift', { at: 'after', concerning: [WEB] }, () => {
      aws.shifts.put({ resource: API, awayFrom: ZONE_2.zoneId });
    });
    expect(codesOf(await runTraffic(aws))).toEqual(['failed call-failed', 'failed stopped', 'skipped stopped']);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });
});

describe('moving traffic when another zone is out', () => {
  it('stops at the lock, and shifts nothing', async () => {
    const aws = threeResources();
    aws.shifts.put({ resource: API, awayFrom: ZONE_2.zoneId });
    expect(codesOf(await runTraffic(aws))).toEqual(['failed conflicting-shift', 'skipped stopped', 'skipped stopped']);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('takes its own shifts back when it is found at a follower', async () => {
    const aws = threeResources();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    expect(codesOf(await runTraffic(aws))).toEqual(['failed stopped', 'failed conflicting-shift', 'failed stopped']);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('takes back a shift without effect too', async () => {
    const aws = threeResources();
    aws.shifts.register(API, { shiftsTakeEffect: false });
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    await runTraffic(aws);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('takes back a follower whose answer was lost and which could not be read either', async () => {
    const aws = threeResources();
    aws.calls.fail('StartZonalShift', timedOut(), { at: 'after', concerning: [THIRD] });
    aws.calls.fail('GetManagedResource', arcInternal(), { skip: 1, concerning: [THIRD] });
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    await runTraffic(aws);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('leaves what was away before this run as it is', async () => {
    const aws = threeResources();
    const theirs = { ...aws.shifts.put({ resource: THIRD, awayFrom: ZONE_1.zoneId }) };
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    await runTraffic(aws);
    expect(aws.shifts.active(THIRD)).toEqual([theirs]);
  });

  it('says so when a shift cannot be taken back', async () => {
    const aws = threeResources();
    aws.calls.failAlways('CancelZonalShift', arcDenied());
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    const [first] = await runTraffic(aws);
    expect(first).toMatchObject({ status: 'failed', code: 'stopped' });
    expect(first?.why).toContain('could not be cancelled');
  });
});

describe('moving traffic when a resource needs no step', () => {
  it('stops, and takes the lock back, when that one is away from another zone', async () => {
    const aws = threeResources();
    aws.shifts.put({ resource: THIRD, awayFrom: ZONE_2.zoneId });
    expect(codesOf(await runTraffic(aws, { resources: [API, WEB] }))).toEqual(['failed stopped', 'skipped stopped']);
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('goes on when that one is not opted in', async () => {
    const aws = threeResources();
    aws.shifts.unregister(THIRD);
    expect(codesOf(await runTraffic(aws, { resources: [API, WEB] }))).toEqual(['done shifted', 'done shifted']);
  });
});

describe('moving traffic out of time', () => {
  it('attempts nothing when there is no time left', async () => {
    const aws = threeResources();
    const results = await runTraffic(aws, { signal: AbortSignal.abort() });
    expect(results.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
    expect(results[0]?.code).toBe('out-of-time');
    expect(aws.shifts.active()).toEqual([]);
  });

  it('keeps what it has shifted when the time runs out', async () => {
    const aws = threeResources();
    const controller = new AbortController();
    aws.calls.add('StartZonalShift', { at: 'after', concerning: [API] }, () => controller.abort());
    const results = await runTraffic(aws, { signal: controller.signal });
    expect(codesOf(results)).toEqual(['done shifted', 'skipped out-of-time', 'skipped out-of-time']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API]);
  });
});

describe('a run that can shift none of its first resources', () => {
  const more = ['p', 'q', 'r', 's'].map((name) => `${THIRD}-${name}` as ResourceArn);

  it('shifts the others together, and takes them back where another zone turns out to be out', async () => {
    const aws = threeResources();
    for (const arn of more) aws.shifts.register(arn);
    for (const resource of ALL) aws.calls.failAlways('StartZonalShift', arcDenied(), { concerning: [`"${resource}"`] });
    const resources = [...ALL, ...more];
    expect(codesOf(await runTraffic(aws, { resources })).slice(3)).toEqual(more.map(() => 'done shifted'));
    aws.shifts.cancelAll();
    aws.calls.add('StartZonalShift', { concerning: [`"${more[0]}"`] }, () => {
      aws.shifts.put({ resource: API, awayFrom: 'use1-az2' });
    });
    expect(codesOf(await runTraffic(aws, { resources })).slice(3)).toEqual(more.map(() => 'failed stopped'));
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });
});
