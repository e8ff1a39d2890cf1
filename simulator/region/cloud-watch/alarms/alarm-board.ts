import type { Clock } from '../../clock.ts';
import { type EventBridgeEvent, type EventContent, toEventTime } from '../../events/event-bus.ts';
import type { Identity } from '../../operations/operation.ts';
import { Random } from '../../random.ts';
import { uuid } from '../../uuid.ts';
import {
  type Alarm,
  type AlarmState,
  alarmNameOf,
  type CompositeAlarm,
  type Contributor,
  type LogAlarm,
  type PromQlAlarm,
  type StateChange,
} from './alarm.ts';
import { configurationChangeEvent, contributorChangeEvent, stateChangeEvent } from './alarm-events.ts';
import type { MuteRules } from './mute-rules.ts';
import { type SuppressedBy, suppressionOf } from './suppression.ts';

/** What the alarms depend on. */
export interface AlarmSurroundings {
  readonly clock: Clock;
  readonly identity: Identity;
  readonly publish: (event: EventBridgeEvent) => void;
  readonly mutes: MuteRules;
}

/** The alarms of the account and Region. Every change goes through here, so that each change has its event. */
export class AlarmBoard {
  /** A partition that does not know log alarms yet. */
  refusesLogAlarms = false;
  /** How late DescribeAlarms shows a change of state, of which the event has already gone out. */
  lagMillis = 0;
  readonly #alarms = new Map<string, Alarm>();
  #byName: readonly Alarm[] | undefined;
  readonly #metricIds = new Map<string, string>();
  readonly #ids = new Random(0).fork('alarm-events');
  readonly #surroundings: AlarmSurroundings;
  readonly #listeners: Array<(alarm: Alarm) => void> = [];

  constructor(surroundings: AlarmSurroundings) {
    this.#surroundings = surroundings;
  }

  get(name: string): Alarm | undefined {
    return this.#alarms.get(name);
  }

  /** All alarms, ordered by name as in DescribeAlarms. */
  all(): readonly Alarm[] {
    this.#byName ??= [...this.#alarms.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    return this.#byName;
  }

  /** The composite alarms whose rule names this alarm. */
  parentsOf(name: string): CompositeAlarm[] {
    return this.all().filter((alarm): alarm is CompositeAlarm => alarm.kind === 'composite' && alarm.children.includes(name));
  }

  /** Calls the listener after an alarm changes to another state. */
  onTransition(listener: (alarm: Alarm) => void): void {
    this.#listeners.push(listener);
  }

  /** Creates the alarm or replaces its configuration. Returns which of the two it was. */
  put(alarm: Alarm): 'create' | 'update' {
    const previous = this.#alarms.get(alarm.name);
    const operation = previous === undefined ? 'create' : 'update';
    this.#alarms.set(alarm.name, alarm);
    this.#byName = undefined;
    this.#emit(configurationChangeEvent(alarm, { operation, previous }, this.#metricId(alarm)));
    return operation;
  }

  remove(alarm: Alarm): void {
    this.#alarms.delete(alarm.name);
    this.#byName = undefined;
    this.#emit(configurationChangeEvent(alarm, { operation: 'delete' }, this.#metricId(alarm)));
    this.#metricIds.delete(alarm.name);
  }

