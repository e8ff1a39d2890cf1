import {
  GetManagedResourceCommand,
  ListAutoshiftsCommand,
  ListManagedResourcesCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import { Loopback } from './loopback.ts';

const startTime = 1_764_000_000;
const expiryTime = 1_764_028_800.5;
const shiftOnWire = {
  zonalShiftId: 'abc-123',
  resourceIdentifier: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/1',
  awayFrom: 'use1-az1',
  expiryTime,
  startTime,
  status: 'ACTIVE',
  comment: 'game day',
};
const shift = { ...shiftOnWire, startTime: new Date('2025-11-24T16:00:00Z'), expiryTime: new Date('2025-11-25T00:00:00.500Z') };
const { status: _status, ...shiftInResource } = { ...shift, appliedStatus: 'APPLIED', shiftType: 'ZONAL_SHIFT' };
const { status: _statusOnWire, ...shiftInResourceOnWire } = {
  ...shiftOnWire,
  appliedStatus: 'APPLIED',
  shiftType: 'ZONAL_SHIFT',
};
const autoshiftOnWire = { appliedStatus: 'NOT_APPLIED', awayFrom: 'use1-az2', startTime };
const autoshift = { ...autoshiftOnWire, startTime: shift.startTime };

describe('answers', () => {
  const loopback = new Loopback();
  beforeAll(() => loopback.start());
  beforeEach(() => loopback.reset());
  afterAll(() => loopback.stop());

  it('decodes a zonal shift, its times as dates to the millisecond', async () => {
    loopback.answers.push({ status: 201, headers: { 'x-amzn-requestid': 'r-1' }, body: shiftOnWire });
    const { $metadata, ...answer } = await loopback
      .client()
      .send(new StartZonalShiftCommand({ resourceIdentifier: 'r', awayFrom: 'a', expiresIn: '1h', comment: '' }));
    expect(answer).toEqual(shift);
    expect($metadata).toMatchObject({ httpStatusCode: 201, requestId: 'r-1', attempts: 1 });
  });

  it('decodes a page of shifts with type and practice run outcome', async () => {
    const fields = { shiftType: 'PRACTICE_RUN', practiceRunOutcome: 'SUCCEEDED' };
    loopback.answers.push({ body: { items: [{ ...shiftOnWire, ...fields }], nextToken: 't' } });
    const answer = await loopback.client().send(new ListZonalShiftsCommand());
    expect(answer).toMatchObject({ items: [{ ...shift, ...fields }], nextToken: 't' });
  });

  it('decodes a managed resource with weights, shifts, autoshifts and practice runs', async () => {
    const practiceRunConfiguration = {
      outcomeAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:web' }],
      blockedWindows: ['Mon:10:00-Mon:10:30'],
      blockedDates: ['2026-11-27'],
    };
    const plain = { arn: 'arn', name: 'web', appliedWeights: { 'use1-az1': 0, 'use1-az2': 1 }, zonalAutoshiftStatus: 'ENABLED' };
    loopback.answers.push({
      body: { ...plain, practiceRunConfiguration, zonalShifts: [shiftInResourceOnWire], autoshifts: [autoshiftOnWire] },
    });
    const { $metadata, ...answer } = await loopback.client().send(new GetManagedResourceCommand({ resourceIdentifier: 'arn' }));
    expect(answer).toEqual({ ...plain, practiceRunConfiguration, zonalShifts: [shiftInResource], autoshifts: [autoshift] });
    expect($metadata.httpStatusCode).toBe(200);
  });

  it('decodes a page of managed resources', async () => {
    const plain = {
      arn: 'arn',
      availabilityZones: ['use1-az1', 'use1-az2'],
      appliedWeights: { 'use1-az1': 1 },
      practiceRunStatus: 'DISABLED',
    };
    loopback.answers.push({
      body: { items: [{ ...plain, zonalShifts: [shiftInResourceOnWire], autoshifts: [autoshiftOnWire] }] },
    });
    const answer = await loopback.client().send(new ListManagedResourcesCommand());
    expect(answer.items).toEqual([{ ...plain, zonalShifts: [shiftInResource], autoshifts: [autoshift] }]);
  });

  it('decodes a page of autoshifts', async () => {
    loopback.answers.push({ body: { items: [{ awayFrom: 'use1-az1', startTime, endTime: expiryTime, status: 'COMPLETED' }] } });
    const answer = await loopback.client().send(new ListAutoshiftsCommand());
    expect(answer.items).toEqual([
      { awayFrom: 'use1-az1', startTime: shift.startTime, endTime: shift.expiryTime, status: 'COMPLETED' },
    ]);
  });

  it('passes over members that it does not know', async () => {
    loopback.answers.push({ body: { items: [{ ...shiftOnWire, newMember: 1 }], another: true } });
    const { $metadata, ...answer } = await loopback.client().send(new ListZonalShiftsCommand());
    expect(answer).toEqual({ items: [shift] });
    expect($metadata.httpStatusCode).toBe(200);
  });
});
