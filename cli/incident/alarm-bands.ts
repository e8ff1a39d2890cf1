import type { ObservedAlarm } from '../../shared/domain/index.ts';
import type { Band, Run } from './incident.ts';

/** When the impact alarm of a zone rang, as the runs saw it. CloudWatch says since when an alarm is in its state. */
export function alarmBands(runs: readonly Run[], zoneId: string): Band[] {
  const names = new Set(runs.flatMap(({ report }) => impactAlarmsOf(report, zoneId)));
  return [...names].flatMap((name) => {
    const seen = runs.flatMap(({ at, report }) =>
      alarmsIn(report).flatMap((alarm) => (alarm.name === name && alarm.zoneId === zoneId ? [sightingOf(alarm, at)] : [])),
    );
    return bandsOf(name, seen);
  });
}

/** An alarm at one time, and since when it was in that state. */
export interface Sighting {
  readonly at: number;
  readonly since: number;
  readonly isRinging: boolean;
}

/** The spans in which an alarm rang, from sightings in order of time. */
export function bandsOf(label: string, seen: readonly Sighting[]): Band[] {
  return seen.reduce<Band[]>((bands, { at, since, isRinging }) => {
    const last = bands.at(-1);
    const isGoingOn = last !== undefined && !last.isOver;
    if (isGoingOn && isRinging && since <= last.to) return bands.with(-1, { ...last, to: at });
    const ended = isGoingOn && !isRinging ? bands.with(-1, { ...last, to: Math.max(last.from, since), isOver: true }) : bands;
    return isRinging ? [...ended, { kind: 'alarm', label, from: since, to: at, isOver: false }] : ended;
  }, []);
}

function impactAlarmsOf(report: Run['report'], zoneId: string): string[] {
  const configured = report.policy?.zones.find((zone) => zone.zoneId === zoneId)?.impactAlarm;
  const derived = alarmsIn(report).flatMap((alarm) => (alarm.zoneId === zoneId ? [alarm.name] : []));
  return configured === undefined ? derived : [configured];
}

function alarmsIn({ evidence }: Run['report']): readonly ObservedAlarm[] {
  return 'alarms' in evidence && evidence.alarms.known ? evidence.alarms.value : [];
}

function sightingOf({ state, stateSince }: ObservedAlarm, at: number): Sighting {
  return { at, since: stateSince === null ? at : Date.parse(stateSince), isRinging: state === 'ALARM' };
}
