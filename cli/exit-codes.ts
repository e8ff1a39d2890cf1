import type { Report } from '../shared/report/report.ts';

/** What the command ends with (docs/command-line.md). 1 is left to Node.js: an error of our own that nothing caught. */
export const EXIT = {
  /** Or there was nothing to do. */
  done: 0,
  /** The command line or the configuration is not valid. */
  usage: 2,
  /** Credentials, account or network. */
  unreachable: 3,
  held: 4,
  /** Partial or failed. */
  incomplete: 5,
  inProgress: 6,
  /** Because of the mode, or because a person declined. */
  notCarriedOut: 7,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const OF_OUTCOME: Readonly<Record<Report['outcome'], ExitCode>> = {
  done: EXIT.done,
  'nothing-to-do': EXIT.done,
  // Only where nothing but a plan was asked for.
  planned: EXIT.done,
  held: EXIT.held,
  partial: EXIT.incomplete,
  failed: EXIT.incomplete,
  'in-progress': EXIT.inProgress,
};

export function exitCodeOf(report: Report): ExitCode {
  const { outcome, error, notCarriedOut } = report;
  if (error?.name === 'InvalidEventError') return EXIT.usage;
  if (whyUnreachable(report) !== null) return EXIT.unreachable;
  return notCarriedOut === undefined ? OF_OUTCOME[outcome] : EXIT.notCarriedOut;
}

/** Why AWS answered nothing of what a run needs to know; null: it answered something, or nothing was asked. */
export function whyUnreachable({ evidence }: Report): string | null {
  if (!('alarms' in evidence)) return null;
  const { alarms, shifts, autoshifts, resources, groups } = evidence;
  const readings = [alarms, shifts, autoshifts, ...Object.values(resources), ...Object.values(groups)];
  const [first] = readings.flatMap((reading) => (reading.known ? [] : [reading.why]));
  return first === undefined || readings.some(({ known }) => known) ? null : first;
}
