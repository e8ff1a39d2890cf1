import type { AvailabilityZone } from '../../shared/domain/index.ts';
import type { Invoked } from '../../simulator/game-day/responder/responder-driver.ts';
import { aRun } from './reports.ts';
import { aWatchedRegion, RECORD } from './watched-region.ts';

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

  it('1: are violated by a second zone, whoever took out the first', () => {
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
        /^invariant 2 .*CreateOrUpdateTags: capacity leaves use1-az1 while .*app\/api\/.* still sends traffic/,
      ),
      expect.stringMatching(/^invariant 2 .*UpdateAutoScalingGroup: capacity leaves use1-az1/),
    ]);
  });

  it('3: are violated by a group with too little capacity left', () => {
    const { region, watch, web, api, shift, setSubnets, tag } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    const inZone1 = Array.from({ length: 7 }, () => 'use1-az1');
    region.autoScaling.setInstances('web', [...inZone1, 'use1-az2', 'use1-az2', 'use1-az2', 'use1-az4', 'use1-az4']);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([
      'invariant 3 at 18:31:00: UpdateAutoScalingGroup: group web is left with 5 healthy instances (minimum 6)',
    ]);
  });

  it.each([
    ['without a record', {}, true],
    ['with a record of another place', { ...RECORD, 'gray-failure-responder:use1-az1:1': '1:subnet-0a1' }, false],
    ['with half a record', { 'gray-failure-responder:use1-az1:1': '0:subnet-0a1' }, true],
  ])('4: are violated by a removal %s', (_, tags, isLost) => {
    const { watch, web, api, shift, setSubnets, tag } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    if (Object.keys(tags).length > 0) tag('web', tags);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([
      ...(isLost ? [expect.stringMatching(/^invariant 10 .*subnet-0a1 is out of group web/)] : []),
      expect.stringMatching(/^invariant 4 .*subnet-0a1 \(position 0\) left group web/),
    ]);
  });

  it('10: are violated by the deletion of a record while what it names is out, once', () => {
    const { watch, web, api, shift, setSubnets, tag, untag } = aWatchedRegion();
    for (const arn of [api, web]) shift(arn);
    tag('web', RECORD);
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([]);
    untag('web', Object.keys(RECORD));
    setSubnets('web', 'subnet-0b2,subnet-0c3');
    expect(watch.violations).toEqual([
      'invariant 10 at 18:31:00: DeleteTags: subnet-0a1 is out of group web, and no record names it',
    ]);
  });

  it('10: allow the deletion of a record once what it names is back, or gone from EC2', () => {
    for (const isGone of [false, true]) {
      const { region, watch, web, api, shift, setSubnets, tag, untag } = aWatchedRegion();
      for (const arn of [api, web]) shift(arn);
      tag('web', RECORD);
      setSubnets('web', 'subnet-0b2,subnet-0c3');
      if (isGone) region.ec2.removeSubnet('subnet-0a1');
      else setSubnets('web', 'subnet-0a1,subnet-0b2,subnet-0c3');
      untag('web', Object.keys(RECORD));
      expect(watch.violations).toEqual([]);
    }
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

  it('6: allow notices for a hold, but not in a dry run', () => {
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

  it('8: are violated by an invocation without a report', () => {
    const { watch } = aWatchedRegion();
    const ended: Invoked = { kind: 'unreported', reports: 0, why: 'error' };
    watch.startInvocation()(ended);
    expect(watch.violations).toEqual(['invariant 8 at 18:31:00: an invocation ended with 0 reports: error']);
  });

  describe('11: are violated', () => {
    const OURS = 'gray-failure-responder/wildrydes/1';

    it('by a status that does not see our shift, and not by one that leaves out another application’s', () => {
      const { watch, web, api, shift } = aWatchedRegion();
      shift(api, { comment: 'gray-failure-responder/checkout/1' });
      watch.startInvocation()(aRun({ action: 'status', outcome: 'nothing-to-do' }));
      expect(watch.violations).toEqual([]);
      shift(web, { comment: OURS });
      watch.startInvocation()(aRun({ action: 'status', outcome: 'nothing-to-do' }));
      expect(watch.violations).toEqual([
        expect.stringMatching(/^invariant 11 .*a status says that nothing is out, and .*app\/web.* is out of use1-az1$/),
      ]);
    });

    it('by a restore that is done while a record of ours is left, whether anything selects the group or not', () => {
      const { watch, tag } = aWatchedRegion();
      const head = 'gray-failure-responder:use1-az1:0' as const;
      watch.asOther(() => tag('web', { [head]: `${RECORD[head]} app=wildrydes` }));
      const zone = { zoneId: 'use1-az1', zoneName: 'us-east-1a' } as AvailabilityZone;
      watch.startInvocation()(aRun({ action: 'restore', outcome: 'in-progress', zone }));
      expect(watch.violations).toEqual([]);
      watch.startInvocation()(aRun({ action: 'restore', outcome: 'done', zone }));
      expect(watch.violations).toEqual(['invariant 11 at 18:31:00: a restore of use1-az1 is done, and group web is still out']);
    });

    it('but not by what another run has written meanwhile', () => {
      const { watch, web, shift } = aWatchedRegion();
      const end = watch.startInvocation();
      watch.asOther(() => shift(web, { comment: OURS }));
      end(aRun({ action: 'status', outcome: 'nothing-to-do' }));
      expect(watch.violations).toEqual([]);
    });

    it('nor by the record with which another run has gone on with the same evacuation', () => {
      const { watch, tag } = aWatchedRegion();
      const renumbered = (key: string, head: string) => key.replace(/:(?=\d$)/, head);
      const named = (key: string, value: string) => (key.endsWith(':0') ? `${value} app=wildrydes` : value);
      const withHead = (head: string) =>
        Object.fromEntries(Object.entries<string>(RECORD).map(([key, value]) => [renumbered(key, head), named(key, value)]));
      watch.asOther(() => tag('web', withHead(':')));
      const end = watch.startInvocation();
      watch.asOther(() => tag('web', withHead(':10')));
      end(aRun({ action: 'restore', outcome: 'done', zone: { zoneId: 'use1-az1', zoneName: 'us-east-1a' } as AvailabilityZone }));
      expect(watch.violations).toEqual([]);
    });
  });

  describe('12: are violated by a run', () => {
    const CALL = ['arc-zonal-shift', 'ListZonalShifts', { status: 'ACTIVE' }] as const;

    it('that makes more calls than its fleet needs', () => {
      const { watch, call } = aWatchedRegion();
      const end = watch.startInvocation();
      for (let count = 0; count < 101; count += 1) call(...CALL);
      end(aRun({ action: 'evacuate' }));
      expect(watch.violations).toEqual([
        'invariant 12 at 18:31:00: a run of evacuate made 101 calls for a fleet of 4 (maximum 100)',
      ]);
    });

    it('whose report is larger than its fleet needs', () => {
      const { watch } = aWatchedRegion();
      watch.startInvocation()(aRun({ action: 'evacuate', reason: 'x'.repeat(32_000) }));
      expect(watch.violations).toEqual([
        expect.stringMatching(
          /^invariant 12 .*a report of evacuate has 32\d{3} bytes for a fleet of 4 in 3 zones \(maximum 32000\)$/,
        ),
      ]);
    });

    it('but not by one that stays within it', () => {
      const { watch, call } = aWatchedRegion();
      const end = watch.startInvocation();
      for (let count = 0; count < 100; count += 1) call(...CALL);
      end(aRun({ action: 'evacuate', reason: 'x'.repeat(30_000) }));
      expect(watch.violations).toEqual([]);
    });
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

  it('7: allow us to end our own shift', () => {
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
    expect(watch.violations).toEqual([expect.stringMatching(/^invariant 7 .*group web changed in more than/)]);
  });
});
