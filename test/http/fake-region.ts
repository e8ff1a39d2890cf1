import type { CallableRegion } from '../../simulator/http/answer.ts';
import type { WireAnswer, WireReply, WireRequest } from '../../simulator/http/wire.ts';
import type { ApiRequest, CallOutcome } from '../../simulator/region/operations/api.ts';
import { AwsError } from '../../simulator/region/operations/operation.ts';

type Respond = (call: ApiRequest) => Partial<CallOutcome> & Pick<CallOutcome, 'kind'>;

export interface FakeRegion extends CallableRegion {
  /** Every call that reached the Region, in order. */
  readonly calls: ApiRequest[];
}

/** A Region of which only the seam exists: it records calls and answers each with `respond`. */
export function fakeRegion(respond: Respond): FakeRegion {
  const calls: ApiRequest[] = [];
  return {
    identity: { region: 'us-east-1', account: '111122223333' },
    calls,
    call(call) {
      calls.push(call);
      return { latencyMillis: 0, ...respond(call) } as CallOutcome;
    },
  };
}

export const answering = (output: Record<string, unknown>): FakeRegion => fakeRegion(() => ({ kind: 'answer', output }));

export const failing = (error: AwsError): FakeRegion => fakeRegion(() => ({ kind: 'error', error }));

/** Answers as a Region does that has no operations at all. */
export const lackingEverything = (): FakeRegion => failing(new AwsError('UnknownOperation', 'Not built'));

export const signedFor = (service: string, region = 'us-east-1'): { authorization: string } => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=00`,
});

/** A request with one difference per test; the path may carry a query string. */
export function someRequest(
  difference: Partial<Omit<WireRequest, 'body' | 'query'>> & { body?: string | Uint8Array } = {},
): WireRequest {
  const [path = '/', query = ''] = (difference.path ?? '/').split('?');
  const body =
    typeof difference.body === 'string' ? new TextEncoder().encode(difference.body) : (difference.body ?? new Uint8Array());
  return { id: 'request-1', method: 'POST', headers: {}, ...difference, path, query: new URLSearchParams(query), body };
}

/** The reply of an answer; fails the test if the connection was reset or timed out. */
export function replyOf(answer: WireAnswer): WireReply & { text: string } {
  if (answer.kind !== 'reply') throw new Error(`Expected a reply, not a ${answer.kind}`);
  return { ...answer.reply, text: new TextDecoder().decode(answer.reply.body) };
}
