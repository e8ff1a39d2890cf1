import { Clock } from '../../simulator/region/clock.ts';
import { type EventBridgeEvent, EventBus } from '../../simulator/region/events/event-bus.ts';
import { Random } from '../../simulator/region/random.ts';
import { call } from './call.ts';
import { IDENTITY, START } from './cloud-watch-setup.ts';

function anEventBus(seed = 1) {
  const clock = new Clock(new Date(START));
  return { clock, bus: new EventBus(clock, new Random(seed), IDENTITY) };
}

function anEvent(id: string): EventBridgeEvent {
  return {
    version: '0',
    id,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: IDENTITY.account,
    time: '2026-11-24T17:00:00Z',
    region: IDENTITY.region,
    resources: [],
    detail: { alarmName: 'a' },
  };
}

const ids = Array.from({ length: 200 }, (_, index) => `${index}`);

/** The ids that are delivered when 200 events are published, one every 10 ms. */
function deliver({ bus, clock }: ReturnType<typeof anEventBus>): string[] {
  for (const id of ids) {
    bus.publish(anEvent(id));
    clock.advanceTo(clock.millis + 10);
  }
  clock.advanceTo(clock.millis + 3_600_000);
  return bus.takeDue().map((event) => event.id);
}

describe('event bus', () => {
  it('delivers each event once and in order by default', () => {
    expect(deliver(anEventBus())).toEqual(ids);
  });

  it('delivers within the maximum delay, and not before the event', () => {
    const { bus, clock } = anEventBus();
    bus.delivery.maximumDelaySeconds = 60;
    bus.publish(anEvent('1'));
    expect(bus.hasDue()).toBe(false);
    clock.advanceTo(START + 3_600_000, () => bus.hasDue());
    expect(clock.millis).toBeGreaterThan(START);
    expect(clock.millis).toBeLessThanOrEqual(START + 60_000);
  });

  it('hands out a delivery once', () => {
    const { bus, clock } = anEventBus();
    bus.publish(anEvent('1'));
    clock.advanceTo(START + 1000);
    expect(bus.takeDue()).toHaveLength(1);
    expect(bus.takeDue()).toEqual([]);
    expect(bus.hasDue()).toBe(false);
  });

  it('delivers a share of the events twice, with the same id', () => {
    const region = anEventBus();
    region.bus.delivery.duplicateShare = 0.5;
    const delivered = deliver(region);
    expect(new Set(delivered)).toEqual(new Set(ids));
    expect(delivered.length).toBeGreaterThan(260);
    expect(delivered.length).toBeLessThan(340);
    expect(region.bus.published.map((event) => event.id)).toEqual(ids);
  });

  it('lets later events overtake earlier ones when they are shuffled', () => {
    const region = anEventBus();
    Object.assign(region.bus.delivery, { shuffle: true, maximumDelaySeconds: 30 });
    const delivered = deliver(region);
    expect(delivered).not.toEqual(ids);
    expect([...delivered].sort()).toEqual([...ids].sort());
  });

  it('behaves the same for the same seed', () => {
    const settings = { shuffle: true, maximumDelaySeconds: 30, duplicateShare: 0.3 };
    const [one, same, other] = [7, 7, 8].map((seed) => {
      const region = anEventBus(seed);
      Object.assign(region.bus.delivery, settings);
      return deliver(region);
    });
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('delivers copies, so receivers do not see each other’s changes', () => {
    const { bus, clock } = anEventBus();
    bus.delivery.duplicateShare = 1;
    bus.publish(anEvent('1'));
    clock.advanceTo(START + 1000);
    const [first, second] = bus.takeDue();
    if (first !== undefined) first.detail.alarmName = 'changed';
    expect(second?.detail).toEqual({ alarmName: 'a' });
    expect(bus.published[0]?.detail).toEqual({ alarmName: 'a' });
  });
});

describe('PutEvents', () => {
  const anEntry = { Source: 'gray-failure-responder', DetailType: 'Report', Detail: '{"outcome":"done"}' };

  it('publishes to the default bus', () => {
    const { bus, clock } = anEventBus();
    const answer = call(bus.operations, 'PutEvents', { Entries: [{ ...anEntry, Resources: ['arn:x'] }] });
    clock.advanceTo(START + 1000);
    const [event] = bus.takeDue();
    expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: event?.id }] });
    expect(event).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Report',
      source: 'gray-failure-responder',
      account: '111122223333',
      time: '2026-11-24T17:00:00Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: { outcome: 'done' },
    });
  });

  it('returns a result for each entry', () => {
    const { bus } = anEventBus();
    const entries = [
      anEntry,
      { ...anEntry, Source: undefined },
      { ...anEntry, Detail: '[1]' },
      { ...anEntry, Detail: '{' },
      { ...anEntry, Source: 'aws.cloudwatch' },
    ];
    const { Entries, FailedEntryCount } = call(bus.operations, 'PutEvents', { Entries: entries });
    const codes = Entries.map((entry: { ErrorCode?: string }) => entry.ErrorCode);
    expect(FailedEntryCount).toBe(4);
    expect(codes).toEqual([
      undefined,
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
    ]);
    expect(bus.published).toHaveLength(1);
  });

  it('drops entries for another bus', () => {
    const { bus } = anEventBus();
    const answer = call(bus.operations, 'PutEvents', { Entries: [{ ...anEntry, EventBusName: 'orders' }] });
    expect(answer.FailedEntryCount).toBe(0);
    expect(bus.published).toEqual([]);
  });

  it('accepts one to ten entries', () => {
    const { bus } = anEventBus();
    expect(() => call(bus.operations, 'PutEvents', { Entries: [] })).toThrow();
    expect(() => call(bus.operations, 'PutEvents', { Entries: Array(11).fill(anEntry) })).toThrow();
  });
});
