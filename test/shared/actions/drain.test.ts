import { ALL_SUBNETS } from '../../a-region/groups.ts';
import { API, aCompositeAlarmEvent, minutesAfter, NOW, WEB } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { atHome, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

const DRAIN = { capacity: { drain: '8m' } };
const AWAITED = {
  group: 'web',
  remove: ['subnet-0a1'],
  until: minutesAfter(NOW, 8),
  why: 'clients leave the zone first (capacity.drain 8m)',
};

async function draining() {
  const journey = atHome(DRAIN);
  const report = await journey.ask(aCompositeAlarmEvent());
  return { ...journey, report };
}

describe('an evacuation whose capacity waits for the drain', () => {
  it('moves the traffic, leaves the capacity, and says until when', async () => {
    const { aws, report } = await draining();
    expect(report.outcome).toBe('in-progress');
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted']);
    expect(report.awaited).toEqual([AWAITED]);
    expect(report.next).toEqual([expect.stringContaining('"status"'), expect.stringContaining('"restore"')]);
    expect(aws.groups.state('web').subnets).toEqual(ALL_SUBNETS);
    expect(recordOf(aws)).toBeNull();
  });

  it('shows in a dry run what would wait', async () => {
    const { ask } = atHome(DRAIN);
    const report = await ask({ action: 'evacuate', zone: 'use1-az1', dryRun: true });
    expect(report.outcome).toBe('planned');
    expect(report.awaited).toEqual([AWAITED]);
  });

  it('has nothing more to plan in a dry run while it waits, and nothing to approve', async () => {
    const { ask } = await draining();
    const report = await ask({ action: 'evacuate', zone: 'use1-az1', dryRun: true });
    expect(report).toMatchObject({ outcome: 'in-progress', plan: { steps: [] }, awaited: [AWAITED] });
  });

  it('is finished by upkeep, when the time is over and not before', async () => {
    const { aws, ask } = await draining();
    aws.clock.advanceMinutes(7);
    const waiting = await ask(UPKEEP);
    expect([waiting.outcome, waiting.awaited?.length, recordOf(aws)]).toEqual(['in-progress', 1, null]);
    aws.clock.advanceMinutes(2);
    const finished = await ask(UPKEEP);
    expect(codesOf(finished.results)).toEqual(['done subnets-removed']);
    expect(finished.outcome).toBe('done');
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('is not hurried by the same request again', async () => {
    const { aws, ask } = await draining();
    const again = await ask({ action: 'evacuate', zone: 'use1-az1' });
    expect(again.outcome).toBe('in-progress');
    expect(aws.groups.state('web').subnets).toEqual(ALL_SUBNETS);
  });

  it('has nothing to put back when it is restored before: the traffic returns at once', async () => {
    const { aws, ask, before } = await draining();
    aws.clock.advanceMinutes(3);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    const report = await ask({ ...RESTORE, override: ['recovery'] });
    expect(report.outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('waits for nobody in an application of groups alone', async () => {
    const { ask } = atHome({ ...DRAIN, resources: [] });
    expect(codesOf((await ask(aCompositeAlarmEvent())).results)).toEqual(['done subnets-removed']);
  });
});

describe('an evacuation of load balancers that others have shifted', () => {
  it('takes the capacity out at once: upkeep would find no mark of ours to finish it by', async () => {
    const { aws, ask } = atHome(DRAIN);
    for (const resource of [WEB, API]) aws.shifts.put({ resource, awayFrom: 'use1-az1' });
    const report = await ask(aCompositeAlarmEvent());
    expect({ outcome: report.outcome, codes: codesOf(report.results) }).toEqual({
      outcome: 'done',
      codes: ['done subnets-removed'],
    });
  });
});
