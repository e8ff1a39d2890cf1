import type { AwsError } from './operation.ts';

/** One page asked of a list. `keyOf` names an element for good; `refuse` is the service's error for a token it never gave. */
export interface PageRequest<T> {
  readonly matches?: (element: T) => boolean;
  readonly keyOf: (element: T) => string;
  readonly size: number;
  readonly token: string | undefined;
  readonly refuse: (token: string) => AwsError;
}

/**
 * The elements that follow the token, at most `size` of those that match, and the token of the next page when more follow.
 * A token holds its last element's key, not an offset: what is added or stops matching meanwhile shifts nothing.
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
