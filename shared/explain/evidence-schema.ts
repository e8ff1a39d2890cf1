import * as z from 'zod/mini';

/**
 * The evidence of a saved report: everything that decide and plan read, so that a lack is named here instead of being stumbled over
 * there. Optional is only what came after the first reports, and what the code does without.
 */

export const text = z.string({ error: 'text' });
export const list = <Item extends z.core.$ZodType>(item: Item) => z.array(item, { error: 'a list' });
export const shape = <Shape extends z.core.$ZodShape>(members: Shape) => z.looseObject(members, { error: 'an object' });
const map = <Value extends z.core.$ZodType>(value: Value) => z.record(z.string(), value, { error: 'an object' });
export const number = z.number({ error: 'a number' });
const boolean = z.boolean({ error: 'true, false' });
const textOrNull = z.nullable(text);

/** As it is written everywhere: instants are compared as text, and a year of four digits stays one when hours are added. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
export const instant = text.check(
  z.refine((value: string) => INSTANT.test(value) && !Number.isNaN(Date.parse(value)), { error: 'a time in UTC' }),
);

function readingOf<Value extends z.core.$ZodType>(value: Value) {
  return z.discriminatedUnion(
    'known',
    [shape({ known: z.literal(true), value }), shape({ known: z.literal(false), why: text })],
    { error: '{ "known": true, "value": ... } or { "known": false, "why": ... }' },
  );
}

export const zone = shape({ zoneId: text, zoneName: text });

const alarmState = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
const alarm = shape({
  name: text,
  state: alarmState,
  evaluation: z.optional(text),
  unread: z.optional(text),
  stateSince: z.nullable(instant),
  configuredAt: z.nullable(instant),
  warmsUp: z.optional(z.literal(true)),
  suppressedBy: textOrNull,
  zoneId: textOrNull,
});
const shift = shape({
  zonalShiftId: textOrNull,
  resource: text,
  awayFrom: text,
  type: text,
  applied: boolean,
  startedAt: z.nullable(instant),
  expiresAt: z.nullable(instant),
  comment: text,
});
const resource = shape({ registered: boolean, appliedWeights: map(number), shifts: list(shift), successor: z.optional(text) });
const group = shape({
  name: text,
  arn: text,
  createdAt: z.optional(instant),
  subnets: list(text),
  zoneNames: list(text),
  zoneIds: z.optional(map(text)),
  desired: number,
  capacity: list(
    shape({
      zoneName: text,
      healthy: number,
      total: number,
      healthyUnits: z.optional(number),
      protected: z.optional(number),
      versions: z.optional(list(text)),
    }),
  ),
  tags: map(text),
  suspendedProcesses: list(text),
  distribution: textOrNull,
  hasWarmPool: boolean,
  serves: z.optional(list(text)),
  status: z.optional(text),
  largestWeight: z.optional(number),
  desiredIn: z.optional(text),
});
const launch = shape({ status: text, zoneName: textOrNull, startedAt: z.nullable(instant), message: text });
const change = shape({
  group: text,
  kind: z.enum(['launch', 'termination']),
  zoneName: textOrNull,
  status: text,
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  cause: text,
});

const series = z.nullable(list(z.nullable(number)));
const zoneSeries = shape({
  requests: series,
  faults: series,
  slow: series,
  drops: series,
  targets: series,
  worstTarget: series,
  worstTargetOverall: z.nullish(number),
  past: z.optional(shape({ requests: series, faults: series, slow: series, drops: series })),
});
const signal = shape({ name: text, kind: text, zones: map(readingOf(zoneSeries)) });

const asked = { id: text, at: instant, zone: z.nullable(zone), dryRun: boolean, reason: text, override: list(text) };
const triggeringAlarm = shape({
  name: text,
  arn: z.optional(text),
  previousState: z.nullable(alarmState),
  mutedBy: textOrNull,
  suppressedBy: textOrNull,
});
const trigger = z.discriminatedUnion(
  'kind',
  [
    shape({
      ...asked,
      kind: z.literal('alarm'),
      action: z.literal('evacuate'),
      again: z.optional(z.literal(true)),
      alarm: triggeringAlarm,
    }),
    shape({ ...asked, kind: z.literal('manual'), action: z.enum(['evacuate', 'restore', 'status', 'doctor']) }),
    shape({ ...asked, kind: z.literal('tick'), action: z.literal('upkeep') }),
  ],
  { error: ({ input }) => (isObject(input) ? 'alarm, manual, tick' : 'an object') },
);

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const observed = {
  now: instant,
  trigger,
  zone: z.nullable(zone),
  alarms: readingOf(list(alarm)),
  resources: map(readingOf(resource)),
  shifts: readingOf(list(shift)),
  autoshifts: readingOf(list(text)),
  groups: map(readingOf(group)),
  strays: z.optional(readingOf(list(group))),
  signals: readingOf(shape({ from: instant, to: instant, signals: list(signal) })),
  launches: map(readingOf(shape({ launches: list(launch), refreshes: list(text) }))),
  changes: z.optional(readingOf(list(change))),
  groupSelection: textOrNull,
  subnetZones: readingOf(map(text)),
  subnetZoneIds: z.optional(map(text)),
  zoneStates: readingOf(map(text)),
  pastShifts: readingOf(list(shift)),
  putBack: map(text),
};

export const evidenceSchema = shape({ ...observed, before: z.optional(z.partial(shape(observed))) });
