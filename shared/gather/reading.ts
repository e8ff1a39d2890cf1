import type { Reading } from '../domain/index.ts';
import { describeError } from '../errors.ts';

/** What a source answers, or why it could not be read: never throws. */
export async function reading<T>(source: Promise<T>): Promise<Reading<T>> {
  try {
    return { known: true, value: await source };
  } catch (error) {
    return { known: false, why: describeError(error) };
  }
}
