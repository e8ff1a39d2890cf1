import { API, anArc, START, WEB, ZONES } from './arc-setup.ts';

const PRACTICE = { resourceIdentifier: WEB, awayFrom: 'use1-az2', comment: 'rehearsal' };

/** Zone to applied status, of what is active on the load balancer. */
function applied(resource: { zonalShifts: Shown[]; autoshifts: Shown[] }) {
  const show = ({ awayFrom, appliedStatus }: Shown) => `${awayFrom} ${appliedStatus}`;
  return { zonalShifts: resource.zonalShifts.map(show), autoshifts: resource.autoshifts.map(show) };
}
interface Shown {
  awayFrom: string;
  appliedStatus: string;
}

describe('an autoshift', () => {
  it('moves only enrolled resources, and is listed either way', () => {
    const { arc, call, wait, detailTypes } = anArc({ zonalAutoshift: 'ENABLED' });
    arc.register({ arn: API, name: 'api', zoneIds: ZONES });
    arc.startAutoshift('use1-az2');
    expect(arc.appliedWeights(WEB)['use1-az2']).toBe(0);
    expect(arc.appliedWeights(API)['use1-az2']).toBe(1);
    expect(call('ListAutoshifts').items).toEqual([
      { awayFrom: 'use1-az2', startTime: new Date('2026-03-02T10:00:00Z'), endTime: undefined, status: 'ACTIVE' },
    ]);
    expect(call('ListZonalShifts').items).toEqual([]);
    wait(60);
    arc.endAutoshift('use1-az2');
    expect(arc.appliedWeights(WEB)['use1-az2']).toBe(1);
    expect(call('ListAutoshifts').items).toEqual([]);
    expect(call('ListAutoshifts', { status: 'COMPLETED' }).items).toMatchObject([{ endTime: new Date('2026-03-02T11:00:00Z') }]);
    expect(detailTypes()).toEqual(['Autoshift In Progress', 'Autoshift Completed']);
  });

  it('stays active but not applied under a customer shift, whichever came first', () => {
    for (const autoshiftFirst of [true, false]) {
      const { arc, call } = anArc({ zonalAutoshift: 'ENABLED' });
      if (autoshiftFirst) arc.startAutoshift('use1-az2');
      call('StartZonalShift', START);
      if (!autoshiftFirst) arc.startAutoshift('use1-az2');
      expect(arc.appliedWeights(WEB)).toEqual({ 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 });
      expect(applied(call('GetManagedResource', { resourceIdentifier: WEB }))).toEqual({
        zonalShifts: ['use1-az1 APPLIED'],
        autoshifts: ['use1-az2 NOT_APPLIED'],
      });
    }
  });

  it('applies when the customer shift over it ends', () => {
    const { arc, call } = anArc({ zonalAutoshift: 'ENABLED' });
    arc.startAutoshift('use1-az2');
    const { zonalShiftId } = call('StartZonalShift', START);
    call('CancelZonalShift', { zonalShiftId });
    expect(arc.appliedWeights(WEB)).toEqual({ 'use1-az1': 1, 'use1-az2': 0, 'use1-az4': 1 });
  });

  it('cannot be changed by a customer', () => {
    const { arc, refusal } = anArc({ zonalAutoshift: 'ENABLED' });
    arc.startAutoshift('use1-az2');
    const zonalShiftId = arc.shifts()[0]?.zonalShiftId;
    expect(arc.shifts()).toMatchObject([{ shiftType: 'ZONAL_AUTOSHIFT', status: 'ACTIVE' }]);
    expect(refusal('UpdateZonalShift', { zonalShiftId, expiresIn: '1h' })).toMatchObject({ reason: 'AutoshiftUpdateNotAllowed' });
    expect(refusal('CancelZonalShift', { zonalShiftId })).toMatchObject({ reason: 'AutoshiftUpdateNotAllowed' });
  });

  it('interrupts a practice run and keeps another from starting', () => {
    const { arc, call, refusal } = anArc({ zonalAutoshift: 'ENABLED' });
    call('StartPracticeRun', PRACTICE);
    arc.startAutoshift('use1-az4');
    expect(arc.shifts()[0]).toMatchObject({ status: 'CANCELED', practiceRunOutcome: 'INTERRUPTED' });
    expect(refusal('StartPracticeRun', PRACTICE)).toMatchObject({ code: 'ConflictException', reason: 'ZonalAutoshiftActive' });
  });

  it('is announced to an account without enrolled resources only if it observes', () => {
    const { arc, events } = anArc();
    arc.startAutoshift('use1-az2');
    arc.endAutoshift('use1-az2');
    arc.autoshiftObserverNotification = 'ENABLED';
    arc.startAutoshift('use1-az2');
    expect(events).toMatchObject([{ 'detail-type': 'Autoshift In Progress', resources: [] }]);
    expect(arc.appliedWeights(WEB)['use1-az2']).toBe(1);
  });

  it('refuses an invalid status', () => {
    const { refusal } = anArc();
    expect(refusal('ListAutoshifts', { status: 'EXPIRED' })).toMatchObject({ reason: 'InvalidStatus' });
  });
});

