import type { RemoveRecord, RestoreStep } from '../../../shared/domain/index.ts';
import { executeRestore } from '../../../shared/execute/execute-restore.ts';
import type { RegionUnderTest } from '../../a-region/a-region.ts';
import { arcDenied, awsError } from '../../aws-errors.ts';
import { API, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { tagsOf } from '../standing.ts';
import { aCancel, anAddBack, backInZone1, RESTORING, withoutZone1 } from './restored.ts';
import { codesOf } from './traffic-runs.ts';

const REMOVE_RECORD: RemoveRecord = { kind: 'remove-record', group: 'web', zone: ZONE_1 };

function restore(aws: RegionUnderTest, steps: readonly RestoreStep[], signal = new AbortController().signal) {
  return executeRestore({ steps, writer: aws.writer, clock: aws.clock, signal, policy: { application: 'wildrydes' } });
}

function shiftBoth(aws: RegionUnderTest): RestoreStep[] {
  return [WEB, API].map((resource) => {
    const { zonalShiftId } = aws.shifts.put({ resource, awayFrom: ZONE_1.zoneId, comment: RESTORING });
    return aCancel(zonalShiftId, { resource });
  });
}

describe('carrying out a restore', () => {
  it('takes one step after another, each with its result', async () => {
    const aws = withoutZone1();
    const results = await restore(aws, [anAddBack(), ...shiftBoth(aws), REMOVE_RECORD]);
    expect(codesOf(results)).toEqual(['done subnets-added-back', 'done cancelled', 'done cancelled', 'done record-removed']);
    expect(aws.shifts.active()).toEqual([]);
  });

  it('stops at the first step that fails: traffic does not come back when capacity could not', async () => {
    const aws = withoutZone1();
    aws.calls.fail('UpdateAutoScalingGroup', awsError('AccessDenied', 'not authorized', 403));
    const results = await restore(aws, [anAddBack(), ...shiftBoth(aws), REMOVE_RECORD]);
    expect(codesOf(results)).toEqual(['failed call-failed', 'skipped stopped', 'skipped stopped', 'skipped stopped']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    expect(aws.groups.state('web').tags).toMatchObject(tagsOf({ phase: 'restoring' }));
  });

  it('keeps the lock when an earlier shift could not be cancelled', async () => {
    const aws = withoutZone1();
    const steps = shiftBoth(aws);
    aws.calls.failAlways('CancelZonalShift', arcDenied());
    expect(codesOf(await restore(aws, steps))).toEqual(['failed call-failed', 'skipped stopped']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('puts groups back side by side', async () => {
    const aws = withoutZone1();
    aws.groups.remake('web', { subnetIds: ['subnet-0b2', 'subnet-0c3'] });
    for (const name of ['api', 'admin'])
      aws.groups.put({ name, subnetIds: ['subnet-0b2', 'subnet-0c3'], tags: aws.groups.state('web').tags });
    const reached = aws.calls.hang('UpdateAutoScalingGroup', { concerning: ['"web"'] });
    void restore(
      aws,
      ['web', 'api', 'admin'].map((group) => anAddBack({ group })),
    );
    await reached;
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const back = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];
    expect(['api', 'admin'].map((name) => aws.groups.state(name).subnets)).toEqual([back, back]);
  });

  it('lets go of the lock only after all other shifts', async () => {
    const aws = withoutZone1();
    const steps = shiftBoth(aws);
    const reached = aws.calls.hang('CancelZonalShift', { at: 'before' });
    void restore(aws, steps);
    await reached;
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('goes on past somebody else’s shift, which is left alone', async () => {
    const aws = backInZone1();
    const theirs = aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: 'by hand' });
    expect(codesOf(await restore(aws, [aCancel(theirs.zonalShiftId), REMOVE_RECORD]))).toEqual([
      'skipped not-ours',
      'done record-removed',
    ]);
  });

  it('attempts nothing when there is no time left', async () => {
    const aws = withoutZone1();
    const before = aws.state();
    const results = await restore(aws, [anAddBack(), REMOVE_RECORD], AbortSignal.abort());
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['skipped']));
    expect(aws.state()).toEqual(before);
  });
});

describe('removing the record', () => {
  it('deletes our tags of this zone, and nothing else', async () => {
    const aws = backInZone1();
    const others = {
      app: 'wildrydes',
      ...tagsOf({ zoneId: ZONE_2.zoneId }),
      'gray-failure-responder-notes': 'ours, says the team',
    };
    aws.groups.tag('web', others);
    expect(codesOf(await restore(aws, [REMOVE_RECORD]))).toEqual(['done record-removed']);
    expect(aws.groups.state('web').tags).toEqual(others);
  });

  it('deletes 40 tags, which takes several calls', async () => {
    const members = Array.from({ length: 300 }, (_, index) => ({
      position: index,
      member: `subnet-${String(index).padStart(17, '0')}`,
    }));
    const aws = withoutZone1();
    aws.groups.tag('web', tagsOf({ members, phase: 'restoring' }));
    expect(Object.keys(aws.groups.state('web').tags).length).toBeGreaterThan(26);
    await restore(aws, [{ ...REMOVE_RECORD, missing: members.map(({ member }) => member) }]);
    expect(aws.groups.state('web').tags).toEqual({ app: 'wildrydes' });
  });

  it('deletes also what an interrupted deletion has left', async () => {
    const aws = withoutZone1();
    aws.groups.retag('web', { app: 'wildrydes', 'gray-failure-responder:use1-az1:7': '0:subnet-0a1' });
    await restore(aws, [REMOVE_RECORD]);
    expect(aws.groups.state('web').tags).toEqual({ app: 'wildrydes' });
  });

  it('has nothing to do where there is none', async () => {
    const aws = withoutZone1();
    aws.groups.retag('web', { app: 'wildrydes' });
    expect(codesOf(await restore(aws, [REMOVE_RECORD]))).toEqual(['already-done record-removed']);
  });
});