  /** Sets the state. The same value again only updates reason and time, without an event or an evaluation of parents. */
  setState(alarm: Alarm, change: StateChange): void {
    const previous = alarm.state;
    const suppressedBefore = this.suppressionOf(alarm);
    alarm.state = nextState(previous, change, this.#surroundings.clock.millis);
    if (previous.value === change.value) return;
    const mute = this.#surroundings.mutes.muteOf(alarm.name);
    const transition = { previous, suppressedBefore, suppressed: this.suppressionOf(alarm), mute };
    this.#emit(stateChangeEvent(alarm, transition, this.#metricId(alarm)));
    for (const listener of this.#listeners) listener(alarm);
  }

  /**
   * Sets which contributors are in ALARM, by their attributes: an event for each that was not, or no longer is. The alarm itself is in
   * ALARM while one is.
   */
  setContributors(alarm: PromQlAlarm | LogAlarm, ringing: readonly Contributor['attributes'][]): void {
    const now = new Map(ringing.map((attributes) => [JSON.stringify(attributes), attributes]));
    for (const [key, contributor] of alarm.contributors) {
      if (now.has(key)) continue;
      alarm.contributors.delete(key);
      this.#contributorChanged(alarm, { contributor, value: 'OK' });
    }
    for (const [key, attributes] of now) {
      if (alarm.contributors.has(key)) continue;
      const contributor = {
        id: uuid(this.#ids).replaceAll('-', '').slice(0, 16),
        attributes,
        since: this.#surroundings.clock.millis,
      };
      alarm.contributors.set(key, contributor);
      this.#contributorChanged(alarm, { contributor, value: 'ALARM' });
    }
    const { size } = alarm.contributors;
    this.setState(alarm, { value: size > 0 ? 'ALARM' : 'OK', reason: `${size} out of ${size} time series evaluated to ALARM` });
  }

  #contributorChanged(alarm: PromQlAlarm | LogAlarm, change: { contributor: Contributor; value: 'OK' | 'ALARM' }): void {
    const { clock, mutes } = this.#surroundings;
    this.#emit(contributorChangeEvent(alarm, { ...change, at: clock.millis, mute: mutes.muteOf(alarm.name) }));
  }

  /** Changes the times of an alarm, without an event. */
  backdate(name: string, { transitionedAt, configuredAt }: { transitionedAt?: number; configuredAt?: number }): void {
    const alarm = this.#alarms.get(name);
    if (alarm === undefined) throw new Error(`There is no alarm ${name}.`);
    const state = { ...alarm.state, transitionedAt: transitionedAt ?? alarm.state.transitionedAt };
    this.#alarms.set(name, { ...alarm, state, configuredAt: configuredAt ?? alarm.configuredAt });
    this.#byName = undefined;
  }

  /** The state that DescribeAlarms shows: for `lagMillis` after a change, the one before it. */
  shownState({ state }: Alarm): Omit<AlarmState, 'earlier'> {
    const isLate = this.#surroundings.clock.millis - state.transitionedAt < this.lagMillis;
    return isLate ? (state.earlier ?? state) : state;
  }

  /** What suppresses the alarm's actions now. */
  suppressionOf(alarm: Alarm): SuppressedBy | undefined {
    const { clock, identity } = this.#surroundings;
    const reference = alarm.kind === 'composite' ? alarm.configuration.ActionsSuppressor : undefined;
    const suppressor = reference === undefined ? undefined : this.get(alarmNameOf(reference, identity))?.state;
    return suppressionOf(alarm, { suppressor, now: clock.millis });
  }

  #metricId({ name }: Alarm): string {
    const id = this.#metricIds.get(name) ?? uuid(this.#ids);
    this.#metricIds.set(name, id);
    return id;
  }

  #emit(content: EventContent): void {
    const { clock, identity, publish } = this.#surroundings;
    publish({
      version: '0',
      id: uuid(this.#ids),
      'detail-type': content['detail-type'],
      source: content.source,
      account: identity.account,
      time: toEventTime(clock.millis),
      region: identity.region,
      resources: content.resources,
      detail: content.detail,
    });
  }
}

function nextState(previous: AlarmState, change: StateChange, now: number): AlarmState {
  const { transitionedAt, leftAlarmAt } = previous;
  const { earlier, ...before } = previous;
  if (previous.value === change.value) return { ...change, updatedAt: now, transitionedAt, leftAlarmAt, earlier };
  return {
    ...change,
    updatedAt: now,
    transitionedAt: now,
    leftAlarmAt: previous.value === 'ALARM' ? now : leftAlarmAt,
    earlier: before,
  };
}
