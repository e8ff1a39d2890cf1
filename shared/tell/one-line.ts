/** Control characters, and line breaks of any kind. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** They change the direction of writing, so that text looks like other text (Unicode Standard Annex 9). */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text that others have written (the reason of an alarm or a person, a name, an error of AWS) as one line: it can neither begin a line
 * that looks like ours, nor steer a terminal.
 */
export function oneLine(text: string): string {
  return text.replace(DIRECTIONS, '').replace(BREAKS, ' ').trimEnd();
}
