/** The value of a JSON text. A byte order mark, which some editors write in front, is skipped. Throws SyntaxError. */
export function readJson(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}
