import type { CallErrorKind } from '../errors.ts';

/** What the SDK throws, as far as it matters here. */
export interface AwsException extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly reason?: string;
  readonly code?: string;
}

/**
 * AWS's codes, in one place. The names are those on the wire: REST-JSON and JSON services suffix `Exception`, Query
 * services do not ("Common errors" of each API reference).
 */
const KINDS: Readonly<Record<string, CallErrorKind>> = {
  AbortError: 'aborted',
  ConflictException: 'conflict',
  ScalingActivityInProgress: 'conflict',
  ScalingActivityInProgressFault: 'conflict',
  ResourceContention: 'conflict',
  ResourceContentionFault: 'conflict',
  ResourceNotFoundException: 'not-found',
  NotFound: 'not-found',
  NotFoundException: 'not-found',
  'InvalidSubnetID.NotFound': 'not-found',
  ValidationException: 'invalid',
  ValidationError: 'invalid',
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  AuthorizationError: 'denied',
  UnauthorizedOperation: 'denied',
  AuthFailure: 'denied',
  ExpiredTokenException: 'denied',
  ExpiredToken: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidClientTokenId: 'denied',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  RequestLimitExceeded: 'throttled',
  TimeoutError: 'ambiguous',
};

const CONNECTION_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What kind of failure this is. */
export function classify(error: AwsException): CallErrorKind {
  const kind = KINDS[error.name];
  if (kind !== undefined) return kind;
  if (CONNECTION_CODES.has(error.code ?? '')) return 'ambiguous';
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status === 429) return 'throttled';
  return status >= 500 ? 'ambiguous' : 'other';
}
