import { API, anArc, START, WEB, ZONES } from './arc-setup.ts';

const UNSHIFTED = { 'use1-az1': 1, 'use1-az2': 1, 'use1-az4': 1 };

describe('starting a zonal shift', () => {
  it('sets the weight of the zone to 0 at once and returns the shift', () => {
    const { arc, call } = anArc();
    const shift = call('StartZonalShift', START);
    expect(arc.appliedWeights(WEB)).toEqual({ ...UNSHIFTED, 'use1-az1': 0 });
    expect(shift).toEqual({
      zonalShiftId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      resourceIdentifier: WEB,
      awayFrom: 'use1-az1',
      startTime: new Date('2026-03-02T10:00:00Z'),
      expiryTime: new Date('2026-03-02T18:00:00Z'),
      status: 'ACTIVE',
      comment: 'gray failure',
    });
  });

  it('refuses a second shift of the same resource, even for the same zone, and names the first', () => {
    const { call, refusal, arc } = anArc();
    const { zonalShiftId } = call('StartZonalShift', START);
    for (const awayFrom of ['use1-az1', 'use1-az2']) {
      expect(refusal('StartZonalShift', { ...START, awayFrom })).toMatchObject({
        code: 'ConflictException',
        status: 409,
        reason: 'ZonalShiftAlreadyExists',
        zonalShiftId,
      });
    }
    expect(arc.appliedWeights(WEB)).toEqual({ ...UNSHIFTED, 'use1-az1': 0 });
  });

  it('can shift another resource at the same time', () => {
    const { arc, call } = anArc();
    arc.register({ arn: API, name: 'api', zoneIds: ZONES });
    call('StartZonalShift', START);
    call('StartZonalShift', { ...START, resourceIdentifier: API, awayFrom: 'use1-az2' });
    expect(arc.appliedWeights(API)).toEqual({ ...UNSHIFTED, 'use1-az2': 0 });
    expect(arc.appliedWeights(WEB)).toEqual({ ...UNSHIFTED, 'use1-az1': 0 });
  });

  it('does not find a resource that has not opted in', () => {
    const { arc, refusal } = anArc();
    expect(refusal('StartZonalShift', { ...START, resourceIdentifier: API })).toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
    });
    expect(arc.appliedWeights(API)).toEqual({});
  });

  it.each([
    ['an AZ name', { awayFrom: 'us-east-1a' }, 'InvalidAz'],
    ['an AZ that the resource is not in', { awayFrom: 'use1-az3' }, 'UnsupportedAz'],
    ['a name for an ARN', { resourceIdentifier: 'loadbalancer/web' }, 'InvalidResourceIdentifier'],
    ['mixed units', { expiresIn: '1h30m' }, 'InvalidExpiresIn'],
    ['no unit', { expiresIn: '60' }, 'InvalidExpiresIn'],
    ['nothing', { expiresIn: '0h' }, 'InvalidExpiresIn'],
    ['seconds', { expiresIn: '60s' }, 'InvalidExpiresIn'],
    ['more than 72 hours', { expiresIn: '73h' }, 'InvalidExpiresIn'],
    ['more than 4320 minutes', { expiresIn: '4321m' }, 'InvalidExpiresIn'],
    ['no expiry', { expiresIn: undefined }, 'MissingValue'],
    ['no comment', { comment: undefined }, 'MissingValue'],
    ['no zone', { awayFrom: undefined }, 'MissingValue'],
    ['no resource', { resourceIdentifier: undefined }, 'MissingValue'],
  ])('refuses %s', (_, change, reason) => {
    const { arc, refusal } = anArc();
    expect(refusal('StartZonalShift', { ...START, ...change })).toMatchObject({
      code: 'ValidationException',
      status: 400,
      reason,
    });
    expect(arc.shifts()).toEqual([]);
  });

  it.each([['1m'], ['72h'], ['4320m']])('accepts %s', (expiresIn) => {
    const { call } = anArc();
    expect(call('StartZonalShift', { ...START, expiresIn, comment: '' }).status).toBe('ACTIVE');
  });

  it('refuses a comment of more than 128 characters', () => {
    const { arc } = anArc();
    const accepts = (length: number) =>
      arc.operations.StartZonalShift?.input.safeParse({ ...START, comment: 'x'.repeat(length) }).success;
    expect([accepts(128), accepts(129)]).toEqual([true, false]);
  });
});

