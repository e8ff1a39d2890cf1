import { parseConfiguration } from '../../shared/config.ts';
import { gameDayConfiguration } from '../../simulator/game-day/game-day-configuration.ts';
import { watchInvariants } from '../../simulator/game-day/invariants.ts';
import type { Invoked } from '../../simulator/game-day/responder-driver.ts';
import type { ServiceName } from '../../simulator/region/operation.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { aRun } from './reports.ts';

const startsAt = new Date('2026-11-24T18:30:00Z');

function aWatchedRegion() {
  const spec = defaultRegionSpec({ seed: 1, startsAt });
  const region = new Region(spec);
  region.advanceTo(startsAt.getTime() + 60_000);
  const watch = watchInvariants(region, parseConfiguration(JSON.stringify(gameDayConfiguration(spec))));
  const call = (service: ServiceName, operation: string, input: unknown) => {
    const outcome = region.call({ service, operation, input });
    if (outcome.kind !== 'answer') throw new Error(`${operation} ended with ${JSON.stringify(outcome)}`);
    return outcome;
  };
  const [web = '', api = ''] = region.loadBalancers.map(({ arn }) => arn);
  const shift = (arn: string, { awayFrom = 'use1-az1', comment = 'gray-failure-responder/1' } = {}) =>
    call('arc-zonal-shift', 'StartZonalShift', { resourceIdentifier: arn, awayFrom, expiresIn: '1h', comment });
  const setSubnets = (group: string, subnets: string) =>
    call('autoscaling', 'UpdateAutoScalingGroup', { AutoScalingGroupName: group, VPCZoneIdentifier: subnets });
  const tag = (group: string, tags: Record<string, string>) =>
    call('autoscaling', 'CreateOrUpdateTags', {
      Tags: Object.entries(tags).map(([Key, Value]) => {
        return { ResourceId: group, ResourceType: 'auto-scaling-group', Key, Value, PropagateAtLaunch: false };
      }),
    });
  return { region, watch, call, web, api, shift, setSubnets, tag };
}

const RECORD = {
  'gray-failure-responder:use1-az1:1': '0:subnet-0a1',
  'gray-failure-responder:use1-az1:0': 'id=1 at=2026-11-24T18:31:00.000Z by=subnet phase=evacuated again=0 tags=1',
};

