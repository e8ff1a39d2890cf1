import * as z from 'zod/mini';
import { describeIssues } from '../configuration/describe-issues.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import type { Evidence, Policy } from '../domain/index.ts';
import { ConfigurationError, InvalidReportError } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { evidenceSchema, instant, list, number, shape, text, zone } from './evidence-schema.ts';

/** A report as it was saved, with what is to be decided on; `evidence: null`: nothing had been read. */
export interface SavedReport {
  readonly report: Report;
  readonly evidence: Evidence | null;
  /** Null: none is recorded. */
  readonly policy: Policy | null;
}

/** What it acts on is how a step is told apart; the rest of it is only compared. */
const step = shape({ kind: text, resource: z.optional(text), group: z.optional(text) }).check(
  z.refine(({ resource, group }) => resource !== undefined || group !== undefined, {
    path: ['resource'],
    error: 'the ARN of what it acts on, or its group in "group"',
  }),
);

/** They are not decided again, but shown. */
const result = shape({
  kind: text,
  target: text,
  status: z.enum(['done', 'already-done', 'skipped', 'failed']),
  code: text,
  why: text,
  startedAt: instant,
  tookMs: number,
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
  plan: shape({ steps: list(step), omitted: list(shape({ kind: text, target: text, why: text })) }),
  results: z.optional(list(result)),
  next: z.optional(list(text)),
  outcome: text,
  error: z.optional(shape({ name: text, message: text })),
});

type Defaulted = 'reason' | 'zone' | 'results' | 'next';

/** What a report must hold to be decided again; throws InvalidReportError with every lack. */
export function readReport(saved: unknown): SavedReport {
  refuse(reportSchema, saved);
  // The logger leaves out what is empty.
  const report: Report = { reason: '', zone: null, results: [], next: [], ...(saved as Omit<Report, Defaulted>) };
  const { evidence } = report;
  if (evidence === undefined) {
    throw new InvalidReportError(
      'evidence: missing; accepted: a report with its evidence: notices leave it out, the log and the answer of the function hold it',
    );
  }
  const policy = report.policy == null ? null : readPolicy(report.policy);
  if (JSON.stringify(evidence) === '{}') return { report, evidence: null, policy };
  refuse(shape({ evidence: evidenceSchema }), { evidence });
  return { report, evidence: evidence as Evidence, policy };
}

function refuse(schema: z.ZodMiniType, input: unknown): void {
  const { error } = schema.safeParse(input);
  if (error === undefined) return;
  throw new InvalidReportError(`the report is not whole: ${describeIssues(error.issues, input).join('; ')}`);
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
