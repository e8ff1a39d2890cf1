import { readFileSync } from 'node:fs';
import * as arc from '@aws-sdk/client-arc-zonal-shift';
import { mockClient } from 'aws-sdk-client-mock';
import { Loopback } from './loopback.ts';

describe('public surface', () => {
  it('exports these names and no others', () => {
    expect(Object.keys(arc).sort()).toEqual(
      [
        ...['$Command', '__Client', 'ARCZonalShift', 'ARCZonalShiftClient', 'ARCZonalShiftServiceException'],
        ...['AccessDeniedException', 'ConflictException', 'InternalServerException', 'ResourceNotFoundException'],
        ...['ThrottlingException', 'ValidationException'],
        ...['CancelZonalShiftCommand', 'GetManagedResourceCommand', 'ListAutoshiftsCommand', 'ListManagedResourcesCommand'],
        ...['ListZonalShiftsCommand', 'StartZonalShiftCommand', 'UpdateZonalShiftCommand'],
        ...['paginateListAutoshifts', 'paginateListManagedResources', 'paginateListZonalShifts'],
        ...['AppliedStatus', 'AutoshiftAppliedStatus', 'AutoshiftExecutionStatus', 'ConflictExceptionReason'],
        ...['ControlConditionType', 'PracticeRunOutcome', 'ShiftType', 'ValidationExceptionReason', 'ZonalAutoshiftStatus'],
        ...['ZonalShiftStatus'],
      ].sort(),
    );
  });
});

describe('aggregated client', () => {
  const loopback = new Loopback();
  beforeAll(() => loopback.start());
  beforeEach(() => loopback.reset());
  afterAll(() => loopback.stop());
  const client = () =>
    new arc.ARCZonalShift({
      endpoint: loopback.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    });

  it('sends the version of the package.json of this package', async () => {
    const packageJson = readFileSync('packages/client-arc-zonal-shift/package.json', 'utf8');
    const { version } = JSON.parse(packageJson) as { version: string };
    await client().listAutoshifts();
    expect(loopback.requests[0]?.headers['user-agent']).toContain(`api/arc-zonal-shift#${version}`);
  });

  it('has a method for each operation', async () => {
    loopback.answers.push({ body: { zonalShiftId: 'abc-123', status: 'CANCELED' } });
    const answer = await client().cancelZonalShift({ zonalShiftId: 'abc-123' });
    expect(answer.status).toBe('CANCELED');
    expect(loopback.requests).toMatchObject([{ method: 'DELETE', path: '/zonalshifts/abc-123' }]);
  });

  it('has a method for each paginator', async () => {
    loopback.answers.push({ body: { items: [], nextToken: 't' } }, { body: { items: [] } });
    for await (const page of client().paginateListZonalShifts()) expect(page.items).toEqual([]);
    expect(loopback.requests).toHaveLength(2);
  });
});

describe('aws-sdk-client-mock', () => {
  it('answers for the client, by command and input, and keeps the calls', async () => {
    const mock = mockClient(arc.ARCZonalShiftClient);
    mock.on(arc.StartZonalShiftCommand, { awayFrom: 'use1-az1' }).resolves({ zonalShiftId: 'abc-123' });
    mock
      .on(arc.UpdateZonalShiftCommand)
      .rejects(new arc.ConflictException({ message: 'no', reason: 'AutoShiftEnabled', $metadata: {} }));
    const client = new arc.ARCZonalShiftClient({});

    const input = { resourceIdentifier: 'arn', awayFrom: 'use1-az1', expiresIn: '1h', comment: '' };
    const started = await client.send(new arc.StartZonalShiftCommand(input));
    const update = client.send(new arc.UpdateZonalShiftCommand({ zonalShiftId: 'abc-123' }));

    expect(started.zonalShiftId).toBe('abc-123');
    await expect(update).rejects.toBeInstanceOf(arc.ConflictException);
    expect(mock.commandCalls(arc.StartZonalShiftCommand).map((call) => call.args[0].input)).toEqual([input]);
    mock.restore();
  });
});
