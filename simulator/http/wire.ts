import type { AwsError } from '../region/operations/operation.ts';

/** An HTTP request as it reaches an AWS endpoint, whatever carried it. */
export interface WireRequest {
  /** Answered as the request ID. */
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

/** What the caller sees: a reply, a connection that is cut, or nothing at all. */
export type WireAnswer = (
  | { readonly kind: 'reply'; readonly reply: WireReply }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' }
) & { /** How long the caller waits for it. */ readonly latencyMillis: number };

/** The errors that come from the front of every AWS service, before any operation runs. */
export type FrontError = 'unsigned' | 'wrongRegion' | 'unknownOperation' | 'malformed';

/** One of AWS's wire protocols, bound to one service. */
export interface Protocol {
  /** How this protocol names the front errors. */
  readonly frontErrors: Readonly<Record<FrontError, { readonly code: string; readonly status: number }>>;
  /** Throws `FrontFailure` when the request is not one of this protocol and service. */
  readCall(request: WireRequest): { operation: string; input: unknown };
  writeAnswer(answer: { operation: string; output: Record<string, unknown>; requestId: string }): WireReply;
  writeError(answer: { error: AwsError; requestId: string }): WireReply;
}

/** A request that cannot be turned into a call; the protocol gives it its code. */
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
