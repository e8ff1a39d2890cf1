import { AwsError } from '../operations/operation.ts';

/** The values of a resource by filter name. */
export type FilterValues = Readonly<Record<string, string>>;

/**
 * Whether a resource matches at least one value of every filter. `*` and `?` are wildcards ("List and filter using the CLI and
 * API", EC2 User Guide). Throws InvalidParameterValue for an unknown filter name.
 */
export function matchesFilters(filters: ReadonlyArray<{ Name: string; Values: string[] }>, known: FilterValues): boolean {
  return filters.every(({ Name, Values }) => {
    const actual = known[Name];
    if (actual === undefined) throw new AwsError('InvalidParameterValue', `The filter '${Name}' is invalid`);
    return Values.some((pattern) => matchesPattern(actual, pattern));
  });
}

function matchesPattern(actual: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(actual);
}
