import { AwsError } from '../operations/operation.ts';

/** What a resource is worth under each filter name that its operation knows. */
export type FilterValues = Readonly<Record<string, string>>;

/**
 * Whether a resource passes every filter, each with at least one of its values; `*` and `?` are wildcards ("List and filter
 * using the CLI and API", EC2 User Guide). A name that the operation does not know is InvalidParameterValue.
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
