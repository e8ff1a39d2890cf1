import { type ExceptionOptionType, ServiceException, type ServiceExceptionOptions } from '@smithy/core/client';
import type { ConflictExceptionReason, ValidationExceptionReason } from './enums.ts';

/** Base class of all service errors. An error missing from the API model is of this class, with its code as `name`. */
export class ARCZonalShiftServiceException extends ServiceException {
  constructor(options: ServiceExceptionOptions) {
    super(options);
    // The SDK's base class sets its own prototype, so each class must set its own again.
    Object.setPrototypeOf(this, ARCZonalShiftServiceException.prototype);
  }
}

type Options<Exception extends Error> = ExceptionOptionType<Exception, ARCZonalShiftServiceException>;

/** 403: the caller's policies do not allow the operation. Not retried. */
export class AccessDeniedException extends ARCZonalShiftServiceException {
  override readonly name = 'AccessDeniedException' as const;
  override readonly $fault = 'client' as const;
  constructor(options: Options<AccessDeniedException>) {
    super({ name: 'AccessDeniedException', $fault: 'client', ...options });
    Object.setPrototypeOf(this, AccessDeniedException.prototype);
  }
}

/**
 * 409: the state of the resource forbids the request. `reason` says why, `zonalShiftId` names the conflicting shift. Not retried.
 */
export class ConflictException extends ARCZonalShiftServiceException {
  override readonly name = 'ConflictException' as const;
  override readonly $fault = 'client' as const;
  reason: ConflictExceptionReason | undefined;
  zonalShiftId?: string | undefined;
  constructor(options: Options<ConflictException>) {
    super({ name: 'ConflictException', $fault: 'client', ...options });
    Object.setPrototypeOf(this, ConflictException.prototype);
    this.reason = options.reason;
    this.zonalShiftId = options.zonalShiftId;
  }
}

/** 500: the service failed. Retried. */
export class InternalServerException extends ARCZonalShiftServiceException {
  override readonly name = 'InternalServerException' as const;
  override readonly $fault = 'server' as const;
  constructor(options: Options<InternalServerException>) {
    super({ name: 'InternalServerException', $fault: 'server', ...options });
    Object.setPrototypeOf(this, InternalServerException.prototype);
  }
}

/** 404: ARC does not manage the resource, or the shift does not exist. Not retried. */
export class ResourceNotFoundException extends ARCZonalShiftServiceException {
  override readonly name = 'ResourceNotFoundException' as const;
  override readonly $fault = 'client' as const;
  constructor(options: Options<ResourceNotFoundException>) {
    super({ name: 'ResourceNotFoundException', $fault: 'client', ...options });
    Object.setPrototypeOf(this, ResourceNotFoundException.prototype);
  }
}

/** 429: too many requests. Retried, with the longer delay for throttling. */
export class ThrottlingException extends ARCZonalShiftServiceException {
  override readonly name = 'ThrottlingException' as const;
  override readonly $fault = 'client' as const;
  constructor(options: Options<ThrottlingException>) {
    super({ name: 'ThrottlingException', $fault: 'client', ...options });
    Object.setPrototypeOf(this, ThrottlingException.prototype);
  }
}

/** 400: the request is invalid. `reason` says why. Not retried. */
export class ValidationException extends ARCZonalShiftServiceException {
  override readonly name = 'ValidationException' as const;
  override readonly $fault = 'client' as const;
  reason: ValidationExceptionReason | undefined;
  constructor(options: Options<ValidationException>) {
    super({ name: 'ValidationException', $fault: 'client', ...options });
    Object.setPrototypeOf(this, ValidationException.prototype);
    this.reason = options.reason;
  }
}
