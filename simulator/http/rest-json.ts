import { errorMembers, readJsonBody, writeJsonBody } from './json.ts';
import { FrontFailure, type Protocol, type WireReply, type WireRequest } from './wire.ts';

interface Route {
  readonly operation: string;
  readonly method: string;
  /** `/zonalshifts/{zonalShiftId}`: one label per segment. */
  readonly path: string;
  /** 200 unless given. */
  readonly status?: number;
}

/** All HTTP bindings of ARC zonal shift, so that the error can name an operation that the Region lacks (API 2022-10-30). */
const arcRoutes: readonly Route[] = [
  { operation: 'StartZonalShift', method: 'POST', path: '/zonalshifts', status: 201 },
  { operation: 'ListZonalShifts', method: 'GET', path: '/zonalshifts' },
  { operation: 'UpdateZonalShift', method: 'PATCH', path: '/zonalshifts/{zonalShiftId}' },
  { operation: 'CancelZonalShift', method: 'DELETE', path: '/zonalshifts/{zonalShiftId}' },
  { operation: 'ListManagedResources', method: 'GET', path: '/managedresources' },
  { operation: 'GetManagedResource', method: 'GET', path: '/managedresources/{resourceIdentifier}' },
  { operation: 'UpdateZonalAutoshiftConfiguration', method: 'PUT', path: '/managedresources/{resourceIdentifier}' },
  { operation: 'ListAutoshifts', method: 'GET', path: '/autoshifts' },
  { operation: 'StartPracticeRun', method: 'POST', path: '/practiceruns' },
  { operation: 'CancelPracticeRun', method: 'DELETE', path: '/practiceruns/{zonalShiftId}' },
  { operation: 'CreatePracticeRunConfiguration', method: 'POST', path: '/configuration', status: 201 },
  { operation: 'UpdatePracticeRunConfiguration', method: 'PATCH', path: '/configuration/{resourceIdentifier}' },
  { operation: 'DeletePracticeRunConfiguration', method: 'DELETE', path: '/configuration/{resourceIdentifier}' },
  { operation: 'GetAutoshiftObserverNotificationStatus', method: 'GET', path: '/autoshift-observer-notification' },
  { operation: 'UpdateAutoshiftObserverNotificationStatus', method: 'PUT', path: '/autoshift-observer-notification' },
];

/** The HTTP bindings of Lambda that the Region answers (API 2015-03-31; each has the version of its own beginning). */
const lambdaRoutes: readonly Route[] = [
  { operation: 'GetFunctionConfiguration', method: 'GET', path: '/2015-03-31/functions/{FunctionName}/configuration' },
  { operation: 'GetFunctionConcurrency', method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency' },
  { operation: 'Invoke', method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations' },
  { operation: 'GetAccountSettings', method: 'GET', path: '/2016-08-19/account-settings' },
];

export const arcRestJson = restJson(arcRoutes);
export const lambdaRestJson = restJson(lambdaRoutes);

/** REST-JSON: method and path name the operation; labels, query and body together are its input. */
function restJson(routes: readonly Route[]): Protocol {
  return {
    frontErrors: {
      unsigned: { code: 'MissingAuthenticationTokenException', status: 403 },
      wrongRegion: { code: 'InvalidSignatureException', status: 403 },
      unknownOperation: { code: 'UnknownOperationException', status: 404 },
      malformed: { code: 'SerializationException', status: 400 },
    },
    readCall(request) {
      for (const { operation, method, path } of routes) {
        const labels = method === request.method ? matchPath(path, request.path) : undefined;
        if (labels) return { operation, input: { ...readJsonBody(request), ...Object.fromEntries(request.query), ...labels } };
      }
      throw new FrontFailure('unknownOperation', `No operation has the method and path ${request.method} ${request.path}`);
    },
    writeAnswer: ({ operation, output, requestId }) =>
      reply({ status: statusOf(routes, operation), headers: { 'x-amzn-requestid': requestId }, body: writeJsonBody(output) }),
    writeError: ({ error, requestId }) =>
      reply({
        status: error.status,
        headers: { 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
        body: writeJsonBody(errorMembers(error)),
      }),
  };
}

/** Whether the request has a path of ARC. Identifies the service of an unsigned request. */
export const isArcPath = (request: WireRequest): boolean =>
  arcRoutes.some(({ path }) => path.split('/')[1] === request.path.split('/')[1]);

/** Whether the request has a path of Lambda. */
export const isLambdaPath = (request: WireRequest): boolean =>
  lambdaRoutes.some(({ method, path }) => method === request.method && matchPath(path, request.path) !== undefined);

function statusOf(routes: readonly Route[], operation: string): number {
  return routes.find((route) => route.operation === operation)?.status ?? 200;
}

function reply({ status, headers, body }: WireReply): WireReply {
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body };
}

/** The decoded labels of `path` if it matches `pattern`. */
function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const segments = path.replace(/\/$/, '').split('/');
  if (expected.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{') && part !== segment) return undefined;
    if (part.startsWith('{')) labels[part.slice(1, -1)] = decodeLabel(segment);
  }
  return labels;
}

function decodeLabel(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new FrontFailure('malformed', `The path segment ${segment} is not percent-encoded correctly`);
  }
}
