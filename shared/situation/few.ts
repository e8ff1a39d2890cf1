/** So many are named. */
const NAMED = 3;

/** `a; b; c; and 37 more`: what is said of a whole fleet stays readable, and grows with no fleet. */
export function few(texts: readonly string[], separator = '; '): string {
  const more = texts.length - NAMED;
  return [...texts.slice(0, NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join(separator);
}
