import { CallError } from '../errors.ts';
import { type AwsException, classify } from './classify.ts';
import type { Turn } from './lane.ts';

/**
 * Runs one call, in its turn, and turns what it throws into a CallError: `starting a zonal shift of arn:..: ConflictException: ...`.
 * Without a lane it is sent at once, and once.
 */
export async function call<Output>(doing: string, send: () => Promise<Output>, turn: Turn = {}): Promise<Output> {
  try {
    return await (turn.lane === undefined ? send() : turn.lane.take(send, turn));
  } catch (cause) {
    const error = (cause instanceof Error ? cause : new Error(String(cause))) as AwsException;
    const message = error.message.trim();
    throw new CallError(classify(error), `${doing}: ${error.name}${message === '' ? '' : `: ${message}`}`, {
      reason: error.reason,
      cause,
    });
  }
}
