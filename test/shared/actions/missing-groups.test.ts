import { respond } from '../../../shared/respond.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { awsError } from '../../aws-errors.ts';
import { aCompositeAlarmEvent, minutesAfter, NOW } from '../../builders.ts';
import { atHome, RESTORE, UPKEEP } from '../there-and-back.ts';

/** One of them does not exist. */
const ONE_GONE = { autoScalingGroups: [{ name: 'web' }, { name: 'gone' }] };
const ALL_GONE = { autoScalingGroups: [{ name: 'gone' }] };
const NO_SUCH = 'gone: Auto Scaling knows no group of this name';

describe('a configured group that does not exist', () => {
  it('does not hold the evacuation of the others, and is told', async () => {
    const { aws, ask } = atHome(ONE_GONE);
    const { outcome, decision, results } = await ask(aCompositeAlarmEvent());
    expect(outcome).toBe('done');
    expect(decision.reasons.find(({ check }) => check === 'capacity')?.why).toContain('gone does not count');
    expect(results).toContainEqual(expect.objectContaining({ target: 'gone', status: 'skipped', code: 'no-capacity' }));
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('holds the evacuation if no other exists: then the names are wrong', async () => {
    const { aws, ask, before } = atHome(ALL_GONE);
    const { outcome, decision } = await ask(aCompositeAlarmEvent());
    expect(outcome).toBe('held');
    expect(decision.reasons.find(({ check }) => check === 'capacity')).toMatchObject({ status: 'unknown', why: NO_SUCH });
    expect(aws.state()).toEqual(before);
  });

  it('holds while Auto Scaling does not answer: then it may exist', async () => {
    const { aws, ask } = atHome(ONE_GONE);
    aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded'));
    expect((await ask(aCompositeAlarmEvent())).outcome).toBe('held');
  });

  it('is named by every tick of a quiet day, and fails one in each hour', async () => {
    const { aws } = atHome(ONE_GONE);
    const dependencies = { ...aws.dependencies(ONE_GONE), dryJudgements: { lastAt: null } };
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const ends: Record<string, number> = {};
    for (let minute = 0; minute < 120; minute += 1) {
      const report = await respond(UPKEEP, dependencies);
      const { outcome } = report;
      expect(noticeText(report)).toMatch(outcome === 'failed' ? /"autoScalingGroups" has gone, which does not exist/ : NO_SUCH);
      ends[outcome] = (ends[outcome] ?? 0) + 1;
      aws.clock.advanceMinutes(1);
    }
    expect(ends).toEqual({ 'nothing-to-do': 118, failed: 2 });
  });

  it('fails every tick if no other exists: every evacuation would be held', async () => {
    const { aws, ask } = atHome(ALL_GONE);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const { outcome, error } = await ask(UPKEEP);
    expect(outcome).toBe('failed');
    expect(error?.message).toContain(NO_SUCH);
  });

  it('does not keep an alarm that rings from being judged again', async () => {
    const { aws, ask } = atHome(ONE_GONE);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM', stateSince: minutesAfter(NOW, -3) });
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.shifts.zonesOut()).toEqual(['use1-az1']);
  });

  it('blocks no change of infrastructure, and the status names it', async () => {
    const { ask } = atHome(ONE_GONE);
    const { status } = await ask({ action: 'status' });
    expect(status).toMatchObject({ outcome: 'nothing-to-do', holdInfrastructureChanges: false, missing: [NO_SUCH] });
  });
});

describe('a configured group that is deleted while the zone is out', () => {
  const BOTH = { autoScalingGroups: [{ name: 'web' }, { name: 'api' }] };
  async function deleted() {
    const journey = atHome(BOTH);
    const { aws, ask } = journey;
    aws.groups.put({ name: 'api' });
    await ask(aCompositeAlarmEvent());
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.groups.settle('web');
    aws.groups.remove('api');
    return journey;
  }

  it('keeps neither ticks nor status from their answers', async () => {
    const { ask } = await deleted();
    expect((await ask(UPKEEP)).outcome).toBe('nothing-to-do');
    expect((await ask({ action: 'status' })).status).toMatchObject({
      outcome: 'done',
      missing: ['api: Auto Scaling knows no group of this name'],
    });
  });

  it('keeps neither the other groups nor the traffic from coming back', async () => {
    const { aws, ask } = await deleted();
    expect(await ask(RESTORE)).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web' }] });
    aws.groups.settle('web');
    const { outcome, decision } = await ask(RESTORE);
    expect(outcome).toBe('done');
    expect(decision.reasons.find(({ check }) => check === 'record')?.why).toContain('group api no longer exists');
    expect(aws.shifts.active()).toEqual([]);
    expect(aws.groups.state('web')).toMatchObject({
      subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'],
      tags: { app: 'wildrydes' },
    });
  });
});
