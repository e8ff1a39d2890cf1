/** Text as a terminal shows it: lines of at most so many columns. */

/** As wide as a terminal of which half is something else; a narrower one gets what fits. */
const MOST_COLUMNS = 100;
/** Below, tables do not fit. */
const FEWEST_COLUMNS = 80;

/** How wide text may be on a stream: `columns` of a terminal; a file has none. */
export function columnsOf({ columns = MOST_COLUMNS }: { readonly columns?: number }): number {
  return Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns));
}

/** The words over as many lines as they need; what is longer than a line is cut into lines. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((long) => cut(long, columns))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [''] : lines;
}

/** Behind a first column that is as wide as `lead`, under which further lines are left empty. */
export function hang(lead: string, text: string, columns: number): string[] {
  return wrap(text, columns - lead.length).map((line, index) =>
    `${index === 0 ? lead : ' '.repeat(lead.length)}${line}`.trimEnd(),
  );
}

function cut(word: string, columns: number): string[] {
  return word.length <= columns ? [word] : (word.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? []);
}
