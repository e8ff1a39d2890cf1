import { MINUTE_MILLIS, type ZoneMinute, type ZoneTrack } from '../incident.ts';

/** A point of a line: time and value. Null breaks the line. */
export type Point = readonly [at: number, value: number | null];

/** One of the charts of a zone, which stand under each other. */
export interface Panel {
  /** With its unit: `Failed requests (%)`. */
  readonly title: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly unit: '' | ' %';
  /** Its points are samples: each holds until the next one. */
  readonly isStepped?: true;
  readonly pointsOf: (track: ZoneTrack) => Point[];
}

const PANELS: readonly Panel[] = [
  {
    title: 'Requests (per minute)',
    colour: 'var(--requests)',
    unit: '',
    pointsOf: ({ minutes }) => steps(minutes, ({ requests }) => requests),
  },
  {
    title: 'Failed requests (% of the zone’s)',
    colour: 'var(--failed)',
    unit: ' %',
    pointsOf: ({ minutes }) =>
      steps(
        minutes,
        share(({ failed }) => failed),
      ),
  },
  {
    title: 'Slow responses (% of the zone’s requests)',
    colour: 'var(--slow)',
    unit: ' %',
    pointsOf: ({ minutes }) =>
      steps(
        minutes,
        share(({ slow }) => slow),
      ),
  },
  {
    title: 'Healthy instances (number in service)',
    colour: 'var(--healthy)',
    unit: '',
    isStepped: true,
    pointsOf: ({ capacity }) => capacity.map(({ at, healthy }) => [at, healthy]),
  },
];

/** The panels that have something to show in at least one of the zones. */
export function panelsOf(zones: readonly ZoneTrack[]): Panel[] {
  return PANELS.filter(({ pointsOf }) => zones.some((track) => pointsOf(track).some(([, value]) => value !== null)));
}

/** A minute counts as a whole: a step, and not a point on a slope. */
function steps(minutes: readonly ZoneMinute[], measure: (minute: ZoneMinute) => number | null): Point[] {
  return minutes.flatMap((minute, index): Point[] => {
    const value = measure(minute);
    const end = minute.at + MINUTE_MILLIS;
    const isGap = minutes[index + 1]?.at !== end;
    return [[minute.at, value], [end, value], ...(isGap ? [[end, null] as const] : [])];
  });
}

function share(of: (minute: ZoneMinute) => number | null): (minute: ZoneMinute) => number | null {
  return (minute) => {
    const part = of(minute);
    return part === null || !minute.requests ? null : Number(((100 * part) / minute.requests).toPrecision(4));
  };
}

/** The greatest value of a panel over all zones: with one scale the zones can be compared. At least 1. */
export function greatestOf({ pointsOf }: Panel, zones: readonly ZoneTrack[]): number {
  return zones.flatMap(pointsOf).reduce((most, [, value]) => Math.max(most, value ?? 0), 1);
}
