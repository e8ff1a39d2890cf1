import { z } from 'zod';
import { Clock } from '../../simulator/region/clock.ts';
import { type AwsFault, AwsFaults } from '../../simulator/region/faults/aws-faults.ts';
import { Api } from '../../simulator/region/operations/api.ts';
import { AwsError, type Operations, reads, type ServiceName, writes } from '../../simulator/region/operations/operation.ts';
import { Random } from '../../simulator/region/random.ts';

const startsAt = new Date('2026-03-02T12:00:00Z');
const identity = { region: 'us-east-1', account: '111122223333' };

/** An API whose only model is a counter for each service. */
function anApi({ fault, seed = 1 }: { fault?: AwsFault; seed?: number } = {}) {
  const clock = new Clock(startsAt);
  const resourceOf = ({ input }: { input: unknown }) => (input as { name?: string }).name;
  const faults = new AwsFaults({ clock, random: new Random(seed), identity, resourceOf });
  const remove = fault === undefined ? () => undefined : faults.add(fault);
  const counted = { count: 0 };
  const operations: Operations = {
    Read: reads(z.object({ name: z.string() }), ({ name }) => ({ name })),
    Write: writes(z.object({}), () => ({ count: ++counted.count })),
    Refuse: writes(z.object({}), () => {
      throw new AwsError('ConflictException', 'No.', { status: 409 });
    }),
    Break: reads(z.object({}), () => {
      throw new TypeError('a bug');
    }),
  };
  const names: ServiceName[] = ['arc-zonal-shift', 'monitoring', 'autoscaling', 'ec2', 'sns', 'events'];
  const services = Object.fromEntries(names.map((name) => [name, operations])) as Record<ServiceName, Operations>;
  const api = new Api({ clock, random: new Random(seed).fork('api'), faults, services });
  const write = (service: ServiceName = 'autoscaling') => api.call({ service, operation: 'Write', input: {} });
  return { api, clock, faults, remove, counted, write };
}

function errorOf(outcome: ReturnType<Api['call']>): { code: string; status: number; message: string } | undefined {
  return outcome.kind === 'error'
    ? { code: outcome.error.code, status: outcome.error.status, message: outcome.error.message }
    : undefined;
}

describe('API', () => {
  it('returns the output of the operation, within about a tenth of a second', () => {
    const outcome = anApi().api.call({ service: 'ec2', operation: 'Read', input: { name: 'x' } });
    expect(outcome).toMatchObject({ kind: 'answer', output: { name: 'x' } });
    expect(outcome.latencyMillis).toBeGreaterThanOrEqual(40);
    expect(outcome.latencyMillis).toBeLessThanOrEqual(120);
  });

  it('returns UnknownOperation for a missing or inherited operation', () => {
    const { api } = anApi();
    expect(errorOf(api.call({ service: 'ec2', operation: 'RunInstances', input: {} }))?.code).toBe('UnknownOperation');
    expect(errorOf(api.call({ service: 'ec2', operation: 'toString', input: {} }))?.code).toBe('UnknownOperation');
  });

  it.each([
    ['arc-zonal-shift', 'ValidationException'],
    ['monitoring', 'ValidationError'],
    ['autoscaling', 'ValidationError'],
    ['ec2', 'InvalidParameterValue'],
    ['sns', 'InvalidParameter'],
    ['events', 'ValidationException'],
  ] as const)('answers input that %s does not accept with %s, and names the member', (service, code) => {
    const error = errorOf(anApi().api.call({ service, operation: 'Read', input: {} }));
    expect(error).toMatchObject({ code, status: 400 });
    expect(error?.message).toContain('name');
  });

  it('passes on the error of an operation', () => {
    const outcome = anApi().api.call({ service: 'arc-zonal-shift', operation: 'Refuse', input: {} });
    expect(errorOf(outcome)).toEqual({ code: 'ConflictException', status: 409, message: 'No.' });
  });

  it('returns an internal error if the model itself fails', () => {
    const error = errorOf(anApi().api.call({ service: 'ec2', operation: 'Break', input: {} }));
    expect(error).toMatchObject({ code: 'InternalError', status: 500 });
    expect(error?.message).toContain('a bug');
  });

  it('logs every call, and calls listeners until they unsubscribe', () => {
    const { api, write } = anApi();
    const heard: string[] = [];
    const leave = api.onCall(({ operation }) => heard.push(operation));
    write();
    leave();
    api.call({ service: 'ec2', operation: 'Read', input: { name: 'x' } });
    expect(heard).toEqual(['Write']);
    expect(api.calls).toEqual([
      {
        at: startsAt.getTime(),
        service: 'autoscaling',
        operation: 'Write',
        input: {},
        mutates: true,
        applied: true,
        outcome: 'ok',
      },
      {
        at: startsAt.getTime(),
        service: 'ec2',
        operation: 'Read',
        input: { name: 'x' },
        mutates: false,
        applied: true,
        outcome: 'ok',
      },
    ]);
  });
});

