import { oneLine } from './one-line.ts';

/** Text as a terminal shows it: lines of at most so many columns. */

/** Longer lines are hard to read, however wide the terminal is. */
const MOST_COLUMNS = 100;
/** Tables do not fit into fewer. */
const FEWEST_COLUMNS = 80;
/** What text gets at least, however long its lead is. */
const FEWEST_FOR_TEXT = 20;

/** How wide text may be on a stream: `columns` of a terminal; a file has none. */
export function columnsOf({ columns = MOST_COLUMNS }: { readonly columns?: number }): number {
  return Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns));
}

/** The text behind a lead, such as `next: `, over as many lines as it needs. Further lines are indented as far. */
export function hang(lead: string, text: string, columns: number): string[] {
  const room = Math.max(FEWEST_FOR_TEXT, columns - lead.length);
  const words = oneLine(text)
    .split(/\s+/)
    .flatMap((word) => cut(word, room));
  return behind(lead, fill(words, room)).map((line) => line.trimEnd());
}

const GOES_ON = ' \\';
/** A command up to its next option, quoted words whole. */
const OPTION = /(?:'[^']*'|\\.|(?! --\w)[^'\\])+/g;

/** The same for a shell command: broken between its options only, so that a shell still reads it as one. */
export function hangCommand(lead: string, command: string, columns: number): string[] {
  const lines = fill(command.match(OPTION) ?? [], columns - lead.length - GOES_ON.length);
  return behind(
    lead,
    lines.map((line, index) => (index < lines.length - 1 ? `${line}${GOES_ON}` : line)),
  );
}

/** As many parts to a line as there is room for. */
function fill(parts: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= room) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}

function behind(lead: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${line}`);
}

/** A word that is longer than a line, in pieces. */
function cut(word: string, room: number): string[] {
  return word.length <= room ? [word] : (word.match(new RegExp(`.{1,${room}}`, 'gsu')) ?? []);
}
