import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { API, aCompositeAlarmEvent, minutesAfter, NOW, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { ALB_SIGNAL, albMetric, steadily } from '../signals.ts';
import { RECOVERABLE_ZONES } from '../standing.ts';
import { setCanary } from '../there-and-back.ts';

/** Evacuates and restores in an account in which each list has several elements. */
async function journey({ prepare }: { prepare: (aws: RegionUnderTest) => void }) {
  const aws = aRegion();
  for (const name of ['web', 'api', 'jobs']) {
    aws.groups.put({ name });
    aws.groups.tag(name, { app: 'wildrydes' });
  }
  for (const { zoneName, zoneId } of [ZONE_1, ZONE_2, ZONE_4]) {
    aws.metrics.put(albMetric('RequestCount', { zoneName }), minutesAfter(NOW, -5), steadily(1_000));
    const failed = steadily(zoneId === ZONE_1.zoneId ? 50 : 0);
    aws.metrics.put(albMetric('HTTPCode_Target_5XX_Count', { zoneName }), minutesAfter(NOW, -5), failed);
  }
  setCanary(aws, 'OK', -600);
  prepare(aws);
  const deps = aws.dependencies({
    zones: RECOVERABLE_ZONES,
    autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } },
    signals: [{ ...ALB_SIGNAL, targetGroups: [] }],
  });
  const out = await respond(aCompositeAlarmEvent(), deps);
  const away = aws.state();
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  const back = await respond({ action: 'restore', zone: 'use1-az1' }, deps);
  return { runs: [out, back].map(({ outcome, results }) => [outcome, ...codesOf(results)]), states: [away, aws.state()], aws };
}

describe('lists that come in many pages, the last of which has an empty token', () => {
  it('are read as any others', async () => {
    const plain = await journey({ prepare: () => undefined });
    const paged = await journey({ prepare: ({ region }) => region.awsFaults.add({ kind: 'short-pages' }) });
    expect(paged.runs[0]?.[0]).toBe('done');
    expect(paged.runs).toEqual(plain.runs);
    expect(paged.states).toEqual(plain.states);
    const asked = ({ aws }: typeof plain) => aws.calls.asked.length;
    expect(asked(paged)).toBeGreaterThan(asked(plain));
  });
});

describe('a practice run in another zone that says its outcome and not its type', () => {
  it('holds nothing: ours ends it', async () => {
    const aws = aRegion();
    aws.region.arc.open.typesPracticeRuns = false;
    aws.shifts.put({ resource: API, awayFrom: ZONE_2.zoneId, shiftType: 'PRACTICE_RUN' });
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });
});
