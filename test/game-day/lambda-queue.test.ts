import { LambdaQueue } from '../../simulator/game-day/responder/lambda-queue.ts';
import { Clock } from '../../simulator/region/clock.ts';
import type { EventBridgeEvent } from '../../simulator/region/events/event-bus.ts';

const identity = { region: 'us-east-1', account: '111122223333' };
const startsAt = new Date('2026-11-24T18:30:00Z');

function aQueue({ queueSeconds = 0 } = {}) {
  const clock = new Clock(startsAt);
  const queue = new LambdaQueue({ clock, identity, alarmNames: ['use1-az1-isolated-impact'], queueSeconds });
  const advance = (seconds: number) => clock.advanceTo(clock.millis + seconds * 1000);
  return { queue, advance };
}

function anEvent({
  alarm = 'use1-az1-isolated-impact',
  value = 'ALARM',
  type = 'CloudWatch Alarm State Change',
} = {}): EventBridgeEvent {
  return {
    version: '0',
    id: 'e1',
    'detail-type': type,
    source: 'aws.cloudwatch',
    account: identity.account,
    region: identity.region,
    time: '2026-11-24T18:30:00Z',
    resources: [`arn:aws:cloudwatch:us-east-1:111122223333:alarm:${alarm}`],
    detail: { alarmName: alarm, state: { value } },
  };
}

describe('Lambda’s queue', () => {
  it.each([
    ['of another alarm', anEvent({ alarm: 'use1-az1-isolated-impact-copy' })],
    ['of a change to OK', anEvent({ value: 'OK' })],
    ['of a configuration change', anEvent({ type: 'CloudWatch Alarm Configuration Change' })],
  ])('ignores an event %s', (_, event) => {
    const { queue } = aQueue();
    expect(queue.accept([event])).toEqual([]);
    expect(queue.hasReady()).toBe(false);
  });

  it('hands out each delivery once, with its own ID', () => {
    const { queue } = aQueue();
    queue.accept([anEvent(), anEvent()]);
    const [one, other] = [queue.next(), queue.next()];
    expect(one?.requestId).not.toBe(other?.requestId);
    expect(queue.next()).toBeUndefined();
  });

  it('keeps an event for the given time', () => {
    const { queue, advance } = aQueue({ queueSeconds: 90 });
    queue.accept([anEvent()]);
    advance(89);
    expect(queue.next()).toBeUndefined();
    advance(1);
    expect(queue.next()).toBeDefined();
  });

  it('retries after one minute and after two more, with the same ID, then gives up', () => {
    const { queue, advance } = aQueue();
    queue.accept([anEvent()]);
    const attempts: (string | undefined)[] = [];
    for (const pauseSeconds of [0, 60, 120]) {
      advance(pauseSeconds - 1);
      expect(pauseSeconds > 0 && queue.hasReady()).toBe(false);
      advance(1);
      const queued = queue.next();
      attempts.push(queued?.requestId);
      if (queued !== undefined) queue.settle(queued, 'failed');
    }
    expect(attempts).toEqual(Array(3).fill(attempts[0]));
    expect(queue.deadLetters.map(({ attempt }) => attempt)).toEqual([3]);
    advance(3600);
    expect(queue.hasReady()).toBe(false);
  });

  it('drops an event that succeeded', () => {
    const { queue, advance } = aQueue();
    queue.accept([anEvent()]);
    const queued = queue.next();
    if (queued !== undefined) queue.settle(queued, 'succeeded');
    advance(3600);
    expect(queue.hasReady()).toBe(false);
    expect(queue.deadLetters).toEqual([]);
  });

  it('holds at most one tick, and hands it out in turn', () => {
    const { queue, advance } = aQueue();
    queue.tick();
    advance(60);
    queue.tick();
    queue.accept([anEvent()]);
    expect(queue.next()?.event).toEqual({ action: 'upkeep' });
    expect(queue.next()?.event).toHaveProperty('source', 'aws.cloudwatch');
    expect(queue.next()).toBeUndefined();
  });

  it('retries a tick whose process died, as it does any event', () => {
    const { queue, advance } = aQueue();
    queue.tick();
    const queued = queue.next();
    if (queued !== undefined) queue.settle(queued, 'failed');
    advance(60);
    expect(queue.next()).toMatchObject({ event: { action: 'upkeep' }, attempt: 2 });
  });
});
