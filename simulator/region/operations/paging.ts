import type { AwsError } from './operation.ts';

/**
 * A request for one page of a list. `keyOf` is an element's permanent key. `refuse` is the service's error for an unknown token.
 */
export interface PageRequest<T> {
  readonly matches?: (element: T) => boolean;
  readonly keyOf: (element: T) => string;
  readonly size: number;
  readonly token: string | undefined;
  readonly refuse: (token: string) => AwsError;
}

/**
 * Up to `size` matching elements after the token, and the token of the next page if there are more. A token contains the last
 * element's key, not an offset, so later additions and changes do not shift the pages.
 */
export function takePage<T>(all: readonly T[], request: PageRequest<T>): { elements: T[]; nextToken: string | undefined } {
  const { matches = () => true, keyOf, size } = request;
  const matching = all.slice(startOf(all, request)).filter(matches);
  const elements = matching.slice(0, size);
  const last = elements.at(-1);
  const more = matching.length > size && last !== undefined;
  return { elements, nextToken: more ? Buffer.from(`after:${keyOf(last)}`).toString('base64url') : undefined };
}

function startOf<T>(all: readonly T[], { token, keyOf, refuse }: PageRequest<T>): number {
  if (token === undefined) return 0;
  const decoded = Buffer.from(token, 'base64url').toString();
  const index = all.findIndex((element) => `after:${keyOf(element)}` === decoded);
  if (index < 0) throw refuse(token);
  return index + 1;
}
