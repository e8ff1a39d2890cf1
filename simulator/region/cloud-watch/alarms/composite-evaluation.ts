import type { Clock } from '../../clock.ts';
import type { Identity } from '../../operations/operation.ts';
import { toLongTime, toStateTime } from '../wire-text.ts';
import { type Alarm, alarmNameOf, type CompositeAlarm } from './alarm.ts';
import type { AlarmBoard } from './alarm-board.ts';
import { holds, type StateValue } from './alarm-rule.ts';

/** What triggers an evaluation: a put of the composite alarm, or changes of its children, in order. */
type Trigger =
  | { readonly kind: 'created' }
  | { readonly kind: 'updated' }
  | { readonly kind: 'children'; readonly names: string[] };

/** From the change of a child to the evaluation of its parents. AWS publishes no figure; a few seconds are typical. */
export const COMPOSITE_DELAY_MILLIS = 2000;

/**
 * Evaluates composite alarms shortly after they or a child change. Nothing else triggers an evaluation, so a state set by
 * SetAlarmState stays. Several changes within the delay cause one evaluation.
 */
export class CompositeEvaluation {
  readonly #board: AlarmBoard;
  readonly #clock: Clock;
  readonly #identity: Identity;
  readonly #pending = new Map<string, Trigger>();

  constructor(board: AlarmBoard, clock: Clock, identity: Identity) {
    this.#board = board;
    this.#clock = clock;
    this.#identity = identity;
    board.onTransition((child) => {
      for (const parent of board.parentsOf(child.name)) this.#childChanged(parent, child);
    });
  }

  /** Schedules an evaluation because the alarm was put. */
  configured(alarm: CompositeAlarm, operation: 'create' | 'update'): void {
    this.#schedule(alarm, { kind: operation === 'create' ? 'created' : 'updated' });
  }

  #childChanged(parent: CompositeAlarm, child: Alarm): void {
    const pending = this.#pending.get(parent.name);
    if (pending?.kind === 'children') pending.names.push(child.name);
    if (pending === undefined) this.#schedule(parent, { kind: 'children', names: [child.name] });
  }

  #schedule({ name }: CompositeAlarm, trigger: Trigger): void {
    const isPending = this.#pending.has(name);
    this.#pending.set(name, trigger);
    if (isPending) return;
    this.#clock.after(COMPOSITE_DELAY_MILLIS, () => {
      const due = this.#pending.get(name);
      this.#pending.delete(name);
      const alarm = this.#board.get(name);
      if (due !== undefined && alarm?.kind === 'composite') this.#evaluate(alarm, due);
    });
  }

  #evaluate(alarm: CompositeAlarm, trigger: Trigger): void {
    if (this.#isOnCycle(alarm)) return;
    const stateOf = (written: string) => this.#board.get(alarmNameOf(written, this.#identity))?.state.value;
    const value = holds(alarm.rule, stateOf) ? 'ALARM' : 'OK';
    if (value === alarm.state.value) return;
    const triggering = trigger.kind === 'children' ? trigger.names : alarm.children;
    const reason = this.#reasonOf(alarm, { trigger, value });
    this.#board.setState(alarm, { value, reason, reasonData: this.#triggeringAlarms(triggering) });
  }

  #reasonOf(alarm: CompositeAlarm, { trigger, value }: { trigger: Trigger; value: StateValue }): string {
    if (trigger.kind === 'created') return `${alarm.arn} was created and its alarm rule evaluates to ${value}`;
    if (trigger.kind === 'updated') return `${alarm.arn} was updated and its new alarm rule evaluates to ${value}`;
    const child = this.#board.get(trigger.names.at(-1) ?? '');
    const at = toLongTime(child?.state.transitionedAt ?? this.#clock.millis);
    return `${child?.arn ?? ''} transitioned to ${child?.state.value ?? ''} at ${at}`;
  }

  #triggeringAlarms(names: readonly string[]): string {
    const alarms = [...new Set(names)].map((name) => this.#board.get(name)).filter((alarm) => alarm !== undefined);
    const triggeringAlarms = alarms.map(({ arn, state }) => {
      return { arn, state: { value: state.value, timestamp: toStateTime(state.transitionedAt) } };
    });
    return JSON.stringify({ triggeringAlarms });
  }

  /** Whether the alarm depends on itself. CloudWatch does not evaluate composite alarms in a cycle. */
  #isOnCycle(alarm: CompositeAlarm): boolean {
    const seen = new Set<string>();
    const reach = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const reached = this.#board.get(name);
      if (reached?.kind === 'composite') reached.children.forEach(reach);
    };
    alarm.children.forEach(reach);
    return seen.has(alarm.name);
  }
}
