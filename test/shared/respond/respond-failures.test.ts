import { respond } from '../../../shared/respond.ts';
import { aRegion } from '../../a-region/a-region.ts';
import { arcDenied, arcThrottled, awsError, timedOut } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, WEB, ZONE_2 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';

const SUBNETS = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };

describe('responding while EC2 is down', () => {
  it('moves the traffic, and reports the capacity step as failed', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeSubnets', timedOut());
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('partial');
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'failed subnet-zone-unknown']);
    expect(report.results[2]?.why).toContain('TimeoutError');
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('does all of it where the configuration maps the subnets', async () => {
    const aws = aRegion();
    aws.calls.failAlways('DescribeSubnets', timedOut());
    expect((await respond(aCompositeAlarmEvent(), aws.dependencies({ subnets: SUBNETS }))).outcome).toBe('done');
  });

  it('asks EC2 only after traffic has been moved', async () => {
    const aws = aRegion();
    let awayWhenAsked: string[] = [];
    aws.calls.add('DescribeSubnets', {}, () => {
      awayWhenAsked = aws.shifts.resourcesAwayFrom('use1-az1');
    });
    await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(awayWhenAsked).toEqual([API, WEB]);
  });

  it('does not remove capacity when one subnet is of an unknown zone', async () => {
    const aws = aRegion();
    aws.region.ec2.removeSubnet('subnet-0b2');
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'failed subnet-zone-unknown']);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });
});

describe('responding when traffic cannot be moved', () => {
  it('keeps the capacity when one load balancer is not opted in', async () => {
    const aws = aRegion();
    aws.shifts.unregister(WEB);
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('partial');
    expect(codesOf(report.results)).toEqual(['done shifted', 'skipped not-opted-in', 'skipped traffic-not-moved']);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('removes the capacity when one load balancer is not in the zone', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] });
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('done');
    expect(codesOf(report.results)).toEqual(['done shifted', 'skipped not-in-zone', 'done subnets-removed']);
  });

  it('fails, and keeps the capacity, when nothing may be shifted', async () => {
    const aws = aRegion();
    aws.calls.failAlways('StartZonalShift', arcDenied());
    const before = aws.state();
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('failed');
    expect(aws.state()).toEqual(before);
  });

  it('ends with one zone out when another was shifted after the evidence was read', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', { concerning: [API] }, () => {
      aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId });
    });
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(report.outcome).toBe('failed');
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('shifts also what could not be read', async () => {
    const aws = aRegion();
    aws.calls.fail('GetManagedResource', arcThrottled(), { concerning: [WEB] });
    expect((await respond(aCompositeAlarmEvent(), aws.dependencies())).outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });
});

describe('responding out of time', () => {
  it('reports what was not attempted, and changes nothing', async () => {
    const aws = aRegion();
    const before = aws.state();
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(), signal: AbortSignal.abort() });
    expect(report.outcome).toBe('failed');
    expect(new Set(report.results.map(({ status }) => status))).toEqual(new Set(['skipped']));
    expect(aws.state()).toEqual(before);
  });

  it('reports moved traffic and capacity that was not attempted', async () => {
    const aws = aRegion();
    const controller = new AbortController();
    aws.calls.add('DescribeSubnets', { at: 'after' }, () => controller.abort());
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(), signal: controller.signal });
    expect(report.outcome).toBe('partial');
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'skipped out-of-time']);
  });
});

describe('an error of our own', () => {
  it('does not end the run without a report: the step has failed', async () => {
    const aws = aRegion();
    const groups = { ...aws.writer.groups, setMembers: () => Promise.reject(new TypeError('members is not iterable')) };
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(), writer: { ...aws.writer, groups } });
    expect(report.outcome).toBe('partial');
    expect(report.results.at(-1)).toMatchObject({
      status: 'failed',
      code: 'call-failed',
      why: expect.stringContaining('TypeError'),
    });
  });

  it('thrown at once is a failed step too', async () => {
    const aws = aRegion();
    const groups = {
      ...aws.writer.groups,
      select: () => {
        throw new TypeError('select is not a function');
      },
    };
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(), writer: { ...aws.writer, groups } });
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'failed call-failed']);
  });

  it('between the steps ends in a report that says what it was', async () => {
    const aws = aRegion();
    const policy = Object.defineProperty({ ...aws.dependencies().policy }, 'capacity', {
      get: () => {
        throw new TypeError('capacity is not defined');
      },
    });
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(), policy });
    expect(report).toMatchObject({ id: 'invocation-1', action: 'evacuate', outcome: 'failed' });
    expect(report.error).toEqual({ name: 'TypeError', message: 'capacity is not defined' });
  });

  it('says that a dry run was a dry run', async () => {
    const aws = aRegion();
    const policy = Object.defineProperty({ ...aws.dependencies().policy }, 'capacity', {
      get: () => {
        throw new TypeError('capacity is not defined');
      },
    });
    const request = { action: 'evacuate', zone: 'use1-az1', dryRun: true };
    expect(await respond(request, { ...aws.dependencies(), policy })).toMatchObject({ outcome: 'failed', dryRun: true });
  });
});

describe('a group that is shifted natively', () => {
  const native = { autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] };

  it('is shifted after the load balancers, and keeps its subnets', async () => {
    const aws = aRegion();
    aws.groups.optIn('web');
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies(native));
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'done shifted']);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('leaves the run partial when the group is not opted in', async () => {
    const report = await respond(aCompositeAlarmEvent(), aRegion().dependencies(native));
    expect(report.outcome).toBe('partial');
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'skipped not-opted-in']);
  });

  it('has nothing to do the second time', async () => {
    const aws = aRegion();
    aws.groups.optIn('web');
    await respond(aCompositeAlarmEvent(), aws.dependencies(native));
    expect((await respond(aCompositeAlarmEvent(), aws.dependencies(native))).outcome).toBe('nothing-to-do');
  });

  it('has its shift extended like that of a load balancer', async () => {
    const aws = aRegion();
    const { arn } = aws.groups.state('web');
    aws.groups.optIn('web');
    await respond(aCompositeAlarmEvent(), aws.dependencies(native));
    aws.clock.advanceMinutes(300);
    await respond({ action: 'evacuate', zone: 'use1-az1' }, aws.dependencies(native));
    const [ofGroup] = aws.shifts.active(arn);
    expect(ofGroup?.expiryTime).toEqual(aws.shifts.active(WEB)[0]?.expiryTime);
  });
});

describe('a tag that is refused', () => {
  it('leaves the run partial, with the subnets in place', async () => {
    const aws = aRegion();
    aws.calls.fail('CreateOrUpdateTags', awsError('LimitExceededFault', 'at most 50 tags a group'));
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies());
    expect(codesOf(report.results)).toEqual(['done shifted', 'done shifted', 'failed record-refused']);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });
});
