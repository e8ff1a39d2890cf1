/** What came in is not something this responder acts on. Logged and reported, never retried: it would fail again. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
}

/** By its name, as below. */
export function isInvalidEvent(error: unknown): error is InvalidEventError {
  return error instanceof Error && error.name === 'InvalidEventError';
}

/** The configuration cannot be used. Carries every problem at once, one per line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`the configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n- ${problems.join('\n- ')}`);
  }
}

/** By its name, as below. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return error instanceof Error && error.name === 'ConfigurationError';
}

/** An alarm's run ended partial or failed: thrown after the report, so that Lambda retries it. */
export class IncompleteRunError extends Error {
  override readonly name = 'IncompleteRunError';
}

/** One line for any thrown value: `AccessDeniedException: User is not authorized`. */
export function describeError(error: unknown): string {
  if (isCallError(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  const message = error.message.trim().split('\n')[0] ?? '';
  return message === '' ? error.name : `${error.name}: ${message}`;
}

/**
 * Why a call to AWS did not do what was asked. `ambiguous`: it may have been carried out all the same (timeout, reset,
 * 5xx): read again before believing either. `aborted`: the run's own time is up.
 */
export type CallErrorKind = 'conflict' | 'not-found' | 'invalid' | 'denied' | 'throttled' | 'ambiguous' | 'aborted' | 'other';

/** A call to AWS that failed after its retries, in words: which call, on what, and AWS's own code and message. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly kind: CallErrorKind,
    message: string,
    readonly details: { readonly reason?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
  }

  /** AWS's own reason, where the exception carries one: `ZonalShiftAlreadyExists`, `InvalidAz`. */
  get reason(): string | undefined {
    return this.details.reason;
  }
}

/** The error as a CallError; anything else thrown is our bug, and says so. */
export function asCallError(error: unknown): CallError {
  if (isCallError(error)) return error;
  return new CallError('other', describeError(error), { cause: error });
}

/** By its name, not by its class: each file of the bundle that is loaded later carries its own copy of the class. */
function isCallError(error: unknown): error is CallError {
  return error instanceof Error && error.name === 'CallError';
}

/** What was given to be explained is no saved report, or not a whole one. Names what is missing, and what is accepted. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError';
}

/** The value as JSON, shortened: error texts end up in logs and chat. */
export function show(value: unknown): string {
  const text = asJson(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** A value that is nested too deeply can be read from JSON, but not be written: the stack overflows. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return 'a value that is nested too deeply to be shown';
  }
}
