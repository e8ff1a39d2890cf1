import { errorMembers, readJsonBody, writeJsonBody } from './json.ts';
import { errorShape, queryErrorHeader } from './query-compatible.ts';
import { FrontFailure, type Protocol } from './wire.ts';

interface AwsJson {
  readonly version: '1.0' | '1.1';
  /** First part of `X-Amz-Target`: `AWSEvents` in `AWSEvents.PutEvents`. */
  readonly targetPrefix: string;
  /** Whether errors also have their Query code, for clients that expect it. */
  readonly queryCompatible: boolean;
}

/** AWS JSON: the header `X-Amz-Target` names the operation, the body is its input, and `__type` names an error. */
export function awsJson({ version, targetPrefix, queryCompatible }: AwsJson): Protocol {
  const headersOf = (requestId: string) => ({
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': requestId,
  });
  return {
    frontErrors: {
      unsigned: { code: 'MissingAuthenticationTokenException', status: 400 },
      wrongRegion: { code: 'InvalidSignatureException', status: 400 },
      unknownOperation: { code: 'UnknownOperationException', status: 400 },
      malformed: { code: 'SerializationException', status: 400 },
    },
    readCall(request) {
      const target = request.headers['x-amz-target'] ?? '';
      const [prefix, operation] = target.split('.');
      if (prefix !== targetPrefix || !operation)
        throw new FrontFailure('unknownOperation', `No operation has the target "${target}"`);
      return { operation, input: readJsonBody(request) };
    },
    writeAnswer: ({ output, requestId }) => ({ status: 200, headers: headersOf(requestId), body: writeJsonBody(output) }),
    writeError: ({ error, requestId }) => ({
      status: error.status,
      headers: { ...headersOf(requestId), ...(queryCompatible && { 'x-amzn-query-error': queryErrorHeader(error) }) },
      body: writeJsonBody({ __type: queryCompatible ? errorShape(error.code) : error.code, ...errorMembers(error) }),
    }),
  };
}