describe('API faults', () => {
  it.each([
    ['arc-zonal-shift', 'ThrottlingException', 429],
    ['monitoring', 'Throttling', 400],
    ['autoscaling', 'Throttling', 400],
    ['ec2', 'RequestLimitExceeded', 503],
    ['sns', 'Throttling', 400],
    ['events', 'ThrottlingException', 400],
  ] as const)('throttle %s with %s %d, and nothing is applied', (service, code, status) => {
    const { write, counted } = anApi({ fault: { kind: 'throttling' } });
    expect(errorOf(write(service))).toMatchObject({ code, status });
    expect(counted.count).toBe(0);
  });

  it.each([
    ['arc-zonal-shift', 'InternalServerException'],
    ['monitoring', 'InternalServiceError'],
    ['autoscaling', 'InternalFailure'],
    ['ec2', 'InternalError'],
    ['sns', 'InternalError'],
    ['events', 'InternalException'],
  ] as const)('answer a server error of %s with %s', (service, code) => {
    expect(errorOf(anApi({ fault: { kind: 'server-error' } }).write(service))).toMatchObject({ code, status: 500 });
  });

  it.each([
    ['arc-zonal-shift', 'AccessDeniedException', 'arc-zonal-shift:Write'],
    ['monitoring', 'AccessDenied', 'cloudwatch:Write'],
    ['autoscaling', 'AccessDenied', 'autoscaling:Write'],
    ['ec2', 'UnauthorizedOperation', 'ec2:Write'],
    ['sns', 'AuthorizationError', 'sns:Write'],
    ['events', 'AccessDeniedException', 'events:Write'],
  ] as const)('deny access to %s with %s, naming the IAM action %s', (service, code, action) => {
    const error = errorOf(anApi({ fault: { kind: 'access-denied' } }).write(service));
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(`is not authorized to perform: ${action}`);
  });

  it('time out without applying', () => {
    const { api, write, counted } = anApi({ fault: { kind: 'timeout' } });
    expect(write().kind).toBe('timeout');
    expect(counted.count).toBe(0);
    expect(api.calls[0]).toMatchObject({ applied: false, outcome: 'timeout' });
  });

  it('time out after applying, as only the audit log shows', () => {
    const { api, write, counted } = anApi({ fault: { kind: 'timeout-after-applying' } });
    expect(write().kind).toBe('timeout');
    expect(counted.count).toBe(1);
    expect(api.calls[0]).toMatchObject({ applied: true, outcome: 'timeout' });
  });

  it('reset the connection without applying', () => {
    const { write, counted } = anApi({ fault: { kind: 'reset' } });
    expect(write().kind).toBe('reset');
    expect(counted.count).toBe(0);
  });

  it('slow an answer down by the given milliseconds', () => {
    const { write, counted } = anApi({ fault: { kind: 'slow', slowMillis: 3000 } });
    const outcome = write();
    expect(outcome.kind).toBe('answer');
    expect(outcome.latencyMillis).toBeGreaterThanOrEqual(3040);
    expect(counted.count).toBe(1);
  });

  it('affect only the named service and operation', () => {
    const { api, write } = anApi({ fault: { kind: 'throttling', service: 'autoscaling', operation: 'Write' } });
    expect(write('autoscaling').kind).toBe('error');
    expect(write('ec2').kind).toBe('answer');
    expect(api.call({ service: 'autoscaling', operation: 'Read', input: { name: 'x' } }).kind).toBe('answer');
  });

  it('affect the given number of calls', () => {
    const { write } = anApi({ fault: { kind: 'throttling', times: 2 } });
    expect([write(), write(), write()].map(({ kind }) => kind)).toEqual(['error', 'error', 'answer']);
  });

  it('are active between their start and end', () => {
    const from = new Date(startsAt.getTime() + 60_000);
    const until = new Date(startsAt.getTime() + 120_000);
    const { clock, write } = anApi({ fault: { kind: 'throttling', from, until } });
    const kinds = [0, 60_000, 119_999, 120_000].map((millis) => {
      clock.advanceTo(startsAt.getTime() + millis);
      return write().kind;
    });
    expect(kinds).toEqual(['answer', 'error', 'error', 'answer']);
  });

  it('affect their share of the calls, the same ones for the same seed', () => {
    const struck = (seed: number) => {
      const { write } = anApi({ fault: { kind: 'throttling', share: 0.3 }, seed });
      return Array.from({ length: 1000 }, () => write().kind === 'error');
    };
    const count = struck(5).filter(Boolean).length;
    expect(count).toBeGreaterThan(250);
    expect(count).toBeLessThan(350);
    expect(struck(5)).toEqual(struck(5));
  });

  it('end when removed', () => {
    const { write, remove } = anApi({ fault: { kind: 'throttling' } });
    remove();
    expect(write().kind).toBe('answer');
  });

  it('do not hide a missing operation', () => {
    const { api } = anApi({ fault: { kind: 'throttling' } });
    expect(errorOf(api.call({ service: 'ec2', operation: 'RunInstances', input: {} }))?.code).toBe('UnknownOperation');
  });
});

describe('a fault beyond a bucket', () => {
  const fault: AwsFault = { kind: 'throttling', service: 'autoscaling', beyond: { burst: 3, perSecond: 2 } };

  it('strikes the calls for which no token is left', () => {
    const { write } = anApi({ fault });
    expect(Array.from({ length: 5 }, () => write().kind)).toEqual(['answer', 'answer', 'answer', 'error', 'error']);
  });

  it('lets through what has been refilled, and never more than the burst', () => {
    const { write, clock } = anApi({ fault });
    const answered = (count: number) =>
      Array.from({ length: count }, () => write()).filter(({ kind }) => kind === 'answer').length;
    answered(5);
    clock.advanceTo(clock.millis + 1_000);
    expect(answered(5)).toBe(2);
    clock.advanceTo(clock.millis + 60_000);
    expect(answered(9)).toBe(3);
  });

  it('counts the calls of its own service', () => {
    const { write } = anApi({ fault });
    for (let call = 0; call < 9; call += 1) write('ec2');
    expect(write().kind).toBe('answer');
  });
});
