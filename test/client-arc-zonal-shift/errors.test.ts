import {
  AccessDeniedException,
  ARCZonalShiftServiceException,
  ConflictException,
  InternalServerException,
  ResourceNotFoundException,
  StartZonalShiftCommand,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-arc-zonal-shift';
import { Loopback } from './loopback.ts';

const start = () =>
  new StartZonalShiftCommand({ resourceIdentifier: 'arn', awayFrom: 'use1-az1', expiresIn: '1h', comment: 'game day' });

describe('errors', () => {
  const loopback = new Loopback();
  beforeAll(() => loopback.start());
  beforeEach(() => loopback.reset());
  afterAll(() => loopback.stop());

  /** What one attempt throws when the service answers an error. */
  const thrownFor = async (status: number, code: string, members: Record<string, string> = {}) => {
    const headers = { 'x-amzn-errortype': code, 'x-amzn-requestid': 'r-1' };
    loopback.answers.push({ status, headers, body: { message: 'no', ...members } });
    return loopback
      .client({ maxAttempts: 1 })
      .send(start())
      .catch((error: unknown) => error);
  };

  it.each([
    [400, ValidationException, 'client'],
    [403, AccessDeniedException, 'client'],
    [404, ResourceNotFoundException, 'client'],
    [409, ConflictException, 'client'],
    [429, ThrottlingException, 'client'],
    [500, InternalServerException, 'server'],
  ] as const)('turns %d into %p with its fault, message and metadata', async (status, Exception, $fault) => {
    const error = await thrownFor(status, Exception.name);
    expect(error).toBeInstanceOf(Exception);
    expect(error).toBeInstanceOf(ARCZonalShiftServiceException);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: Exception.name, message: 'no', $fault });
    expect(error).toMatchObject({ $metadata: { httpStatusCode: status, requestId: 'r-1', attempts: 1 } });
  });

  it('tells why a conflict is one and which shift stands in the way', async () => {
    const members = { reason: 'ZonalShiftAlreadyExists', zonalShiftId: 'abc-123' };
    expect(await thrownFor(409, 'ConflictException', members)).toMatchObject(members);
  });

  it('tells what is not valid', async () => {
    expect(await thrownFor(400, 'ValidationException', { reason: 'InvalidAz' })).toMatchObject({ reason: 'InvalidAz' });
  });

  it('reads the code through the namespace and URL that the service may add', async () => {
    const code = 'com.amazonaws.arczonalshift#ConflictException:http://internal.amazon.com/';
    expect(await thrownFor(409, code)).toBeInstanceOf(ConflictException);
  });

  it('reads the code from the body when no header has it', async () => {
    loopback.answers.push({ status: 404, body: { __type: 'ResourceNotFoundException', message: 'no' } });
    const error = await loopback
      .client({ maxAttempts: 1 })
      .send(start())
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
  });

  it('keeps the code of an error that the API does not model', async () => {
    const error = await thrownFor(403, 'ExpiredTokenException');
    expect(error).toBeInstanceOf(ARCZonalShiftServiceException);
    expect(error).toMatchObject({ name: 'ExpiredTokenException', message: 'no' });
    expect(error).not.toBeInstanceOf(AccessDeniedException);
  });

  it('makes exceptions that tests can throw', () => {
    const conflict = new ConflictException({ message: 'no', reason: 'AutoShiftEnabled', $metadata: {} });
    expect(conflict).toBeInstanceOf(ConflictException);
    expect(conflict).toMatchObject({ name: 'ConflictException', message: 'no', reason: 'AutoShiftEnabled', $fault: 'client' });
  });
});

describe('retries', () => {
  const loopback = new Loopback();
  beforeAll(() => loopback.start());
  beforeEach(() => {
    loopback.reset();
    // The delay before a retry is a random share of a maximum: none, here.
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => loopback.stop());

  const failure = (status: number, code: string) => ({ status, headers: { 'x-amzn-errortype': code }, body: { message: 'no' } });
  const throttled = failure(429, 'ThrottlingException');
  const failed = failure(500, 'InternalServerException');

  it('retries throttling and server errors until one attempt succeeds', async () => {
    loopback.answers.push(throttled, failed, { status: 201, body: { zonalShiftId: 'abc-123' } });
    const answer = await loopback.client().send(start());
    expect(answer).toMatchObject({ zonalShiftId: 'abc-123', $metadata: { attempts: 3 } });
    expect(loopback.requests).toHaveLength(3);
  });

  it('gives up after maxAttempts with the last error', async () => {
    loopback.answers.push(failed, failed, throttled, { status: 201 });
    const error = await loopback
      .client({ maxAttempts: 3 })
      .send(start())
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ThrottlingException);
    expect(error).toMatchObject({ $metadata: { attempts: 3 } });
    expect(loopback.requests).toHaveLength(3);
  });

  it('retries with retryMode adaptive too', async () => {
    loopback.answers.push(failed, { status: 201 });
    await loopback.client({ retryMode: 'adaptive' }).send(start());
    expect(loopback.requests).toHaveLength(2);
  });

  it.each([
    [400, 'ValidationException'],
    [403, 'AccessDeniedException'],
    [404, 'ResourceNotFoundException'],
    [409, 'ConflictException'],
  ])('does not retry %d %s', async (status, code) => {
    loopback.answers.push(failure(status, code), { status: 201 });
    await expect(loopback.client().send(start())).rejects.toMatchObject({ name: code });
    expect(loopback.requests).toHaveLength(1);
  });
});
