import { CallError, ConfigurationError, describeError, InvalidReportError } from '../shared/errors.ts';
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

/** The SDK's own words for credentials that are missing, not valid, or over. */
const NO_CREDENTIALS =
  /CredentialsProviderError|Unable to locate credentials|Could not load credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/;

export function isWithoutCredentials(error: unknown): boolean {
  return NO_CREDENTIALS.test(describeError(error));
}

/** What to do about it, by the SDK's own words. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [NO_CREDENTIALS, 'no usable AWS credentials: set AWS_PROFILE, or log in ("aws sso login"). '],
  [/Region is missing/, 'no Region: set AWS_REGION, or one in your profile. '],
];

function remedyOf(error: unknown): string {
  const why = describeError(error);
  const [, remedy = ''] = REMEDIES.find(([pattern]) => pattern.test(why)) ?? [];
  return remedy;
}

/** For where nothing can be done without AWS: exit code 3, and what to do about credentials or the Region if they are the reason. */
export function unreachable(error: unknown): Failure {
  return new Failure(`${remedyOf(error)}${describeError(error)}`, EXIT.unreachable);
}

/**
 * Any error that a sub-command may throw, as a Failure. A call to AWS that is needed and fails is exit code 3: where one that changes
 * something may have arrived, its caller says so. What nobody foresaw counts as failed.
 */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof CallError || remedyOf(error) !== '') return unreachable(error);
  const isInput = error instanceof ConfigurationError || error instanceof InvalidReportError;
  return isInput ? new Failure(error.message, EXIT.usage) : new Failure(describeError(error), EXIT.incomplete);
}
