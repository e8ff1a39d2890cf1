import type { Report } from '../../../shared/report/report.ts';
import { respond } from '../../../shared/respond.ts';
import { EVENLY } from '../../a-region/groups.ts';
import { API, aCompositeAlarmEvent, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { atHome, evacuated, type Journey, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

/** Another application, with a responder of its own, behind the same load balancer and on the same group. */
const SHARED = { application: 'checkout', resources: [WEB], autoScalingGroups: [{ name: 'web' }] };

function other({ aws }: Journey, configuration: Record<string, unknown> = {}) {
  return (request: object): Promise<Report> => respond(request, aws.dependencies({ ...SHARED, ...configuration }));
}

describe('an application that shares a load balancer and a group with one that is evacuated', () => {
  it('does not evacuate itself', async () => {
    const journey = await evacuated();
    const before = journey.aws.state();
    expect(await other(journey)(UPKEEP)).toMatchObject({ outcome: 'nothing-to-do', zone: null, results: [] });
    expect(journey.aws.state()).toEqual(before);
  });

  it('leaves its own load balancer alone', async () => {
    const journey = await evacuated({ resources: [WEB] });
    await other(journey, { resources: [WEB, API] })(UPKEEP);
    expect(journey.aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB]);
  });

  it('does not undo the other one’s restore', async () => {
    const journey = await evacuated();
    await journey.ask(RESTORE);
    journey.aws.groups.settle('web');
    await other(journey)(UPKEEP);
    expect((await journey.ask(RESTORE)).outcome).toBe('done');
    await other(journey)(UPKEEP);
    expect(journey.aws.state()).toEqual(journey.before);
  });

  it('has nothing of its own to restore', async () => {
    const journey = await evacuated();
    const before = journey.aws.state();
    const { outcome, decision } = await other(journey)({ ...RESTORE, override: ['recovery', 'no-impact'] });
    expect(outcome).toBe('nothing-to-do');
    expect(decision.reasons.find(({ check }) => check === 'record')?.status).toBe('fail');
    expect(journey.aws.state()).toEqual(before);
  });

  it('adopts what is out when its own alarm rings, and leaves the group to the other one', async () => {
    const journey = await evacuated();
    journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    const before = journey.aws.state();
    const { outcome, results } = await other(journey)(aCompositeAlarmEvent());
    expect({ outcome, results }).toEqual({ outcome: 'nothing-to-do', results: [] });
    expect(journey.aws.state()).toEqual(before);
  });

  it('takes nothing out of a group that bears the other one’s record and is in the zone again', async () => {
    const journey = await evacuated();
    journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    journey.aws.groups.setSubnets('web', ['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
    journey.aws.groups.setInstances('web', EVENLY);
    const record = recordOf(journey.aws);
    const { plan } = await other(journey)({ ...aCompositeAlarmEvent() });
    expect(plan.omitted).toMatchObject([{ target: 'web', status: 'skipped', code: 'recorded-by-another' }]);
    expect(plan.omitted[0]?.why).toContain('wildrydes');
    expect(recordOf(journey.aws)).toEqual(record);
  });

  it('evacuates no other zone', async () => {
    const journey = await evacuated();
    const { outcome, decision } = await other(journey)({ action: 'evacuate', zone: 'use1-az2' });
    expect(outcome).toBe('held');
    const why = decision.reasons.find(({ check }) => check === 'no-other-evacuation')?.why;
    expect(why).toContain(`away from ${ZONE_1.zoneId}`);
    expect(why).toContain('group web has a record of subnets removed from use1-az1, by application wildrydes');
  });

  it('tells in its status that the zone is out by another application', async () => {
    const journey = await evacuated();
    const { status } = await other(journey)({ action: 'status' });
    expect(status?.evacuated).toMatchObject([{ zoneId: 'use1-az1', since: null, shifts: [{ resource: WEB, ours: false }] }]);
  });
});

describe('two applications that have evacuated the same zone', () => {
  async function bothOut() {
    const journey = await evacuated({ resources: [WEB] });
    const ask = other(journey, { resources: [API], autoScalingGroups: [{ name: 'web' }] });
    journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    expect((await ask(aCompositeAlarmEvent())).outcome).toBe('done');
    journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    return { ...journey, other: ask };
  }

  it('each restore what is their own, in whichever order', async () => {
    const { aws, ask, other: second, before } = await bothOut();
    const theirs = { ...RESTORE, override: ['recovery', 'no-impact'] };
    expect((await second(theirs)).outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB]);
    expect(recordOf(aws)).not.toBeNull();
    await ask(RESTORE);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('the one that stays out takes the shared group out with a record of its own, and puts it back', async () => {
    const { aws, ask, other: second, before } = await bothOut();
    await ask(RESTORE);
    aws.groups.settle('web');
    await ask(RESTORE);
    await second(UPKEEP);
    expect(recordOf(aws)).toMatchObject({ application: 'checkout' });
    aws.groups.settle('web');
    expect(await ask(UPKEEP)).toMatchObject({ outcome: 'nothing-to-do', zone: null });
    const theirs = { ...RESTORE, override: ['recovery', 'no-impact'] };
    await second(theirs);
    aws.groups.settle('web');
    expect((await second(theirs)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});

describe('a mark of version 0.2.0, which names no application', () => {
  const OLD = 'gray-failure-responder/0123456789abcdef threshold crossed';

  it('is ours on a resource and a group of ours', async () => {
    const { aws, ask, before } = atHome();
    for (const resource of [WEB, API]) aws.shifts.put({ resource, awayFrom: 'use1-az1', comment: OLD });
    aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3']);
    aws.groups.tag('web', {
      'gray-failure-responder:use1-az1:1': '0:subnet-0a1',
      'gray-failure-responder:use1-az1:0':
        'id=0123456789abcdef at=2026-11-24T02:00:00.000Z by=subnet phase=evacuated again=0 tags=1',
    });
    aws.groups.settle('web');
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    expect(await ask(UPKEEP)).toMatchObject({ zone: ZONE_1, outcome: 'nothing-to-do' });
    await ask(RESTORE);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('is nobody’s we know elsewhere', async () => {
    const { aws, ask } = atHome({ resources: [API] });
    aws.shifts.put({ resource: WEB, awayFrom: 'use1-az2', comment: OLD });
    expect(await ask(UPKEEP)).toMatchObject({ outcome: 'nothing-to-do', zone: null });
    const { decision } = await ask({ action: 'evacuate', zone: 'use1-az1' });
    const why = decision.reasons.find(({ check }) => check === 'no-other-evacuation')?.why;
    expect(why).toContain(`away from ${ZONE_2.zoneId}`);
  });
});