describe('the end of a zonal shift', () => {
  it('comes at its expiry, without an event', () => {
    const { arc, call, wait, detailTypes } = anArc();
    call('StartZonalShift', { ...START, expiresIn: '30m' });
    wait(29);
    expect(arc.appliedWeights(WEB)['use1-az1']).toBe(0);
    wait(1);
    expect(arc.appliedWeights(WEB)['use1-az1']).toBe(1);
    expect(arc.shifts()).toMatchObject([{ status: 'EXPIRED' }]);
    expect(detailTypes()).toEqual(['Manual Shift Started']);
  });

  it('comes when it is cancelled', () => {
    const { arc, call, wait, detailTypes } = anArc();
    const { zonalShiftId } = call('StartZonalShift', START);
    expect(call('CancelZonalShift', { zonalShiftId })).toMatchObject({ zonalShiftId, status: 'CANCELED' });
    expect(arc.appliedWeights(WEB)['use1-az1']).toBe(1);
    wait(24 * 60);
    expect(arc.shifts()).toMatchObject([{ status: 'CANCELED' }]);
    expect(detailTypes()).toEqual(['Manual Shift Started', 'Manual Shift Canceled']);
  });

  it('comes when the resource opts out', () => {
    const { arc, call, refusal } = anArc();
    call('StartZonalShift', START);
    arc.unregister(WEB);
    expect(arc.shifts()).toMatchObject([{ status: 'CANCELED' }]);
    expect(refusal('GetManagedResource', { resourceIdentifier: WEB })).toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('lets the next shift start', () => {
    const { arc, call, wait } = anArc();
    call('StartZonalShift', { ...START, expiresIn: '1m' });
    wait(1);
    call('StartZonalShift', { ...START, awayFrom: 'use1-az4' });
    expect(arc.appliedWeights(WEB)).toEqual({ ...UNSHIFTED, 'use1-az4': 0 });
  });
});

describe('updating a zonal shift', () => {
  it('counts the new expiry from the update and keeps only the latest comment', () => {
    const { arc, call, wait, detailTypes } = anArc();
    const { zonalShiftId } = call('StartZonalShift', { ...START, expiresIn: '2h' });
    wait(90);
    const updated = call('UpdateZonalShift', { zonalShiftId, expiresIn: '72h', comment: 'longer' });
    expect(updated).toMatchObject({ expiryTime: new Date('2026-03-05T11:30:00Z'), comment: 'longer' });
    wait(72 * 60 - 1);
    expect(arc.appliedWeights(WEB)['use1-az1']).toBe(0);
    wait(1);
    expect(arc.appliedWeights(WEB)['use1-az1']).toBe(1);
    expect(detailTypes()).toEqual(['Manual Shift Started', 'Manual Shift Updated']);
  });

  it('changes the comment without changing the expiry', () => {
    const { call } = anArc();
    const { zonalShiftId, expiryTime } = call('StartZonalShift', START);
    expect(call('UpdateZonalShift', { zonalShiftId, comment: 'noted' })).toMatchObject({ comment: 'noted', expiryTime });
  });

  it.each([['UpdateZonalShift'], ['CancelZonalShift']])('refuses %s of a shift that has ended', (operation) => {
    const { call, refusal, wait } = anArc();
    const { zonalShiftId } = call('StartZonalShift', { ...START, expiresIn: '1m' });
    wait(1);
    const expected = { code: 'ConflictException', status: 409, reason: 'ZonalShiftStatusNotActive', zonalShiftId };
    expect(refusal(operation, { zonalShiftId, comment: 'late' })).toMatchObject(expected);
  });

  it('refuses an unknown shift, nothing to change, and an invalid expiry', () => {
    const { call, refusal } = anArc();
    const { zonalShiftId } = call('StartZonalShift', START);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(refusal('UpdateZonalShift', { zonalShiftId: unknown, comment: '' })).toMatchObject({ status: 404 });
    expect(refusal('CancelZonalShift', { zonalShiftId: unknown })).toMatchObject({ status: 404 });
    expect(refusal('UpdateZonalShift', { zonalShiftId })).toMatchObject({ reason: 'MissingValue' });
    expect(refusal('UpdateZonalShift', { zonalShiftId, expiresIn: '100h' })).toMatchObject({ reason: 'InvalidExpiresIn' });
  });

  it('refuses a malformed shift ID', () => {
    const { arc } = anArc();
    expect(arc.operations.CancelZonalShift?.input.safeParse({ zonalShiftId: 'a b' }).success).toBe(false);
  });
});

describe('listing zonal shifts', () => {
  it('lists active shifts by default', () => {
    const { call, wait } = anArc();
    call('StartZonalShift', { ...START, expiresIn: '1m' });
    wait(1);
    const { zonalShiftId } = call('StartZonalShift', { ...START, awayFrom: 'use1-az2' });
    const zonesListed = (input: unknown) =>
      call('ListZonalShifts', input).items.map((item: { awayFrom: string }) => item.awayFrom);
    expect(call('ListZonalShifts').items).toMatchObject([{ zonalShiftId, shiftType: 'ZONAL_SHIFT', status: 'ACTIVE' }]);
    expect(zonesListed({ status: 'EXPIRED' })).toEqual(['use1-az1']);
    expect(zonesListed({ status: 'CANCELED' })).toEqual([]);
  });

  it('filters by resource, and pages without losing a shift that ends in between', () => {
    const { arc, call } = anArc();
    const arns = [1, 2, 3, 4, 5].map((n) => `${API}/${n}`);
    for (const arn of arns) arc.register({ arn, name: 'api', zoneIds: ZONES });
    const shifts = arns.map((resourceIdentifier) => call('StartZonalShift', { ...START, resourceIdentifier }));
    const first = call('ListZonalShifts', { maxResults: '2' });
    call('CancelZonalShift', { zonalShiftId: shifts[1].zonalShiftId });
    const second = call('ListZonalShifts', { maxResults: 2, nextToken: first.nextToken });
    const third = call('ListZonalShifts', { maxResults: 2, nextToken: second.nextToken });
    const listed = [first, second, third].flatMap((page) => page.items);
    expect(listed.map((item) => item.resourceIdentifier)).toEqual(arns);
    expect(third.nextToken).toBeUndefined();
    expect(call('ListZonalShifts', { resourceIdentifier: arns[3] }).items).toHaveLength(1);
    expect(call('ListZonalShifts', { resourceIdentifier: `${API}/9` }).items).toEqual([]);
  });

  it('refuses an invalid status, token and page size', () => {
    const { arc, refusal } = anArc();
    expect(refusal('ListZonalShifts', { status: 'DONE' })).toMatchObject({ reason: 'InvalidStatus' });
    expect(refusal('ListZonalShifts', { nextToken: 'made up' })).toMatchObject({ reason: 'InvalidToken' });
    const accepts = (maxResults: number) => arc.operations.ListZonalShifts?.input.safeParse({ maxResults }).success;
    expect([0, 1, 100, 101].map(accepts)).toEqual([false, true, true, false]);
  });
});

describe('the events of a zonal shift', () => {
  it('name the resource, the zone and the time', () => {
    const { call, events } = anArc();
    call('StartZonalShift', START);
    expect(events).toEqual([
      {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Manual Shift Started',
        source: 'aws.arc-zonal-shift',
        account: '111122223333',
        time: '2026-03-02T10:00:00Z',
        region: 'us-east-1',
        resources: [WEB],
        detail: { version: '0.0.1', data: '', metadata: { awayFrom: 'use1-az1', notes: '' } },
      },
    ]);
  });
});
