import { respond } from '../../../shared/respond.ts';
import { aRegion } from '../../a-region/a-region.ts';
import { aCompositeAlarmEvent, minutesAfter, NOW } from '../../builders.ts';

const BAD = 'use1-az1-isolated-impact';

/** An alarm's run that may look again for half a minute. */
function answer(aws: ReturnType<typeof aRegion>) {
  return respond(aCompositeAlarmEvent(), { ...aws.dependencies(), patienceMillis: 29_000 });
}

describe('an alarm of another zone that CloudWatch cannot evaluate', () => {
  it.each(['EVALUATION_FAILURE', 'EVALUATION_ERROR'] as const)('holds the run, although it reads OK (%s)', async (evaluation) => {
    const aws = aRegion();
    aws.alarms.evaluateAs('use1-az2-isolated-impact', evaluation);
    const before = aws.state();
    const { outcome, decision } = await answer(aws);
    expect(outcome).toBe('held');
    expect(decision.reasons.find(({ check }) => check === 'single-zone')?.status).toBe('unknown');
    expect(aws.state()).toEqual(before);
  });

  it('holds nothing once CloudWatch can evaluate it again', async () => {
    const aws = aRegion();
    aws.alarms.evaluateAs('use1-az2-isolated-impact', 'EVALUATION_FAILURE');
    aws.calls.add('DescribeAlarms', { skip: 1 }, () =>
      aws.region.cloudWatch.setEvaluation('use1-az2-isolated-impact', undefined),
    );
    expect((await answer(aws)).outcome).toBe('done');
  });

  it('holds nothing where only some of its data were there', async () => {
    const aws = aRegion();
    aws.alarms.evaluateAs('use1-az2-isolated-impact', 'PARTIAL_DATA');
    expect((await answer(aws)).outcome).toBe('done');
  });
});

describe('a DescribeAlarms that is older than the event', () => {
  const LAG_SECONDS = 40;

  /** The alarm rings, and DescribeAlarms shows it only after a while. */
  function ringing() {
    const aws = aRegion({ at: minutesAfter(NOW, -1) });
    aws.alarms.set(BAD, { state: 'OK', stateSince: minutesAfter(NOW, -600) });
    aws.clock.advanceMinutes(0.5);
    aws.region.cloudWatch.alarmLagMillis = LAG_SECONDS * 1_000;
    aws.alarms.set(BAD, { state: 'ALARM' });
    const at = aws.clock.now().toISOString();
    return { aws, event: aCompositeAlarmEvent({ timestamp: at.replace('Z', '+0000') }) };
  }

  it('is no proof that the alarm is OK again: the young event stands in for it', async () => {
    const { aws, event } = ringing();
    const report = await respond(event, aws.dependencies());
    expect(report.decision.reasons.find(({ check }) => check === 'impact-alarm')).toMatchObject({
      status: 'pass',
      why: expect.stringContaining('an older state'),
    });
    expect(report.outcome).toBe('done');
  });
});
