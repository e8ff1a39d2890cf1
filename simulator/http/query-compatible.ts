/**
 * CloudWatch used to be a Query service: its errors have a Query code and, in JSON and CBOR, a shape name. For these errors the
 * two differ. Models may throw either (CloudWatch service model, trait awsQueryCompatible).
 */
const codeOfShape: Readonly<Record<string, string>> = {
  DashboardInvalidInputError: 'InvalidParameterInput',
  InternalServiceFault: 'InternalServiceError',
  InvalidFormatFault: 'InvalidFormat',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  InvalidParameterValueException: 'InvalidParameterValue',
  LimitExceededFault: 'LimitExceeded',
  MissingRequiredParameterException: 'MissingParameter',
};

const shapeOfCode = Object.fromEntries(Object.entries(codeOfShape).map(([shape, code]) => [code, shape]));

/** `InvalidParameterValue` for `InvalidParameterValueException`, for the Query protocol and `x-amzn-query-error`. */
export const queryErrorCode = (code: string): string => codeOfShape[code] ?? code;

/** `InvalidParameterValueException` for `InvalidParameterValue`, for `__type`. */
export const errorShape = (code: string): string => shapeOfCode[code] ?? code;

/** Value of the header `x-amzn-query-error`. */
export const queryErrorHeader = (error: { code: string; status: number }): string =>
  `${queryErrorCode(error.code)};${error.status < 500 ? 'Sender' : 'Receiver'}`;
