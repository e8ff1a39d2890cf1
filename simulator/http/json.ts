import type { AwsError } from '../region/operations/operation.ts';
import { epochSeconds, plainValue } from './plain-value.ts';
import { bytesOf, FrontFailure, textOf, type WireRequest } from './wire.ts';

/** The members of a JSON body. An empty body has none. Throws `FrontFailure` if it is not a JSON object. */
export function readJsonBody(request: WireRequest): Record<string, unknown> {
  if (request.body.length === 0) return {};
  const value = parseJson(textOf(request.body));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FrontFailure('malformed', 'The body is not a JSON object');
  return value as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FrontFailure('malformed', 'The body is not JSON');
  }
}

export const writeJsonBody = (output: unknown): Uint8Array =>
  bytesOf(JSON.stringify(plainValue(output, epochSeconds), nonFiniteAsText));

/** JSON has neither NaN nor infinity, so AWS's JSON protocols write them as text (smithy.io, "AWS JSON 1.0 protocol"). */
const nonFiniteAsText = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** The members that an error has in JSON and CBOR bodies. */
export const errorMembers = (error: AwsError): Record<string, unknown> => ({ message: error.message, ...error.details.fields });
