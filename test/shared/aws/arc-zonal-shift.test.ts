import {
  ARCZonalShiftClient,
  CancelZonalShiftCommand,
  GetManagedResourceCommand,
  type GetManagedResourceCommandOutput,
  ListAutoshiftsCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
  type ZonalShiftSummary,
} from '@aws-sdk/client-arc-zonal-shift';
import { mockClient } from 'aws-sdk-client-mock';
import { shiftReader, shiftWriter } from '../../../shared/aws/arc-zonal-shift.ts';
import { CallError } from '../../../shared/errors.ts';
import { arcConflict, arcDenied, arcNotFound } from '../../aws-errors.ts';
import { API, minutesAfter, NOW, WEB, ZONE_1 } from '../../builders.ts';

const AWAY_FROM_1 = { resource: WEB, awayFrom: ZONE_1.zoneId, expiresIn: '8h', comment: 'mine' };
const STARTED = { startTime: new Date(NOW), expiryTime: new Date(minutesAfter(NOW, 60)) };

/** The SDK's client with answers of a test's own, and the adapters on it. */
function arc(abortSignal = new AbortController().signal) {
  const sdk = mockClient(ARCZonalShiftClient);
  const client = new ARCZonalShiftClient({ region: 'us-east-1' });
  const options = { abortSignal };
  return { sdk, reader: shiftReader(client, options), writer: shiftWriter(client, options) };
}

/** ARC that answers this of the resource WEB. */
function describing(members: Partial<GetManagedResourceCommandOutput>) {
  const { sdk, reader } = arc();
  const weights = { 'use1-az1': 1, 'use1-az2': 1, 'use1-az4': 1 };
  sdk
    .on(GetManagedResourceCommand, { resourceIdentifier: WEB })
    .resolves({ appliedWeights: weights, zonalShifts: [], autoshifts: [], ...members });
  return reader;
}

const aSummary = (overrides: Partial<ZonalShiftSummary> = {}): ZonalShiftSummary => ({
  zonalShiftId: 'shift-1',
  resourceIdentifier: WEB,
  awayFrom: 'use1-az1',
  status: 'ACTIVE',
  comment: 'by hand',
  shiftType: 'ZONAL_SHIFT',
  ...STARTED,
  ...overrides,
});

