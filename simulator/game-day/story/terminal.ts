import { hang } from '../../../shared/tell/columns.ts';

/** How text is made to stand out: not at all, or by colour. */
export interface Paint {
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

export const WIDTH = 100;

/** Uses colour only on a terminal, and not if NO_COLOR is set (no-color.org). */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  { NO_COLOR = '' }: { readonly NO_COLOR?: string | undefined },
): Paint {
  const code = (number: number) => (stream.isTTY === true && NO_COLOR === '' ? colour(number) : (text: string) => text);
  return { bad: code(31), good: code(32), faint: code(2), strong: code(1) };
}

function colour(number: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${number}m${text}\u001b[0m`);
}

/** Text as wide as the story is, indented under its head. */
export function paragraph(text: string, head = ''): string {
  return hang(head, text, WIDTH).join('\n');
}

/** `18:42:22`, UTC */
export function clockTime(millis: number): string {
  return new Date(millis).toISOString().slice(11, 19);
}

/** `38 s`, `2 min 24 s` */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `12,345` */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}
