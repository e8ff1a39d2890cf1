import type { Experience, TrafficMinute, ZoneExperience } from '../../region/traffic/traffic-history.ts';
import { clockTime, type Paint } from './terminal.ts';

/** From this share of requests on, a number is painted as bad: the alarms' threshold. */
const BAD_PERCENT = 0.5;
const BAD_SECONDS = 0.5;
const QUIET_MINUTES = 5;
/** After an hour in which nothing changes, one line an hour. */
const LONG_QUIET_MINUTES = 60;

/** `19.7%`; a zone: its failed requests, p99, share of all requests, ARC's weight (`w`) and healthy instances. */
const PERCENT_WIDTH = 5;
const ZONE_HEADING = 'fails   p99 share w inst';

/** The columns of the table of minutes: everything, then each zone. */
export function minuteHeading(zoneIds: readonly string[], { strong }: Paint): string {
  const zones = zoneIds.map((zoneId) => zoneId.padEnd(ZONE_HEADING.length));
  return [
    strong(`${' '.repeat(9)}${'all'.padStart(PERCENT_WIDTH)} | ${zones.join(' | ')}`.trimEnd()),
    `${'until'.padEnd(9)}fails | ${zoneIds.map(() => ZONE_HEADING).join(' | ')}`,
  ].join('\n');
}

/** One line per minute, while something happens; one in five while nothing does, and at length one an hour. */
export class MinuteTable {
  #last: string | undefined;
  #quiet = 0;

  /** The minute's line; undefined for one of many that look alike. */
  line(minute: TrafficMinute, paint: Paint): string | undefined {
    const look = lookOf(minute);
    this.#quiet = look === this.#last ? this.#quiet + 1 : 0;
    this.#last = look;
    if (this.#quiet % (this.#quiet < LONG_QUIET_MINUTES ? QUIET_MINUTES : LONG_QUIET_MINUTES) !== 0) return undefined;
    const zones = Object.values(minute.zones).map((zone) => zoneCells(zone, { all: minute.total, paint }));
    return `${clockTime(minute.at + 60_000)} ${failedCell(minute.total, paint)} | ${zones.join(' | ')}`;
  }

  /** After something else was told, the next minute is shown whatever it looks like. */
  interrupt(): void {
    this.#last = undefined;
  }
}

/** What a reader would call a change: who is in trouble, which weights, how many instances. A trickle's trouble is none. */
function lookOf({ zones }: TrafficMinute): string {
  return JSON.stringify(
    Object.values(zones).map((zone) => [
      zone.weight > 0 && isTroubled(zone),
      zone.weight > 0 && Math.round(Math.log2(failedPercent(zone) + BAD_PERCENT)),
      zone.weight,
      zone.healthyInstances,
    ]),
  );
}

function isTroubled(zone: Experience): boolean {
  return failedPercent(zone) > BAD_PERCENT || (zone.p99Seconds ?? 0) > BAD_SECONDS;
}

function failedPercent({ faults, requests }: Experience): number {
  return requests === 0 ? 0 : (100 * faults) / requests;
}

function failedCell(experience: Experience, { bad }: Paint): string {
  const percent = failedPercent(experience);
  const text = (experience.requests === 0 ? '-' : percentText(percent)).padStart(PERCENT_WIDTH);
  return percent > BAD_PERCENT ? bad(text) : text;
}

/** `0.02%`, `19.7%`, `100%` */
function percentText(percent: number): string {
  if (percent < 10) return `${percent.toFixed(2)}%`;
  return percent < 99.95 ? `${percent.toFixed(1)}%` : '100%';
}

function zoneCells(zone: ZoneExperience, { all, paint }: { all: Experience; paint: Paint }): string {
  const seconds = zone.p99Seconds;
  const p99 = (seconds === undefined ? '-' : `${seconds.toFixed(2)}s`).padStart(5);
  const share = `${Math.round((100 * zone.requests) / Math.max(1, all.requests))}%`.padStart(5);
  const weight = zone.weight === 0 ? paint.strong('0') : String(zone.weight);
  const instances = String(zone.healthyInstances).padStart(4);
  return `${failedCell(zone, paint)} ${(seconds ?? 0) > BAD_SECONDS ? paint.bad(p99) : p99} ${share} ${weight} ${instances}`;
}
