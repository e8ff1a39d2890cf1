import type { Experience, TrafficMinute, ZoneExperience } from '../../region/traffic/traffic-history.ts';
import { clockTime, type Paint } from './terminal.ts';

/** Above this share of requests, a number is painted as bad. Same as the alarms' threshold. */
const BAD_PERCENT = 0.5;
const BAD_SECONDS = 0.5;
const QUIET_MINUTES = 5;
/** After an hour without changes, print one line an hour. */
const LONG_QUIET_MINUTES = 60;

/** `19.7%`. For a zone: failed requests, p99, share of all requests, ARC's weight (`w`) and healthy instances. */
const PERCENT_WIDTH = 5;
const ZONE_HEADING = 'fails   p99 share w inst';

/** The column headings of the minute table: all zones together, then each zone. */
export function minuteHeading(zoneIds: readonly string[], { strong }: Paint): string {
  const zones = zoneIds.map((zoneId) => zoneId.padEnd(ZONE_HEADING.length));
  return [
    strong(`${' '.repeat(9)}${'all'.padStart(PERCENT_WIDTH)} | ${zones.join(' | ')}`.trimEnd()),
    `${'until'.padEnd(9)}fails | ${zoneIds.map(() => ZONE_HEADING).join(' | ')}`,
  ].join('\n');
}

/** Prints each minute while something happens, else every fifth minute, and after a quiet hour one line an hour. */
export class MinuteTable {
  #last: string | undefined;
  #quiet = 0;

  /** The minute's line, or undefined if it looks like the ones before. */
  line(minute: TrafficMinute, paint: Paint): string | undefined {
    const look = lookOf(minute);
    this.#quiet = look === this.#last ? this.#quiet + 1 : 0;
    this.#last = look;
    if (this.#quiet % (this.#quiet < LONG_QUIET_MINUTES ? QUIET_MINUTES : LONG_QUIET_MINUTES) !== 0) return undefined;
    const zones = Object.values(minute.zones).map((zone) => zoneCells(zone, { all: minute.total, paint }));
    return `${clockTime(minute.at + 60_000)} ${failedCell(minute.total, paint)} | ${zones.join(' | ')}`;
  }

  /** Always shows the next minute, because something else was printed in between. */
  interrupt(): void {
    this.#last = undefined;
  }
}

/**
 * What a reader would see as a change: which zones are in trouble, weights, numbers of instances. Ignores failures in a trickle.
 */
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
