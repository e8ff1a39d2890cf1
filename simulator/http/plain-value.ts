type DateForm = (date: Date) => unknown;

/**
 * Prepares a value for a codec: converts dates to the protocol's format and omits members that are `undefined` or `null`, because
 * AWS never writes nulls.
 */
export function plainValue(value: unknown, dateForm: DateForm): unknown {
  if (value instanceof Date) return dateForm(value);
  if (Array.isArray(value)) return value.map((item) => plainValue(item, dateForm));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([name, member]) => [name, plainValue(member, dateForm)]),
  );
}

/** Seconds since the epoch with a fraction: the `epoch-seconds` timestamp format of JSON and CBOR. */
export const epochSeconds = (date: Date): number => date.getTime() / 1000;
