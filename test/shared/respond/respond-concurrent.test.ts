import fc from 'fast-check';
import { respond } from '../../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { API, aCompositeAlarmEvent, WEB } from '../../builders.ts';

function paceBy(scheduler: fc.Scheduler, { calls }: RegionUnderTest): void {
  calls.pace = () => scheduler.schedule(Promise.resolve());
}

describe('runs at the same time', () => {
  it('end like one, when they are duplicates of one event', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = aRegion();
      paceBy(scheduler, aws);
      const events = [aCompositeAlarmEvent(), aCompositeAlarmEvent()];
      await scheduler.waitFor(Promise.all(events.map((event) => respond(event, aws.dependencies()))));
      expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
      expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('leave at most one zone out, when two people ask for two zones', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = aRegion();
      paceBy(scheduler, aws);
      aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
      const requests = ['use1-az1', 'use1-az2'].map((zone) => ({ action: 'evacuate', zone, id: zone }));
      await scheduler.waitFor(Promise.all(requests.map((request) => respond(request, aws.dependencies()))));
      expect(aws.shifts.zonesOut()).toHaveLength(1);
      expect(aws.groups.state('web').subnets).toHaveLength(2);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('leave at most one zone out, when no load balancer is in both zones', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = aRegion();
      aws.shifts.register(API, { zoneIds: ['use1-az1', 'use1-az4'] });
      aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] });
      paceBy(scheduler, aws);
      aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
      const requests = ['use1-az1', 'use1-az2'].map((zone) => ({ action: 'evacuate', zone, id: zone }));
      await scheduler.waitFor(Promise.all(requests.map((request) => respond(request, aws.dependencies()))));
      expect(aws.shifts.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
