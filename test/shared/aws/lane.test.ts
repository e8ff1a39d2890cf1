import { call } from '../../../shared/aws/call.ts';
import { Lane } from '../../../shared/aws/lane.ts';
import type { Pace } from '../../../shared/aws/pace.ts';
import { arcDenied, arcThrottled, awsError, timedOut } from '../../aws-errors.ts';

/** A pace whose time passes only while somebody sleeps; `endsAt`: the run's end. */
function aPace(endsAt = Number.POSITIVE_INFINITY) {
  let millis = 0;
  const end = new AbortController();
  const pace: Pace = {
    now: () => millis,
    sleep: async (milliseconds) => {
      millis += milliseconds;
      if (millis >= endsAt) end.abort();
    },
    random: () => 1,
  };
  return { lane: new Lane({ pace }), abortSignal: end.signal, now: () => millis };
}

/** A service that takes calls, and answers each when it is told to. */
function aService() {
  const open: { name: string; answer: () => void }[] = [];
  let most = 0;
  return {
    open,
    most: () => most,
    send: (name: string) => () =>
      new Promise<void>((answer) => {
        open.push({ name, answer });
        most = Math.max(most, open.length);
      }),
    /** The oldest first, until none is left. */
    async answerAll(calls: readonly Promise<unknown>[]) {
      const answered: string[] = [];
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = open.shift();
        if (next === undefined) break;
        next.answer();
        answered.push(next.name);
      }
      await Promise.all(calls);
      return answered;
    },
  };
}

/** Fails so often with these errors, one after another, then answers. */
function failing(errors: readonly Error[]) {
  let attempts = 0;
  return {
    attempts: () => attempts,
    send: async () => {
      const error = errors[attempts];
      attempts += 1;
      if (error !== undefined) throw error;
      return 'answered';
    },
  };
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

describe('Lane', () => {
  it('has 25 calls in flight at most, and answers all of them', async () => {
    const { lane } = aPace();
    const service = aService();
    const calls = Array.from({ length: 1_000 }, (_, index) => lane.take(service.send(`call ${index}`), {}));
    expect(await service.answerAll(calls)).toHaveLength(1_000);
    expect(service.most()).toBe(25);
  });

  it('lets what comes first pass everything that waits', async () => {
    const { lane } = aPace();
    const service = aService();
    const waiting = Array.from({ length: 100 }, () => lane.take(service.send('next'), {}));
    const urgent = Array.from({ length: 6 }, () => lane.take(service.send('first'), { importance: 'first' }));
    const answered = await service.answerAll([...waiting, ...urgent]);
    // 25 and the four reserved places were in flight already.
    expect(answered.lastIndexOf('first')).toBeLessThan(32);
    expect(answered).toHaveLength(106);
  });

  it('repeats what is throttled until it is answered, however often', async () => {
    const { lane, abortSignal } = aPace();
    const service = failing(times(200, arcThrottled()));
    expect(await lane.take(service.send, { abortSignal })).toBe('answered');
  });

  it('halves what is in flight with each throttle, down to 4, and widens again with the answers', async () => {
    const { lane, abortSignal } = aPace();
    await lane.take(failing([arcThrottled()]).send, { abortSignal });
    expect(lane.width).toBe(12);
    await lane.take(failing(times(5, arcThrottled())).send, { abortSignal });
    expect(lane.width).toBe(4);
    for (let answered = 0; answered < 400; answered += 1) await lane.take(failing([]).send, { abortSignal });
    expect(lane.width).toBe(25);
  });

  it('gives up at the end of the run, and says that the service throttled', async () => {
    const { lane, abortSignal, now } = aPace(58_000);
    const sent = call('listing', failing(times(10_000, arcThrottled())).send, { lane, abortSignal });
    await expect(sent).rejects.toMatchObject({
      kind: 'aborted',
      message: "listing: AbortError: the run's time was up: ThrottlingException: Rate exceeded",
    });
    expect(now()).toBeLessThan(61_000);
  });

  it('gives up sooner where the call has less patience, and the service answers nothing else', async () => {
    const { lane, abortSignal, now } = aPace();
    const sent = lane.take(failing(times(10_000, arcThrottled())).send, { abortSignal, patienceMillis: 10_000 });
    await expect(sent).rejects.toThrow('Rate exceeded');
    expect(now()).toBeLessThan(13_000);
  });

  it('repeats what got no answer, three attempts in all', async () => {
    const { lane, abortSignal } = aPace();
    const [passing, lasting] = [failing(times(2, timedOut())), failing(times(9, awsError('InternalFailure', 'no', 500)))];
    expect(await lane.take(passing.send, { abortSignal })).toBe('answered');
    await expect(lane.take(lasting.send, { abortSignal })).rejects.toThrow('no');
    expect(lasting.attempts()).toBe(3);
  });

  it('repeats nothing that the service has decided', async () => {
    const { lane, abortSignal } = aPace();
    const service = failing([arcDenied()]);
    await expect(lane.take(service.send, { abortSignal })).rejects.toThrow('not authorized');
    expect(service.attempts()).toBe(1);
  });

  it('signs again where the clock of this machine was off', async () => {
    const { lane, abortSignal } = aPace();
    const skewed = Object.assign(awsError('InvalidSignatureException', 'Signature expired', 403), {
      $metadata: { clockSkewCorrected: true },
    });
    expect(await lane.take(failing([skewed]).send, { abortSignal })).toBe('answered');
  });

  it('gives its place back when a run ends, whatever was under way', async () => {
    const { lane } = aPace();
    const end = new AbortController();
    const service = aService();
    const calls = Array.from({ length: 40 }, () => lane.take(service.send('call'), { abortSignal: end.signal }));
    const ended = Promise.allSettled(calls);
    end.abort();
    await service.answerAll([ended]);
    const outcomes = await ended;
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(15);
    expect(await lane.take(failing([]).send, {})).toBe('answered');
  });
});
