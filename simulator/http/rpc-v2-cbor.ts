import { cbor, dateToTag, tagSymbol } from '@smithy/core/cbor';
import { errorMembers } from './json.ts';
import { plainValue } from './plain-value.ts';
import { errorShape, queryErrorHeader } from './query-compatible.ts';
import { FrontFailure, type Protocol, type WireRequest } from './wire.ts';

const epochTag = 1;

/** Smithy RPC v2 CBOR: the path names service and operation, timestamps are tag 1 (smithy.io, "Smithy RPC v2 CBOR protocol"). */
export function rpcV2Cbor(serviceShape: string): Protocol {
  return {
    frontErrors: {
      unsigned: { code: 'MissingAuthenticationTokenException', status: 403 },
      wrongRegion: { code: 'InvalidSignatureException', status: 403 },
      unknownOperation: { code: 'UnknownOperationException', status: 404 },
      malformed: { code: 'SerializationException', status: 400 },
    },
    readCall(request) {
      const [, service, operation] = /\/service\/([^/]+)\/operation\/([^/]+)$/.exec(request.path) ?? [];
      if (service !== serviceShape || !operation)
        throw new FrontFailure('unknownOperation', `No operation has the path ${request.path}`);
      return { operation, input: readCborBody(request) };
    },
    writeAnswer: ({ output, requestId }) => ({ status: 200, headers: headersOf(requestId), body: writeCbor(output) }),
    writeError: ({ error, requestId }) => ({
      status: error.status,
      headers: { ...headersOf(requestId), 'x-amzn-query-error': queryErrorHeader(error) },
      body: writeCbor({ __type: errorShape(error.code), ...errorMembers(error) }),
    }),
  };
}

const headersOf = (requestId: string): Record<string, string> => ({
  'content-type': 'application/cbor',
  'smithy-protocol': 'rpc-v2-cbor',
  'x-amzn-requestid': requestId,
});

/** A copy, because the encoder reuses its buffer. */
const writeCbor = (output: unknown): Uint8Array => Uint8Array.from(cbor.serialize(plainValue(output, dateToTag)));

function readCborBody(request: WireRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return withDates(cbor.deserialize(request.body));
  } catch (cause) {
    throw new FrontFailure('malformed', `The body is not CBOR: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (isEpoch(value)) return new Date(Number(value.value) * 1000);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withDates(member)]));
}

const isEpoch = (value: object): value is { tag: number; value: number | bigint } =>
  tagSymbol in value && 'tag' in value && Number(value.tag) === epochTag;
