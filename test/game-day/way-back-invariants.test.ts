import { aWatchedRegion, RECORD } from './watched-region.ts';

describe('invariants of the way back', () => {
  it('7: are violated by cancelling a rehearsal, but let a real shift end it', () => {
    const { region, watch, call, web, shift } = aWatchedRegion();
    const run = region.arc.startFisShift(web, 'use1-az2');
    shift(web);
    expect(watch.violations).toEqual([]);
    const other = region.arc.startFisShift(region.loadBalancers[1]?.arn ?? '', 'use1-az2');
    expect(run.status).toBe('CANCELED');
    expect(() => call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: other.zonalShiftId })).toThrow();
    expect(watch.violations).toEqual([]);
  });

  it('7: are violated by the deletion of a tag that is not ours', () => {
    const { watch, call } = aWatchedRegion();
    const tag = (Key: string) => ({
      ResourceId: 'web',
      ResourceType: 'auto-scaling-group',
      Key,
      Value: 'x',
      PropagateAtLaunch: false,
    });
    watch.asOther(() => call('autoscaling', 'CreateOrUpdateTags', { Tags: [tag('owner')] }));
    call('autoscaling', 'DeleteTags', { Tags: [tag('owner')] });
    expect(watch.violations).toContainEqual(expect.stringMatching(/^invariant 7 .*tag owner, which is not ours, was deleted/));
  });

  it('2: allow the record to say that the evacuation is being undone', () => {
    const { watch, web, api, shift, setSubnets, tag, call, region } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    watch.asOther(() => call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[0]?.zonalShiftId }));
    const head = RECORD['gray-failure-responder:use1-az1:0'].replace('evacuated', 'restoring');
    tag('web', { 'gray-failure-responder:use1-az1:0': head });
    expect(watch.violations).toEqual([]);
  });

  it('13: are violated by traffic that returns before the capacity, but not after it', () => {
    const { region, watch, web, api, shift, setSubnets, tag, call } = aWatchedRegion();
    const cancel = (arn: string) =>
      call('arc-zonal-shift', 'CancelZonalShift', {
        zonalShiftId: region.arc
          .shifts()
          .find(({ resourceIdentifier, status }) => resourceIdentifier === arn && status === 'ACTIVE')?.zonalShiftId,
      });
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    region.advanceTo(region.clock.millis + 8 * 60_000);
    setSubnets('web', 'subnet-0a1,subnet-0b2,subnet-0c3');
    cancel(web);
    expect(watch.violations).toEqual([
      expect.stringMatching(/^invariant 13 .*app\/web.* takes traffic in use1-az1 again, but group web has 0 of 4 units there/),
    ]);
    region.advanceTo(region.clock.millis + 8 * 60_000);
    cancel(api);
    expect(watch.violations).toHaveLength(1);
  });

  it('13: do not await a group whose subnets in the zone were all deleted', () => {
    const { region, watch, web, api, shift, setSubnets, tag, call } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    region.advanceTo(region.clock.millis + 8 * 60_000);
    region.ec2.removeSubnet('subnet-0a1');
    call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[1]?.zonalShiftId });
    expect(watch.violations.filter((violation) => violation.includes('group web'))).toEqual([]);
  });

  it.each([
    ['is bad', 90, [expect.stringMatching(/^invariant 14 .*app\/web.* expired at .*use1-az1 is still bad/)]],
    ['is well again', 30, []],
  ])('14: check whether the zone %s when a shift expires', (_, until, violations) => {
    const { region, watch, web, shift } = aWatchedRegion();
    region.worldFaults.add({ kind: 'errors', at: 2, until, zoneIds: ['use1-az1'], share: 0.2 });
    shift(web);
    region.advanceTo(region.clock.millis + 62 * 60_000);
    expect(watch.violations).toEqual(violations);
  });

  it('14: ignore a shift that ends before it expires', () => {
    const { region, watch, web, shift, call } = aWatchedRegion();
    region.worldFaults.add({ kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.2 });
    shift(web);
    watch.asOther(() => call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[0]?.zonalShiftId }));
    region.advanceTo(region.clock.millis + 62 * 60_000);
    expect(watch.violations).toEqual([]);
  });
});
