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

export function exitCodeOf({ outcome, error, notCarriedOut }: Report): ExitCode {
  if (error?.name === 'InvalidEventError') return EXIT.usage;
  return notCarriedOut === undefined ? OF_OUTCOME[outcome] : EXIT.notCarriedOut;
}
