import type { ApiRequest, CallOutcome } from '../region/operations/api.ts';
import { AwsError, type Identity, type ServiceName } from '../region/operations/operation.ts';
import { readCredentialScope } from './credential-scope.ts';
import { writeJsonBody } from './json.ts';
import { guessService, isServiceName, protocolOf, serviceNames } from './services.ts';
import { FrontFailure, type Protocol, type WireAnswer, type WireReply, type WireRequest } from './wire.ts';

/** The part of a Region that the wire protocols need. */
export interface CallableRegion {
  readonly identity: Identity;
  call(request: ApiRequest): CallOutcome;
}

/** A decoded request: a call, with a function to encode its outcome, or an immediate reply. */
export type ReadRequest =
  | { readonly kind: 'call'; readonly call: ApiRequest; readonly write: (outcome: CallOutcome) => WireAnswer }
  | { readonly kind: 'refused'; readonly answer: WireAnswer };

/** Answers one request as AWS would. Throws only if a model does. */
export function answer(region: CallableRegion, request: WireRequest): WireAnswer {
  const read = readRequest(region.identity, request);
  return read.kind === 'call' ? read.write(region.call(read.call)) : read.answer;
}

/** The first half of `answer`: finds service, protocol, operation and input, or refuses the request as an AWS front end would. */
export function readRequest(identity: Identity, request: WireRequest): ReadRequest {
  const scope = readCredentialScope(request.headers.authorization);
  const service = scope ? scope.service : guessService(request);
  if (!isServiceName(service)) return refuse(unknownService(service, request));
  const protocol = protocolOf(service, request);
  const refuseFor = (failure: FrontFailure) =>
    refuse(protocol.writeError({ error: frontError(protocol, failure), requestId: request.id }));
  if (!scope) return refuseFor(new FrontFailure('unsigned', 'Request is missing Authentication Token'));
  // IAM is one for the whole partition: its requests are signed for us-east-1 everywhere.
  if (scope.region !== identity.region && service !== 'iam') return refuseFor(wrongRegion(scope.region, identity.region));
  try {
    return readCall({ service, protocol, request });
  } catch (failure) {
    if (failure instanceof FrontFailure) return refuseFor(failure);
    throw failure;
  }
}

function readCall({
  service,
  protocol,
  request,
}: {
  service: ServiceName;
  protocol: Protocol;
  request: WireRequest;
}): ReadRequest {
  const call = { service, ...protocol.readCall(request) };
  const write = (outcome: CallOutcome) => writeOutcome(outcome, { protocol, operation: call.operation, requestId: request.id });
  return { kind: 'call', call, write };
}

interface WriteContext {
  readonly protocol: Protocol;
  readonly operation: string;
  readonly requestId: string;
}

function writeOutcome(outcome: CallOutcome, { protocol, operation, requestId }: WriteContext): WireAnswer {
  const { kind, latencyMillis } = outcome;
  if (kind === 'answer')
    return { kind: 'reply', latencyMillis, reply: protocol.writeAnswer({ operation, output: outcome.output, requestId }) };
  if (kind !== 'error') return { kind, latencyMillis };
  const isUnknown = outcome.error.code === 'UnknownOperation';
  const error = isUnknown ? frontError(protocol, new FrontFailure('unknownOperation', outcome.error.message)) : outcome.error;
  return { kind: 'reply', latencyMillis, reply: protocol.writeError({ error, requestId }) };
}

function frontError(protocol: Protocol, { kind, message }: FrontFailure): AwsError {
  const { code, status } = protocol.frontErrors[kind];
  return new AwsError(code, message, { status });
}

const refuse = (reply: WireReply): ReadRequest => ({ kind: 'refused', answer: { kind: 'reply', reply, latencyMillis: 0 } });

const wrongRegion = (given: string, expected: string): FrontFailure =>
  new FrontFailure(
    'wrongRegion',
    `Credential should be scoped to a valid region: this is ${expected}, the request is signed for ${given}`,
  );

/** Without a service, the protocol is unknown. Answers in plain JSON with the list of services. */
function unknownService(service: string | undefined, request: WireRequest): WireReply {
  const found = service
    ? `The request is signed for the service "${service}"`
    : 'The request is not signed and matches no service';
  return {
    status: 404,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': request.id,
      'x-amzn-errortype': 'UnknownServiceException',
    },
    body: writeJsonBody({ __type: 'UnknownServiceException', message: `${found}. Available: ${serviceNames.join(', ')}` }),
  };
}
