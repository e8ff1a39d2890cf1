import type { AwsError } from '../region/operations/operation.ts';

/** An HTTP request to an AWS endpoint, independent of the transport. */
export interface WireRequest {
  /** Returned as the request ID. */
  readonly id: string;
  readonly method: string;
  /** Percent-encoded as on the wire, without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the caller sees: a reply, a cut connection, or nothing. */
export type WireAnswer = (
  | { readonly kind: 'reply'; readonly reply: WireReply }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' }
) & { /** How long the caller waits for it. */ readonly latencyMillis: number };

/** Errors from the front end of every AWS service, before any operation runs. */
export type FrontError = 'unsigned' | 'wrongRegion' | 'unknownOperation' | 'malformed';

/** One of AWS's wire protocols, bound to one service. */
export interface Protocol {
  /** This protocol's codes for the front-end errors. */
  readonly frontErrors: Readonly<Record<FrontError, { readonly code: string; readonly status: number }>>;
  /** Throws `FrontFailure` if the request does not fit this protocol and service. */
  readCall(request: WireRequest): { operation: string; input: unknown };
  writeAnswer(answer: { operation: string; output: Record<string, unknown>; requestId: string }): WireReply;
  writeError(answer: { error: AwsError; requestId: string }): WireReply;
}

/** A request that is not a valid call. The protocol supplies the error code. */
export class FrontFailure extends Error {
  override readonly name = 'FrontFailure';

  constructor(
    readonly kind: FrontError,
    message: string,
  ) {
    super(message);
  }
}

export const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
