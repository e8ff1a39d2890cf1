import { z } from 'zod';

const booleanOf: Readonly<Record<string, boolean>> = { true: true, false: false };

/**
 * A boolean member of an operation's input: `true` or `false` from JSON and CBOR, `'true'` or `'false'` from the Query protocols.
 */
export const wireBoolean = z.preprocess(
  (value) => (typeof value === 'string' ? (booleanOf[value.toLowerCase()] ?? value) : value),
  z.boolean(),
);

/**
 * A timestamp member of an operation's input: a `Date` (CBOR), a number of seconds since the epoch (JSON; `z.coerce.date()` would
 * read milliseconds) or an ISO 8601 string (Query).
 */
export const wireDate = z.preprocess((value) => {
  if (typeof value === 'number') return new Date(value * 1000);
  return typeof value === 'string' ? new Date(value) : value;
}, z.date());