describe('a practice run', () => {
  it('lasts 30 minutes and succeeds, although its expiry says one minute', () => {
    const { arc, call, wait, detailTypes } = anArc({ practiceRuns: true });
    const run = call('StartPracticeRun', PRACTICE);
    expect(run).toMatchObject({ status: 'ACTIVE', expiryTime: new Date('2026-03-02T10:01:00Z') });
    wait(29);
    expect(arc.appliedWeights(WEB)['use1-az2']).toBe(0);
    expect(call('ListZonalShifts').items).toMatchObject([{ shiftType: 'PRACTICE_RUN', practiceRunOutcome: 'PENDING' }]);
    wait(1);
    expect(arc.appliedWeights(WEB)['use1-az2']).toBe(1);
    expect(arc.shifts()).toMatchObject([{ status: 'EXPIRED', practiceRunOutcome: 'SUCCEEDED' }]);
    expect(detailTypes()).toEqual(['Practice Run Started', 'Practice Run Succeeded']);
  });

  it('is interrupted by a customer shift, which applies', () => {
    const { arc, call, detailTypes } = anArc({ practiceRuns: true });
    call('StartPracticeRun', PRACTICE);
    call('StartZonalShift', START);
    expect(arc.appliedWeights(WEB)).toEqual({ 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 });
    expect(arc.shifts()[0]).toMatchObject({ status: 'CANCELED', practiceRunOutcome: 'INTERRUPTED' });
    expect(detailTypes()).toEqual(['Practice Run Started', 'Practice Run Interrupted', 'Manual Shift Started']);
  });

  it.each([['CancelPracticeRun'], ['CancelZonalShift']])('is interrupted by %s', (operation) => {
    const { arc, call } = anArc({ practiceRuns: true });
    const { zonalShiftId } = call('StartPracticeRun', PRACTICE);
    expect(call(operation, { zonalShiftId })).toMatchObject({ status: 'CANCELED' });
    expect(arc.shifts()[0]?.practiceRunOutcome).toBe('INTERRUPTED');
    expect(arc.appliedWeights(WEB)['use1-az2']).toBe(1);
  });

  it('fails when its alarm rings', () => {
    const { arc, call, detailTypes } = anArc({ practiceRuns: true });
    call('StartPracticeRun', PRACTICE);
    arc.failPracticeRun(WEB);
    expect(arc.shifts()).toMatchObject([{ status: 'CANCELED', practiceRunOutcome: 'FAILED' }]);
    expect(detailTypes()).toEqual(['Practice Run Started', 'Practice Run Failed']);
  });

  it('needs a configuration, an opted-in resource, and a resource that is not shifted', () => {
    const { refusal } = anArc();
    expect(refusal('StartPracticeRun', PRACTICE)).toMatchObject({ status: 409, reason: 'PracticeConfigurationDoesNotExist' });
    expect(refusal('StartPracticeRun', { ...PRACTICE, resourceIdentifier: API })).toMatchObject({ status: 404 });
    const configured = anArc({ practiceRuns: true });
    const { zonalShiftId } = configured.call('StartZonalShift', START);
    const expected = { reason: 'ZonalShiftAlreadyExists', zonalShiftId };
    expect(configured.refusal('StartPracticeRun', PRACTICE)).toMatchObject(expected);
  });

  it('is all that CancelPracticeRun cancels', () => {
    const { call, refusal } = anArc({ practiceRuns: true });
    const { zonalShiftId } = call('StartZonalShift', START);
    const expected = { code: 'ValidationException', reason: 'UnsupportedPracticeCancelShiftType' };
    expect(refusal('CancelPracticeRun', { zonalShiftId })).toMatchObject(expected);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(refusal('CancelPracticeRun', { zonalShiftId: unknown })).toMatchObject({ status: 404 });
  });
});

