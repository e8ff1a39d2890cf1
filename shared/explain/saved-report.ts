import * as z from 'zod/mini';
import { parseConfiguration } from '../config.ts';
import type { Evidence, Policy } from '../domain.ts';
import { ConfigurationError, InvalidReportError } from '../errors.ts';
import type { Report } from '../report.ts';
import { describeIssues } from '../validation.ts';

/** A report as it was saved, with what is to be decided on; `evidence: null`: nothing had been read. */
export interface SavedReport {
  readonly report: Report;
  readonly evidence: Evidence | null;
  /** Null: none is recorded. */
  readonly policy: Policy | null;
}

const text = z.string({ error: 'text' });
const list = <Item extends z.core.$ZodType>(item: Item) => z.array(item, { error: 'a list' });
const map = <Value extends z.core.$ZodType>(value: Value) => z.record(z.string(), value, { error: 'an object' });
const shape = <Shape extends z.core.$ZodShape>(members: Shape) => z.looseObject(members, { error: 'an object' });
const instant = text.check(z.refine((value: string) => !Number.isNaN(Date.parse(value)), { error: 'a time in UTC' }));

function readingOf<Value extends z.core.$ZodType>(value: Value) {
  return z.discriminatedUnion(
    'known',
    [shape({ known: z.literal(true), value }), shape({ known: z.literal(false), why: text })],
    { error: '{ "known": true, "value": ... } or { "known": false, "why": ... }' },
  );
}

const shift = shape({ resource: text, awayFrom: text, type: text, comment: text });
const group = shape({
  name: text,
  arn: text,
  subnets: list(text),
  zoneNames: list(text),
  capacity: list(shape({})),
  tags: map(text),
});
const counts = z.nullable(list(z.nullable(z.number({ error: 'a number' }))));
const zoneSeries = shape({
  requests: counts,
  faults: counts,
  slow: counts,
  drops: counts,
  targets: counts,
  worstTarget: counts,
  worstTargetOverall: z.nullish(z.number({ error: 'a number' })),
});
const signal = shape({ name: text, kind: text, zones: map(readingOf(zoneSeries)) });
const zone = shape({ zoneId: text, zoneName: text });

const evidenceSchema = shape({
  now: instant,
  trigger: shape({
    kind: z.enum(['alarm', 'manual', 'tick']),
    action: z.enum(['evacuate', 'restore', 'status', 'upkeep']),
    id: text,
    at: instant,
    override: list(text),
  }),
  zone: z.nullable(zone),
  alarms: readingOf(list(shape({ name: text, state: text }))),
  resources: map(readingOf(shape({ appliedWeights: map(z.number()), shifts: list(shift) }))),
  shifts: readingOf(list(shift)),
  autoshifts: readingOf(list(text)),
  groups: map(readingOf(group)),
  signals: readingOf(shape({ from: instant, to: instant, signals: list(signal) })),
  launches: map(readingOf(shape({ launches: list(shape({})), refreshes: list(text) }))),
  groupSelection: z.nullable(text),
  subnetZones: readingOf(map(text)),
  zoneStates: readingOf(map(text)),
  pastShifts: readingOf(list(shift)),
  putBack: map(text),
});

const reportSchema = shape({
  id: text,
  application: text,
  action: text,
  reason: z.optional(text),
  zone: z.nullish(zone),
  decision: shape({
    verdict: z.enum(['evacuate', 'restore', 'hold']),
    reasons: list(shape({ check: text, status: z.enum(['pass', 'fail', 'unknown']), why: text })),
  }),
  plan: shape({ steps: list(shape({ kind: text })), omitted: list(shape({ kind: text, target: text, why: text })) }),
  outcome: text,
});

/** What a report must hold to be decided again; throws InvalidReportError with every lack. */
export function readReport(saved: unknown): SavedReport {
  refuse(reportSchema.safeParse(saved).error, saved, '');
  // The logger leaves out what is empty.
  const report: Report = { reason: '', zone: null, ...(saved as Omit<Report, 'reason' | 'zone'>) };
  const { evidence } = report;
  if (evidence === undefined) {
    throw new InvalidReportError(
      'evidence: missing; accepted: a report with its evidence: notices leave it out, the log and the answer of the function hold it',
    );
  }
  const policy = report.policy == null ? null : readPolicy(report.policy);
  if (typeof evidence === 'object' && Object.keys(evidence).length === 0) return { report, evidence: null, policy };
  refuse(evidenceSchema.safeParse(evidence).error, evidence, 'evidence.');
  return { report, evidence: evidence as Evidence, policy };
}

function refuse(error: z.core.$ZodError | undefined, input: unknown, place: string): void {
  if (error === undefined) return;
  const problems = describeIssues(error.issues, input).map((problem) => `${place}${problem}`);
  throw new InvalidReportError(`the report is not whole: ${problems.join('; ')}`);
}

/** As the configuration is read: what was recorded with an earlier version gets the defaults of what has come since. */
function readPolicy(recorded: unknown): Policy {
  try {
    return parseConfiguration(JSON.stringify(recorded));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new InvalidReportError(`the report's policy cannot be used: ${error.problems.join('; ')}`);
  }
}
