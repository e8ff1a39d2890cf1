import type { Reading } from '../../domain/index.ts';
import { describeError } from '../../errors.ts';

/** One detail that could not be read leaves the others known. */
export async function reading<T>(source: Promise<T>): Promise<Reading<T>> {
  try {
    return { known: true, value: await source };
  } catch (error) {
    return { known: false, why: describeError(error) };
  }
}
