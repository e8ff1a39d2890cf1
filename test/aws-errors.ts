import {
  AccessDeniedException,
  ConflictException,
  type ConflictExceptionReason,
  InternalServerException,
  ResourceNotFoundException,
  ThrottlingException,
  ValidationException,
  type ValidationExceptionReason,
} from '@aws-sdk/client-arc-zonal-shift';

/** Errors as the SDK throws them after its retries. */

const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

export function arcConflict(reason: ConflictExceptionReason, zonalShiftId?: string): ConflictException {
  return new ConflictException({ message: 'there is a conflict', reason, zonalShiftId, ...answered(409) });
}

export function arcInvalid(reason: ValidationExceptionReason): ValidationException {
  return new ValidationException({ message: 'the request is not valid', reason, ...answered(400) });
}

export function arcNotFound(): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: 'no such resource', ...answered(404) });
}

export function arcDenied(): AccessDeniedException {
  return new AccessDeniedException({ message: 'User is not authorized', ...answered(403) });
}

export function arcThrottled(): ThrottlingException {
  return new ThrottlingException({ message: 'Rate exceeded', ...answered(429) });
}

export function arcInternal(): InternalServerException {
  return new InternalServerException({ message: 'we failed', ...answered(500) });
}

/** An error by its wire code, for the services of the Query protocol. */
export function awsError(name: string, message: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, ...answered(httpStatusCode) });
}

/** No answer within the client's own limit: the request may have arrived. */
export function timedOut(): Error {
  return Object.assign(new Error('socket timed out after 3000 ms'), { name: 'TimeoutError' });
}

/** The connection broke: the request may have arrived. */
export function connectionReset(code = 'ECONNRESET'): Error {
  return Object.assign(new Error('socket hang up'), { code });
}

/** The run's own time is up. */
export function aborted(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
