type Pattern = { readonly [member: string]: Pattern | readonly Condition[] };
type Condition = string | number | boolean | null | { readonly prefix: string } | { readonly exists: boolean };

/**
 * Whether EventBridge would send the event to a rule with this pattern (EventBridge User Guide, "Event pattern syntax"), for the
 * operators that the rules here use. Any other is an error, and no match.
 */
export function matches(pattern: unknown, event: unknown): boolean {
  return Object.entries(pattern as Pattern).every(([member, wanted]) => {
    const given = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[member] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted, given);
    return (wanted as readonly Condition[]).some((condition) => holds(condition, given));
  });
}

function holds(condition: Condition, given: unknown): boolean {
  if (typeof condition !== 'object' || condition === null)
    return Array.isArray(given) ? given.includes(condition) : given === condition;
  if ('prefix' in condition) return typeof given === 'string' && given.startsWith(condition.prefix);
  // Only leaves exist: a member that is an object does not.
  if ('exists' in condition) return (given !== undefined && (typeof given !== 'object' || given === null)) === condition.exists;
  throw new Error(`no such operator here: ${JSON.stringify(condition)}`);
}
