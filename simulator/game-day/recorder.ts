import type { InstanceChange } from '../region/auto-scaling/group.ts';
import type { EventBridgeEvent } from '../region/events/event-bus.ts';
import type { Region } from '../region/region.ts';
import type { InstanceMovement, Mark } from './invariants/marks.ts';

const MINUTE_MILLIS = 60_000;

type TimedChange = InstanceChange & { readonly at: number };

/** Records the story as it happens: what the Region shows, and marks from outside. */
export class Recorder {
  readonly marks: Mark[] = [];
  readonly #region: Region;
  readonly #observer: (mark: Mark) => void;
  readonly #seen = { minutes: 0, events: 0, notices: 0 };
  #changes: TimedChange[] = [];

  constructor(region: Region, observer: (mark: Mark) => void = () => {}) {
    this.#region = region;
    this.#observer = observer;
    region.autoScaling.onInstances((change) => this.#changes.push({ ...change, at: region.clock.millis }));
  }

  /** Whether the Region shows anything that is not recorded yet. */
  hasNews(): boolean {
    const { minutes, events, topics } = this.#region;
    return (
      minutes.length > this.#seen.minutes ||
      events.published.length > this.#seen.events ||
      topics.published.length > this.#seen.notices
    );
  }

  /** Records a mark after everything before it. A report's notices come after the report, because they are sent with it. */
  add(mark: Mark): void {
    const news = this.#news();
    const isLater = ({ kind }: Mark) => mark.kind === 'ended' && kind === 'notice';
    for (const earlier of news) if (!isLater(earlier)) this.#write(earlier);
    this.#write(mark);
    for (const later of news) if (isLater(later)) this.#write(later);
  }

  /** Records what the Region shows. */
  catchUp(): void {
    for (const mark of this.#news()) this.#write(mark);
  }

  /** The new marks in chronological order. */
  #news(): Mark[] {
    const marks = [...this.#newMinutes(), ...this.#newEvents(), ...this.#newNotices()];
    return marks.sort((one, other) => one.at - other.at);
  }

  #write(mark: Mark): void {
    this.marks.push(mark);
    this.#observer(mark);
  }

  #newMinutes(): Mark[] {
    const minutes = this.#region.minutes.slice(this.#seen.minutes);
    this.#seen.minutes = this.#region.minutes.length;
    return minutes.flatMap((minute): Mark[] => {
      const at = minute.at + MINUTE_MILLIS;
      return [{ at, kind: 'minute', minute }, ...this.#newMovements(at)];
    });
  }

  #newMovements(at: number): Mark[] {
    const changes = this.#changes;
    this.#changes = [];
    const groups = [...new Set(changes.map(({ group }) => group))].sort();
    return groups.map((group): Mark => {
      const ofGroup = changes.filter((change) => change.group === group);
      const zones = this.#region.zones.map(({ zoneId }) => [zoneId, this.#movement(group, { zoneId, changes: ofGroup })]);
      return { at, kind: 'instances', group, zones: Object.fromEntries(zones) };
    });
  }

  #movement(group: string, { zoneId, changes }: { zoneId: string; changes: readonly TimedChange[] }): InstanceMovement {
    const changed = (to: InstanceChange['to']) => changes.filter((change) => change.zoneId === zoneId && change.to === to);
    const here = this.#region.autoScaling.instances(group).filter((instance) => instance.zoneId === zoneId);
    return {
      launched: changed('Pending').length,
      arrived: changed('InService').length,
      arrivedAt: changed('InService').map(({ at }) => at),
      leaving: changed('Terminating').length,
      inService: here.filter(({ lifecycleState }) => lifecycleState === 'InService').length,
    };
  }

  #newEvents(): Mark[] {
    const events = this.#region.events.published.slice(this.#seen.events);
    this.#seen.events = this.#region.events.published.length;
    return events.flatMap(markOf);
  }

  #newNotices(): Mark[] {
    const notices = this.#region.topics.published.slice(this.#seen.notices);
    this.#seen.notices = this.#region.topics.published.length;
    return notices.map(({ at, subject = '' }) => ({ at, kind: 'notice', subject }));
  }
}

interface AlarmChange {
  readonly alarmName: string;
  readonly previousState: { readonly value: string };
  readonly state: { readonly value: string; readonly timestamp: string };
}

function markOf(event: EventBridgeEvent): Mark[] {
  const at = Date.parse(event.time);
  if (event.source === 'aws.arc-zonal-shift') {
    const { metadata } = event.detail as { metadata?: { awayFrom?: string } };
    const awayFrom = metadata?.awayFrom ?? '';
    return event.resources.map((resource) => ({ at, kind: 'shift', what: event['detail-type'], resource, awayFrom }));
  }
  if (event['detail-type'] !== 'CloudWatch Alarm State Change') return [];
  const { alarmName, previousState, state } = event.detail as unknown as AlarmChange;
  // The event's time has seconds, but the state's has milliseconds: `2026-11-24T18:42:22.546+0000`.
  const changedAt = Date.parse(state.timestamp.replace('+0000', 'Z'));
  return [{ at: changedAt, kind: 'alarm', name: alarmName, from: previousState.value, to: state.value }];
}
