import { AwsError, type Identity, type ServiceName } from './operation.ts';
import { partitionOf } from './partition.ts';

interface ErrorForms {
  /** Prefix of the service's IAM actions: `cloudwatch:DescribeAlarms`, although requests are signed for `monitoring`. */
  readonly iamPrefix: string;
  readonly validation: { code: string; status?: number; fields?: Record<string, unknown> };
  readonly throttling: { code: string; status: number };
  readonly internal: { code: string };
  readonly accessDenied: { code: string; status: number };
}

const RATE_EXCEEDED = { code: 'Throttling', status: 400 };

/** Each service's error codes (service models, or the Common Errors pages if the model has none). */
const FORMS: Readonly<Record<ServiceName, ErrorForms>> = {
  'arc-zonal-shift': {
    iamPrefix: 'arc-zonal-shift',
    validation: { code: 'ValidationException', fields: { reason: 'MissingValue' } },
    throttling: { code: 'ThrottlingException', status: 429 },
    internal: { code: 'InternalServerException' },
    accessDenied: { code: 'AccessDeniedException', status: 403 },
  },
  monitoring: {
    iamPrefix: 'cloudwatch',
    validation: { code: 'ValidationError' },
    throttling: RATE_EXCEEDED,
    internal: { code: 'InternalServiceError' },
    accessDenied: { code: 'AccessDenied', status: 403 },
  },
  autoscaling: {
    iamPrefix: 'autoscaling',
    validation: { code: 'ValidationError' },
    throttling: RATE_EXCEEDED,
    internal: { code: 'InternalFailure' },
    accessDenied: { code: 'AccessDenied', status: 403 },
  },
  ec2: {
    iamPrefix: 'ec2',
    validation: { code: 'InvalidParameterValue' },
    throttling: { code: 'RequestLimitExceeded', status: 503 },
    internal: { code: 'InternalError' },
    accessDenied: { code: 'UnauthorizedOperation', status: 403 },
  },
  sns: {
    iamPrefix: 'sns',
    validation: { code: 'InvalidParameter' },
    throttling: RATE_EXCEEDED,
    internal: { code: 'InternalError' },
    accessDenied: { code: 'AuthorizationError', status: 403 },
  },
  events: {
    iamPrefix: 'events',
    validation: { code: 'ValidationException' },
    throttling: { code: 'ThrottlingException', status: 400 },
    internal: { code: 'InternalException' },
    accessDenied: { code: 'AccessDeniedException', status: 400 },
  },
  elasticloadbalancing: {
    iamPrefix: 'elasticloadbalancing',
    validation: { code: 'ValidationError' },
    throttling: RATE_EXCEEDED,
    internal: { code: 'InternalFailure' },
    accessDenied: { code: 'AccessDenied', status: 403 },
  },
  sts: {
    iamPrefix: 'sts',
    validation: { code: 'ValidationError' },
    throttling: RATE_EXCEEDED,
    internal: { code: 'InternalFailure' },
    accessDenied: { code: 'AccessDenied', status: 403 },
  },
  lambda: {
    iamPrefix: 'lambda',
    validation: { code: 'InvalidParameterValueException' },
    throttling: { code: 'TooManyRequestsException', status: 429 },
    internal: { code: 'ServiceException' },
    accessDenied: { code: 'AccessDeniedException', status: 403 },
  },
  iam: {
    iamPrefix: 'iam',
    validation: { code: 'ValidationError' },
    throttling: RATE_EXCEEDED,
    internal: { code: 'ServiceFailure' },
    accessDenied: { code: 'AccessDenied', status: 403 },
  },
  logs: {
    iamPrefix: 'logs',
    validation: { code: 'InvalidParameterException' },
    throttling: { code: 'ThrottlingException', status: 400 },
    internal: { code: 'ServiceUnavailableException' },
    accessDenied: { code: 'AccessDeniedException', status: 400 },
  },
};

/** An operation and its service. */
export interface OperationName {
  readonly service: ServiceName;
  readonly operation: string;
}

export function validationError({ service }: OperationName, message: string): AwsError {
  const { code, ...details } = FORMS[service].validation;
  return new AwsError(code, message, details);
}

export function throttlingError({ service }: OperationName): AwsError {
  const { code, status } = FORMS[service].throttling;
  return new AwsError(code, code === 'RequestLimitExceeded' ? 'Request limit exceeded.' : 'Rate exceeded', { status });
}

export function internalError({ service }: OperationName, message = 'An internal error has occurred.'): AwsError {
  return new AwsError(FORMS[service].internal.code, message, { status: 500 });
}

/** IAM's message when no policy allows the action. */
export function accessDeniedError({ service, operation }: OperationName, { region, account }: Identity): AwsError {
  const { iamPrefix, accessDenied } = FORMS[service];
  const action = `${iamPrefix}:${operation}`;
  const principal = `arn:${partitionOf(region)}:sts::${account}:assumed-role/gray-failure-responder/responder`;
  const denied = `User: ${principal} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  const message = service === 'ec2' ? `You are not authorized to perform this operation. ${denied}` : denied;
  return new AwsError(accessDenied.code, message, { status: accessDenied.status });
}

export function unknownOperation({ service, operation }: OperationName): AwsError {
  return new AwsError('UnknownOperation', `The Region does not answer ${operation} of ${service}.`);
}
