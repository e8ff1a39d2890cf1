import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { aCompositeAlarmEvent, minutesAfter, NOW } from '../../builders.ts';
import { UPKEEP } from '../there-and-back.ts';

const throttled = () => awsError('ThrottlingException', 'Rate exceeded');

/** How long a run takes that may wait for 29 seconds, and how it ends. */
async function run(aws: RegionUnderTest, event: object, configuration: Record<string, unknown> = {}) {
  const report = await respond(event, { ...aws.dependencies(configuration), patienceMillis: 29_000 });
  return { report, seconds: (aws.clock.now().getTime() - Date.parse(NOW)) / 1_000 };
}

describe('an alarm’s run that only unknowns hold', () => {
  it('waits for what may become readable', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAlarms', throttled());
    expect(await run(aws, aCompositeAlarmEvent())).toMatchObject({ report: { outcome: 'held' }, seconds: 15 });
  });

  it('waits so, too, beside a configured group that does not exist: that holds nothing', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeAlarms', throttled());
    const configuration = { autoScalingGroups: [{ name: 'web' }, { name: 'gone' }] };
    expect(await run(aws, aCompositeAlarmEvent(), configuration)).toMatchObject({ report: { outcome: 'held' }, seconds: 15 });
  });

  it.each<[string, (aws: RegionUnderTest) => void, Record<string, unknown>]>([
    ['configured groups none of which exists', () => {}, { autoScalingGroups: [{ name: 'gone' }] }],
    ['an impact alarm that does not exist', (aws) => aws.alarms.remove('use1-az2-isolated-impact'), {}],
  ])('does not wait for %s', async (_what, change, configuration) => {
    const aws = aRegion();
    change(aws);
    expect(await run(aws, aCompositeAlarmEvent(), configuration)).toMatchObject({ report: { outcome: 'held' }, seconds: 0 });
  });

  it('does not wait when upkeep judges it again, for the next tick does too', async () => {
    const aws = aRegion();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM', stateSince: minutesAfter(NOW, -3) });
    aws.calls.failAlways('ListAutoshifts', throttled());
    expect(await run(aws, UPKEEP)).toMatchObject({ report: { outcome: 'held', again: true }, seconds: 0 });
  });
});
