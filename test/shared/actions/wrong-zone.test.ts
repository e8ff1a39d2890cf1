import type { Report } from '../../../shared/report/report.ts';
import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { aCompositeAlarmEvent, minutesAfter, NOW, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { ALB_SIGNAL, albMetric, steadily } from '../signals.ts';
import { RECOVERABLE_ZONES } from '../standing.ts';

const WRONG = { action: 'evacuate', zone: 'use1-az2', reason: 'incident 4711' };
const BACK = { action: 'restore', zone: 'use1-az2', reason: 'the wrong zone' };
const RIGHT = { action: 'evacuate', zone: 'use1-az1', reason: 'incident 4711' };
const BAD = 'use1-az1-isolated-impact';

/** Zone 1 fails 6.9 % of its requests, and its alarm has not rung yet; every other zone is well. */
function oneZoneFails(configuration: Record<string, unknown> = { zones: RECOVERABLE_ZONES }) {
  const aws = aRegion();
  aws.alarms.set(BAD, { state: 'OK', stateSince: minutesAfter(NOW, -600) });
  for (const zone of [ZONE_1, ZONE_2, ZONE_4]) {
    const place = { zoneName: zone.zoneName };
    aws.metrics.put(albMetric('RequestCount', place), minutesAfter(NOW, -5), steadily(1_000));
    aws.metrics.put(albMetric('HTTPCode_Target_5XX_Count', place), minutesAfter(NOW, -5), steadily(zone === ZONE_1 ? 69 : 0));
    const canary = { type: 'MetricAlarm' as const, state: 'OK' as const, stateSince: minutesAfter(NOW, -600) };
    aws.alarms.set(`${zone.zoneId}-canary`, canary);
  }
  const overrides = { signals: [{ ...ALB_SIGNAL, targetGroups: [] }], ...configuration };
  const ask = (request: object): Promise<Report> => respond(request, aws.dependencies(overrides));
  return { aws, ask, before: aws.state() };
}

/** The request of a suggested command. */
function requestOf(command: string | undefined): object {
  return JSON.parse(/--payload '(.*)' \/dev\/stdout$/.exec(command ?? '')?.[1] ?? 'null') as object;
}

/** The person insists, and then zone 1's alarm rings. */
async function mistaken(configuration?: Record<string, unknown>) {
  const journey = oneZoneFails(configuration);
  const { next } = await journey.ask(WRONG);
  const report = await journey.ask(requestOf(next[0]));
  if (report.outcome !== 'done') throw new Error(`the evacuation is ${report.outcome}`);
  journey.aws.alarms.set(BAD, { state: 'ALARM' });
  return journey;
}

const zonesOut = ({ shifts }: RegionUnderTest) => shifts.zonesOut();

describe('a person who evacuates a zone that is well while another is not', () => {
  it('is held, and told which zone is not well and how to insist', async () => {
    const { aws, ask, before } = oneZoneFails();
    const { outcome, decision, next } = await ask(WRONG);
    expect(outcome).toBe('held');
    expect(decision.reasons.find(({ check }) => check === 'zone-is-outlier')).toMatchObject({
      status: 'fail',
      why: expect.stringContaining('use1-az2 is well, and another zone is not: use1-az1 has 6.9 % faults'),
    });
    expect(next.map(requestOf)).toEqual([{ ...WRONG, override: ['zone-is-outlier'] }]);
    expect(aws.state()).toEqual(before);
  });

  it('may insist', async () => {
    expect(zonesOut((await mistaken()).aws)).toEqual(['use1-az2']);
  });

  it('is in the way of the zone that is bad', async () => {
    const { ask } = await mistaken();
    const { outcome, decision } = await ask(aCompositeAlarmEvent({ timestamp: '2026-11-24T03:00:00.000+0000' }));
    expect(outcome).toBe('held');
    expect(decision.reasons.find(({ status }) => status === 'fail')?.check).toBe('no-other-evacuation');
  });

  it('undoes it with one command, while the other zone’s alarm rings', async () => {
    const { aws, ask, before } = await mistaken();
    expect((await ask(BACK)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('undoes it with one command also where there are no recovery alarms', async () => {
    const { aws, ask, before } = await mistaken({});
    expect((await ask(BACK)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('can evacuate the right zone then', async () => {
    const { aws, ask } = await mistaken();
    await ask(BACK);
    expect((await ask(RIGHT)).outcome).toBe('done');
    expect(zonesOut(aws)).toEqual(['use1-az1']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toContain(WEB);
  });

  it('waits for capacity only if it has left', async () => {
    const { aws, ask } = await mistaken();
    aws.groups.setInstances('web', { 'use1-az1': 6, 'use1-az4': 6 });
    const { outcome, awaited } = await ask(BACK);
    expect([outcome, awaited]).toEqual(['in-progress', [{ group: 'web', healthy: 0, needed: 4 }]]);
    expect(zonesOut(aws)).toEqual(['use1-az2']);
  });
});
