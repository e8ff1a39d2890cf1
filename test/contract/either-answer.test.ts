import type { Report } from '../../shared/report/report.ts';
import { respond } from '../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { API, aCompositeAlarmEvent, WEB } from '../builders.ts';
import { codesOf } from '../shared/execute/traffic-runs.ts';
import { RECOVERABLE_ZONES } from '../shared/standing.ts';
import { setCanary } from '../shared/there-and-back.ts';
import { ofArc } from './arc-zonal-shift-probes.ts';

/** Evacuates and restores beside an FIS shift, an autoshift, an ended shift and a load balancer outside the zone. */
async function journey(setting: object) {
  const aws = aRegion();
  Object.assign(aws.region.arc.open, setting);
  aws.shifts.register(ELSEWHERE, { zoneIds: ['use1-az2', 'use1-az4'] });
  aws.shifts.put({ resource: API, awayFrom: 'use1-az2', shiftType: 'FIS_EXPERIMENT' });
  aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', shiftType: 'ZONAL_AUTOSHIFT' });
  aws.shifts.cancel(aws.shifts.put({ resource: API, awayFrom: 'use1-az4' }));
  setCanary(aws, 'OK', -600);
  aws.calls.fail('GetManagedResource', new Error('not now'), { concerning: [ELSEWHERE], times: 3 });
  const reports = [await ask(aws, aCompositeAlarmEvent())];
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  aws.groups.settle('web');
  for (const action of ['upkeep', 'restore', 'restore']) {
    reports.push(await ask(aws, { action, zone: 'use1-az1' }));
    aws.groups.settle('web');
  }
  return { runs: reports.map(({ outcome, results }) => [outcome, ...codesOf(results)]), state: aws.state() };
}

const ELSEWHERE = `${WEB}-in-two-zones`;

function ask(aws: RegionUnderTest, event: object): Promise<Report> {
  return respond(event, aws.dependencies({ zones: RECOVERABLE_ZONES, resources: [WEB, API, ELSEWHERE] }));
}

const settings = ofArc.flatMap(({ about, open }) => (typeof open === 'object' ? [{ about, setting: open.setting }] : []));

describe('the responder', () => {
  it('evacuates and restores in a world of open questions', async () => {
    const { runs } = await journey({});
    expect(runs.map(([outcome]) => outcome)).toEqual(['done', 'nothing-to-do', 'in-progress', 'done']);
  });

  it.each(settings)('does the same whatever AWS answers to $about', async ({ setting }) => {
    expect(await journey(setting)).toEqual(await journey({}));
  });
});
