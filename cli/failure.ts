import { ConfigurationError, describeError, InvalidReportError } from '../shared/errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Ends the command with a message for people, and an exit code for scripts. The message names the value and what is accepted. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** The command line is not valid. */
export function usageFailure(message: string): Failure {
  return new Failure(message, EXIT.usage);
}

/** Any error that a sub-command may throw, as a Failure. What nobody foresaw counts as failed. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const isInput = error instanceof ConfigurationError || error instanceof InvalidReportError;
  return isInput ? new Failure(error.message, EXIT.usage) : new Failure(describeError(error), EXIT.incomplete);
}
