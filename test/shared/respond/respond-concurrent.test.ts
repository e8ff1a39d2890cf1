import fc from 'fast-check';
import { respond } from '../../../shared/respond.ts';
import { API, aCompositeAlarmEvent, WEB } from '../../builders.ts';
import { type FakeAws, fakeAws } from '../../fakes/fake-aws.ts';

function paceBy(scheduler: fc.Scheduler, { arc, autoScaling }: FakeAws): void {
  for (const { interference } of [arc, autoScaling]) interference.pace = () => scheduler.schedule(Promise.resolve());
}

describe('runs at the same time', () => {
  it('end like one, when they are duplicates of one event', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = fakeAws();
      paceBy(scheduler, aws);
      const events = [aCompositeAlarmEvent(), aCompositeAlarmEvent()];
      await scheduler.waitFor(Promise.all(events.map((event) => respond(event, aws.dependencies()))));
      expect(aws.arc.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
      expect(aws.autoScaling.group('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('leave at most one zone out, when two people ask for two zones', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = fakeAws();
      paceBy(scheduler, aws);
      aws.cloudWatch.set('use1-az1-isolated-impact', { state: 'OK' });
      const requests = ['use1-az1', 'use1-az2'].map((zone) => ({ action: 'evacuate', zone, id: zone }));
      await scheduler.waitFor(Promise.all(requests.map((request) => respond(request, aws.dependencies()))));
      expect(aws.arc.zonesOut()).toHaveLength(1);
      expect(aws.autoScaling.group('web').subnets).toHaveLength(2);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('leave at most one zone out, when no load balancer is in both zones', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = fakeAws();
      aws.arc.register(API, { zoneKeys: ['use1-az1', 'use1-az4'] });
      aws.arc.register(WEB, { zoneKeys: ['use1-az2', 'use1-az4'] });
      paceBy(scheduler, aws);
      aws.cloudWatch.set('use1-az1-isolated-impact', { state: 'OK' });
      const requests = ['use1-az1', 'use1-az2'].map((zone) => ({ action: 'evacuate', zone, id: zone }));
      await scheduler.waitFor(Promise.all(requests.map((request) => respond(request, aws.dependencies()))));
      expect(aws.arc.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