describe('an FIS shift', () => {
  it('expires on time', () => {
    const { arc, wait, detailTypes } = anArc();
    arc.startFisShift(WEB, 'use1-az4', { minutes: 10 });
    expect(arc.appliedWeights(WEB)['use1-az4']).toBe(0);
    wait(10);
    expect(arc.appliedWeights(WEB)['use1-az4']).toBe(1);
    expect(detailTypes()).toEqual(['FIS Experiment Autoshift In Progress', 'FIS Experiment Autoshift Completed']);
  });

  it('yields to a customer shift and to an autoshift', () => {
    const customer = anArc();
    customer.arc.startFisShift(WEB, 'use1-az4');
    customer.call('StartZonalShift', START);
    expect(customer.detailTypes().slice(1)).toEqual(['FIS Experiment Autoshift Canceled', 'Manual Shift Started']);
    expect(customer.arc.appliedWeights(WEB)).toEqual({ 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 });
    const aws = anArc({ zonalAutoshift: 'ENABLED' });
    aws.arc.startFisShift(WEB, 'use1-az4');
    aws.arc.startAutoshift('use1-az2');
    expect(aws.arc.shifts()).toMatchObject([{ status: 'CANCELED' }, { status: 'ACTIVE' }]);
  });

  it('does not start while a customer shift is active, and no customer can change it', () => {
    const { arc, call, refusal } = anArc();
    const { zonalShiftId } = call('StartZonalShift', START);
    expect(() => arc.startFisShift(WEB, 'use1-az4')).toThrow(/already an active zonal shift/);
    call('CancelZonalShift', { zonalShiftId });
    const fis = arc.startFisShift(WEB, 'use1-az4');
    for (const operation of ['UpdateZonalShift', 'CancelZonalShift']) {
      const expected = { code: 'ValidationException', reason: 'FISExperimentUpdateNotAllowed' };
      expect(refusal(operation, { zonalShiftId: fis.zonalShiftId, comment: 'mine' })).toMatchObject(expected);
    }
  });
});

describe('managed resources', () => {
  it('show weights, active shifts without a status, and whether practice runs and autoshift are enabled', () => {
    const { call } = anArc({ zonalAutoshift: 'ENABLED' });
    const { zonalShiftId } = call('StartZonalShift', START);
    const resource = call('GetManagedResource', { resourceIdentifier: WEB });
    expect(resource).toMatchObject({
      arn: WEB,
      name: 'web',
      appliedWeights: { 'use1-az1': 0, 'use1-az2': 1, 'use1-az4': 1 },
      zonalShifts: [
        { zonalShiftId, appliedStatus: 'APPLIED', shiftType: 'ZONAL_SHIFT', comment: 'gray failure', status: undefined },
      ],
      autoshifts: [],
      practiceRunConfiguration: { outcomeAlarms: [{ type: 'CLOUDWATCH' }] },
      zonalAutoshiftStatus: 'ENABLED',
    });
    expect(call('ListManagedResources').items).toMatchObject([
      { arn: WEB, availabilityZones: ZONES, zonalShifts: [{ zonalShiftId }], practiceRunStatus: 'ENABLED' },
    ]);
  });

  it('do not show a shift that has ended', () => {
    const { call, wait } = anArc();
    call('StartZonalShift', { ...START, expiresIn: '5m' });
    wait(5);
    expect(call('GetManagedResource', { resourceIdentifier: WEB })).toMatchObject({ zonalShifts: [], autoshifts: [] });
  });

  it('are listed in pages', () => {
    const { arc, call, refusal } = anArc();
    for (const n of [1, 2, 3]) arc.register({ arn: `${API}/${n}`, name: 'api', zoneIds: ZONES });
    const first = call('ListManagedResources', { maxResults: 3 });
    const second = call('ListManagedResources', { maxResults: 3, nextToken: first.nextToken });
    expect([...first.items, ...second.items].map((item) => item.arn)).toEqual([WEB, `${API}/1`, `${API}/2`, `${API}/3`]);
    expect(second.nextToken).toBeUndefined();
    expect(refusal('GetManagedResource', { resourceIdentifier: 'web-load-balancer' })).toMatchObject({
      reason: 'InvalidResourceIdentifier',
    });
  });
});