describe('invariants', () => {
  it('hold for an evacuation by the book', () => {
    const { watch, web, api, shift, setSubnets, tag } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    for (const group of ['web', 'api']) {
      tag(group, RECORD);
      setSubnets(group, 'subnet-0b2,subnet-0c3');
    }
    expect(watch.violations).toEqual([]);
  });

  it('1: are violated by a second zone, whoever took the first one out', () => {
    const { region, watch, web, api, shift } = aWatchedRegion();
    watch.asOther(() =>
      region.call({
        service: 'arc-zonal-shift',
        operation: 'StartZonalShift',
        input: { resourceIdentifier: web, awayFrom: 'use1-az2', expiresIn: '1h', comment: 'a person' },
      }),
    );
    expect(watch.violations).toEqual([]);
    shift(api);
    expect(watch.violations).toEqual([
      'invariant 1 at 18:31:00: StartZonalShift: use1-az1 and use1-az2 are out at the same time',
    ]);
  });

  it('2: are violated by capacity that leaves before traffic', () => {
    const { watch, web, shift, setSubnets, tag } = aWatchedRegion();
    shift(web);
    tag('web', RECORD);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([
      expect.stringMatching(
        /^invariant 2 .*CreateOrUpdateTags: capacity leaves use1-az1, and .*app\/api\/.* still sends traffic/,
      ),
      expect.stringMatching(/^invariant 2 .*UpdateAutoScalingGroup: capacity leaves use1-az1/),
    ]);
  });

  it('3: are violated by a group that is left with too little', () => {
    const { region, watch, web, api, shift, setSubnets, tag } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    const elsewhere = region.autoScaling.instances('web').filter(({ zoneId }) => zoneId !== 'use1-az1');
    for (const { instanceId } of elsewhere.slice(0, 3)) region.autoScaling.markUnhealthy(instanceId);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([
      'invariant 3 at 18:31:00: UpdateAutoScalingGroup: group web is left with 5 healthy instances, 6 are needed',
    ]);
  });

  it.each([
    ['without a record', {}],
    ['with a record of another place', { ...RECORD, 'gray-failure-responder:use1-az1:1': '1:subnet-0a1' }],
    ['with half a record', { 'gray-failure-responder:use1-az1:1': '0:subnet-0a1' }],
  ])('4: are violated by a removal %s', (_, tags) => {
    const { watch, web, api, shift, setSubnets, tag } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    if (Object.keys(tags).length > 0) tag('web', tags);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([expect.stringMatching(/^invariant 4 .*subnet-0a1 \(place 0\) left group web/)]);
  });

  it.each([
    ['a hold', { outcome: 'held', mode: 'act' }],
    ['a plan', { outcome: 'planned', mode: 'approve' }],
    ['mode observe', { outcome: 'done', mode: 'observe' }],
    ['a dry run', { outcome: 'done', mode: 'act', dryRun: true }],
  ] as const)('6: are violated by %s that writes', (_, report) => {
    const { watch, web, shift } = aWatchedRegion();
    const end = watch.startInvocation();
    shift(web);
    end(aRun(report));
    expect(watch.violations).toEqual([expect.stringMatching(/^invariant 6 .*StartZonalShift was called/)]);
  });

  it('6: let a hold tell people, and a dry run tell nobody', () => {
    const { watch, call } = aWatchedRegion();
    const publish = () => call('sns', 'Publish', { TopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', Message: 'held' });
    const endOfHold = watch.startInvocation();
    publish();
    endOfHold(aRun({ outcome: 'held', mode: 'act' }));
    expect(watch.violations).toEqual([]);
    const endOfDryRun = watch.startInvocation();
    publish();
    endOfDryRun(aRun({ outcome: 'held', mode: 'act', dryRun: true }));
    expect(watch.violations).toEqual([expect.stringMatching(/^invariant 6 .*Publish was called/)]);
  });

  it('7: are violated by the end of somebody else’s shift', () => {
    const { region, watch, call, web } = aWatchedRegion();
    watch.asOther(() =>
      region.call({
        service: 'arc-zonal-shift',
        operation: 'StartZonalShift',
        input: { resourceIdentifier: web, awayFrom: 'use1-az1', expiresIn: '1h', comment: 'a person' },
      }),
    );
    call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[0]?.zonalShiftId });
    expect(watch.violations).toEqual([expect.stringMatching(/^invariant 7 .*which is not ours, was changed/)]);
  });

  it('7: let a shift of ours end', () => {
    const { region, watch, call, web, shift } = aWatchedRegion();
    shift(web);
    call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[0]?.zonalShiftId });
    expect(watch.violations).toEqual([]);
  });

  it.each([
    [
      'a foreign tag',
      'CreateOrUpdateTags',
      { Tags: [{ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key: 'owner', Value: 'x' }] },
    ],
    ['the size', 'UpdateAutoScalingGroup', { AutoScalingGroupName: 'web', DesiredCapacity: 13 }],
  ])('7: are violated by a change of %s', (_, operation, input) => {
    const { watch, call } = aWatchedRegion();
    call('autoscaling', operation, input);
    expect(watch.violations).toEqual([expect.stringMatching(/^invariant 7 .*group web was changed in more than/)]);
  });

  it('7: are violated by the end of a rehearsal by hand, and let a real shift end it', () => {
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

  it('2: let the record of an evacuation say that it is being undone', () => {
    const { watch, web, api, shift, setSubnets, tag, call, region } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    watch.asOther(() => call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[0]?.zonalShiftId }));
    const head = RECORD['gray-failure-responder:use1-az1:0'].replace('evacuated', 'restoring');
    tag('web', { 'gray-failure-responder:use1-az1:0': head });
    expect(watch.violations).toEqual([]);
  });

  it('9: are violated by traffic that returns before the capacity, and let it return onto it', () => {
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
      expect.stringMatching(/^invariant 9 .*app\/web.* takes traffic in use1-az1 again, and group web holds 0 of 4 there/),
    ]);
    region.advanceTo(region.clock.millis + 8 * 60_000);
    cancel(api);
    expect(watch.violations).toHaveLength(1);
  });

  it('9: do not await a group all of whose subnets in the zone were deleted', () => {
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
    ['is bad', 90, [expect.stringMatching(/^invariant 10 .*app\/web.* ran out at .*use1-az1 is still bad/)]],
    ['is well again', 30, []],
  ])('10: say so when a shift runs out and its zone %s', (_, until, violations) => {
    const { region, watch, web, shift } = aWatchedRegion();
    region.worldFaults.add({ kind: 'errors', at: 2, until, zoneIds: ['use1-az1'], share: 0.2 });
    shift(web);
    region.advanceTo(region.clock.millis + 62 * 60_000);
    expect(watch.violations).toEqual(violations);
  });

  it('10: say nothing of a shift that is ended before it runs out', () => {
    const { region, watch, web, shift, call } = aWatchedRegion();
    region.worldFaults.add({ kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.2 });
    shift(web);
    watch.asOther(() => call('arc-zonal-shift', 'CancelZonalShift', { zonalShiftId: region.arc.shifts()[0]?.zonalShiftId }));
    region.advanceTo(region.clock.millis + 62 * 60_000);
    expect(watch.violations).toEqual([]);
  });

  it('8: are violated by an invocation without a report', () => {
    const { watch } = aWatchedRegion();
    const ended: Invoked = { kind: 'unreported', reports: 0, why: 'error' };
    watch.startInvocation()(ended);
    expect(watch.violations).toEqual(['invariant 8 at 18:31:00: an invocation ended in 0 reports: error']);
  });
});