describe('reading a managed resource', () => {
  it('tells its weights by AZ ID', async () => {
    const resource = await describing({}).managedResource(WEB);
    expect(resource).toEqual({ registered: true, appliedWeights: { 'use1-az1': 1, 'use1-az2': 1, 'use1-az4': 1 }, shifts: [] });
  });

  it('tells a customer shift with its start, end, comment and effect', async () => {
    const { status: _none, ...shift } = aSummary();
    const { shifts } = await describing({ zonalShifts: [{ ...shift, appliedStatus: 'APPLIED' }] }).managedResource(WEB);
    expect(shifts).toEqual([
      {
        zonalShiftId: 'shift-1',
        resource: WEB,
        awayFrom: 'use1-az1',
        type: 'ZONAL_SHIFT',
        applied: true,
        startedAt: NOW,
        expiresAt: minutesAfter(NOW, 60),
        comment: 'by hand',
      },
    ]);
  });

  it('tells an autoshift, which has no ID and no end', async () => {
    const autoshifts = [{ awayFrom: 'use1-az2', appliedStatus: 'APPLIED' as const, startTime: new Date(NOW) }];
    const { shifts } = await describing({ autoshifts }).managedResource(WEB);
    expect(shifts).toMatchObject([{ type: 'ZONAL_AUTOSHIFT', zonalShiftId: null, expiresAt: null, applied: true }]);
  });

  it('tells an autoshift that a customer shift has put out of effect', async () => {
    const autoshifts = [{ awayFrom: 'use1-az2', appliedStatus: 'NOT_APPLIED' as const, startTime: new Date(NOW) }];
    const zonalShifts = [{ ...aSummary(), appliedStatus: 'APPLIED' as const }];
    const { shifts } = await describing({ autoshifts, zonalShifts }).managedResource(WEB);
    expect(shifts.map(({ type, applied }) => [type, applied])).toEqual([
      ['ZONAL_SHIFT', true],
      ['ZONAL_AUTOSHIFT', false],
    ]);
  });

  it('tells one that ARC does not know as not registered', async () => {
    const { sdk, reader } = arc();
    sdk.on(GetManagedResourceCommand).rejects(arcNotFound());
    expect(await reader.managedResource(WEB)).toEqual({ registered: false, appliedWeights: {}, shifts: [] });
  });

  it('rejects when it may not be read', async () => {
    const { sdk, reader } = arc();
    sdk.on(GetManagedResourceCommand).rejects(arcDenied());
    await expect(reader.managedResource(WEB)).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('listing shifts', () => {
  it('asks for those in force, page by page', async () => {
    const { sdk, reader } = arc();
    sdk
      .on(ListZonalShiftsCommand)
      .resolvesOnce({ items: [aSummary(), aSummary({ zonalShiftId: 'shift-2' })], nextToken: 'page-2' })
      .resolvesOnce({ items: [aSummary({ zonalShiftId: 'shift-3' })] });
    const shifts = await reader.activeShifts();
    expect(shifts.map(({ zonalShiftId, applied }) => [zonalShiftId, applied])).toEqual([
      ['shift-1', true],
      ['shift-2', true],
      ['shift-3', true],
    ]);
    expect(sdk.commandCalls(ListZonalShiftsCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { status: 'ACTIVE', maxResults: 100, nextToken: undefined },
      { status: 'ACTIVE', maxResults: 100, nextToken: 'page-2' },
    ]);
  });

  it.each(['', undefined])('ends at the page whose token is %j', async (nextToken) => {
    const { sdk, reader } = arc();
    sdk
      .on(ListZonalShiftsCommand)
      .resolvesOnce({ items: [aSummary()], nextToken })
      .rejects(new Error('asked again'));
    expect(await reader.activeShifts()).toHaveLength(1);
    sdk.on(ListAutoshiftsCommand).resolvesOnce({ items: [], nextToken }).rejects(new Error('asked again'));
    expect(await reader.activeAutoshifts()).toEqual([]);
  });

  it.each([{ shiftType: 'PRACTICE_RUN' as const }, { shiftType: undefined, practiceRunOutcome: 'PENDING' as const }])(
    'knows a practice run by its type or its outcome: %j',
    async (members) => {
      const { sdk, reader } = arc();
      sdk.on(ListZonalShiftsCommand).resolves({ items: [aSummary(members)] });
      expect(await reader.activeShifts()).toMatchObject([{ type: 'PRACTICE_RUN' }]);
      const zonalShifts = [{ ...aSummary(members), appliedStatus: 'APPLIED' as const }];
      expect((await describing({ zonalShifts }).managedResource(WEB)).shifts).toMatchObject([{ type: 'PRACTICE_RUN' }]);
    },
  );

  it('tells practice runs and FIS shifts by their type, and one of no type as a customer’s', async () => {
    const { sdk, reader } = arc();
    const { shiftType: _none, ...untold } = aSummary();
    const items = [aSummary({ shiftType: 'PRACTICE_RUN' }), aSummary({ shiftType: 'FIS_EXPERIMENT' }), untold];
    sdk.on(ListZonalShiftsCommand).resolves({ items });
    const shifts = await reader.activeShifts();
    expect(shifts.map(({ type }) => type)).toEqual(['PRACTICE_RUN', 'FIS_EXPERIMENT', 'ZONAL_SHIFT']);
  });

  it('tells the zones of autoshifts once each, over pages', async () => {
    const { sdk, reader } = arc();
    const of = (...zoneIds: string[]) =>
      zoneIds.map((awayFrom) => ({ awayFrom, startTime: new Date(NOW), status: 'ACTIVE' as const }));
    sdk
      .on(ListAutoshiftsCommand, { status: 'ACTIVE' })
      .resolvesOnce({ items: of('use1-az2'), nextToken: 'page-2' })
      .resolvesOnce({ items: of('use1-az2', 'use1-az6') });
    expect(await reader.activeAutoshifts()).toEqual(['use1-az2', 'use1-az6']);
  });
});

describe('writing shifts', () => {
  it('starts a shift and tells its ID', async () => {
    const { sdk, writer } = arc();
    sdk.on(StartZonalShiftCommand).resolves({ zonalShiftId: 'shift-1' });
    expect(await writer.start(AWAY_FROM_1)).toEqual({ zonalShiftId: 'shift-1' });
    expect(sdk.commandCalls(StartZonalShiftCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { resourceIdentifier: WEB, awayFrom: 'use1-az1', expiresIn: '8h', comment: 'mine' },
    ]);
  });

  it.each([{ expiresIn: '480m' }, { comment: 'new' }])('updates nothing but what is given: %j', async (change) => {
    const { sdk, writer } = arc();
    sdk.on(UpdateZonalShiftCommand).resolves({});
    await writer.update({ zonalShiftId: 'shift-1', ...change });
    expect(sdk.commandCalls(UpdateZonalShiftCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { zonalShiftId: 'shift-1', ...change },
    ]);
  });

  it('has time of its own for a cancel and its reads when the run has none left, and for nothing else', async () => {
    const { sdk, writer } = arc(AbortSignal.abort());
    sdk.on(GetManagedResourceCommand).resolves({});
    sdk.on(StartZonalShiftCommand).resolves({ zonalShiftId: 'shift-1' });
    await writer.cancel('shift-1');
    await writer.managedResource(WEB);
    await writer.start(AWAY_FROM_1);
    await writer.update({ zonalShiftId: 'shift-1', expiresIn: '60m' });
    const optionsOf = ({ args }: { args: unknown }) => (args as [unknown, { abortSignal: AbortSignal }])[1];
    const isOutOfTime = sdk.calls().map((call) => optionsOf(call).abortSignal.aborted);
    expect(isOutOfTime).toEqual([false, false, true, true]);
  });

  it('cancels a shift', async () => {
    const { sdk, writer } = arc();
    sdk.on(CancelZonalShiftCommand).resolves({});
    await writer.cancel('shift-1');
    expect(sdk.commandCalls(CancelZonalShiftCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { zonalShiftId: 'shift-1' },
    ]);
  });

  it("rejects a second shift with ARC's reason", async () => {
    const { sdk, writer } = arc();
    sdk.on(StartZonalShiftCommand).rejects(arcConflict('ZonalShiftAlreadyExists', 'shift-1'));
    const second = writer.start(AWAY_FROM_1);
    await expect(second).rejects.toBeInstanceOf(CallError);
    await expect(second).rejects.toMatchObject({ kind: 'conflict', reason: 'ZonalShiftAlreadyExists' });
  });
});

describe('shifts that are over', () => {
  it.each([
    ['of every resource', null, {}],
    ['of one resource', API, { resourceIdentifier: API }],
  ])('are those that expired and those that were cancelled, over pages: %s', async (_of, resource, filter) => {
    const { sdk, reader } = arc();
    const asked = (status: 'EXPIRED' | 'CANCELED', nextToken?: string) =>
      sdk.on(ListZonalShiftsCommand, { status, maxResults: 100, nextToken, ...filter }, true);
    asked('EXPIRED').resolves({ items: [aSummary({ zonalShiftId: 'expired-1' })], nextToken: 'page-2' });
    asked('EXPIRED', 'page-2').resolves({ items: [aSummary({ zonalShiftId: 'expired-2' })] });
    asked('CANCELED').resolves({ items: [aSummary({ zonalShiftId: 'cancelled-1' })] });
    const ended = await reader.endedShifts(resource);
    expect(ended.map(({ zonalShiftId, applied }) => [zonalShiftId, applied])).toEqual([
      ['expired-1', false],
      ['expired-2', false],
      ['cancelled-1', false],
    ]);
  });
});
