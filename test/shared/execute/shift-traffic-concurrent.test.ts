import fc from 'fast-check';
import type { ResourceArn } from '../../../shared/domain/index.ts';
import { arcDenied, arcInternal, arcThrottled, timedOut } from '../../aws-errors.ts';
import { API, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { ALL, runTraffic, THIRD, threeResources } from './traffic-runs.ts';

interface Trouble {
  readonly operation: 'StartZonalShift' | 'GetManagedResource' | 'CancelZonalShift';
  readonly at: 'before' | 'after';
  readonly skip: number;
  readonly resource: ResourceArn;
  readonly error: Error;
}

const trouble: fc.Arbitrary<Trouble> = fc.record({
  operation: fc.constantFrom('StartZonalShift' as const, 'GetManagedResource' as const),
  at: fc.constantFrom('before' as const, 'after' as const),
  skip: fc.nat(3),
  resource: fc.constantFrom(...ALL),
  error: fc.constantFrom<Error>(arcDenied(), arcThrottled(), arcInternal(), timedOut()),
});

/** Every call of both runs waits its turn, twice: before its effect and before its answer. The scheduler picks. */
async function runBoth(
  scheduler: fc.Scheduler,
  {
    troubles = [],
    first = ALL,
    second = ALL,
  }: { troubles?: Trouble[]; first?: readonly ResourceArn[]; second?: readonly ResourceArn[] },
) {
  const aws = threeResources();
  for (const { operation, error, resource, ...when } of troubles) {
    aws.calls.fail(operation, error, { ...when, concerning: [resource] });
  }
  aws.calls.pace = () => scheduler.schedule(Promise.resolve());
  const runs = [runTraffic(aws, { zone: ZONE_1, resources: first }), runTraffic(aws, { zone: ZONE_2, resources: second })];
  await scheduler.waitFor(Promise.all(runs));
  return aws;
}

describe('two runs for two zones at once', () => {
  it('leave at most one zone out, in any order of their calls', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { shifts } = await runBoth(scheduler, {});
      expect(shifts.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('leave exactly one zone out while nothing fails', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { shifts } = await runBoth(scheduler, {});
      const [zoneId = ''] = shifts.zonesOut();
      expect(shifts.resourcesAwayFrom(zoneId)).toEqual([...ALL]);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('leave at most one zone out when a call fails or its answer is lost', async () => {
    const property = fc.asyncProperty(fc.scheduler(), trouble, async (scheduler, one) => {
      const { shifts } = await runBoth(scheduler, { troubles: [one] });
      expect(shifts.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it('leave at most one zone out when several calls fail', async () => {
    const property = fc.asyncProperty(
      fc.scheduler(),
      fc.array(trouble, { minLength: 2, maxLength: 5 }),
      async (scheduler, troubles) => {
        const { shifts } = await runBoth(scheduler, { troubles });
        expect(shifts.zonesOut().length).toBeLessThanOrEqual(1);
      },
    );
    await fc.assert(property, { numRuns: 250 });
  });

  it('leave at most one zone out when they share no resource', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { shifts } = await runBoth(scheduler, { first: [API], second: [WEB, THIRD] });
      expect(shifts.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('leave at most one zone out when they share only some resources', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { shifts } = await runBoth(scheduler, { first: [API, THIRD], second: [WEB, THIRD] });
      expect(shifts.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

describe('two runs for two zones at once that can shift none of the first resources', () => {
  const more = ['p', 'q', 'r'].map((name) => `${THIRD}-${name}` as ResourceArn);

  it('leave at most one zone out', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = threeResources();
      for (const arn of more) aws.shifts.register(arn);
      for (const resource of ALL) aws.calls.failAlways('StartZonalShift', arcDenied(), { concerning: [`"${resource}"`] });
      aws.calls.pace = () => scheduler.schedule(Promise.resolve());
      const resources = [...ALL, ...more];
      await scheduler.waitFor(Promise.all([ZONE_1, ZONE_2].map((zone) => runTraffic(aws, { zone, resources }))));
      expect(aws.shifts.zonesOut().length).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: 150 });
  });
});

describe('two runs for the same zone at once', () => {
  it('end like one run', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const aws = threeResources();
      aws.calls.pace = () => scheduler.schedule(Promise.resolve());
      await scheduler.waitFor(Promise.all(['a', 'b'].map((reportId) => runTraffic(aws, { reportId }))));
      expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([...ALL]);
      expect(aws.shifts.active()).toHaveLength(3);
    });
    await fc.assert(property, { numRuns: 50 });
  });
});
