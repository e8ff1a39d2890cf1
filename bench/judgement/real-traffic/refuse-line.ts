/** A file of real traffic that cannot be used: it names the line and what is accepted. */
export class TrafficFileError extends Error {
  override readonly name = 'TrafficFileError';
}

interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly accepted: string;
}

export function refuseLine(text: string, { file, line, accepted }: Place): never {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  throw new TrafficFileError(`${file}, line ${line}: ${JSON.stringify(shown)} is not accepted; accepted: ${accepted}`);
}
const SHOWN = 60;

/** The lines that are not empty, with their numbers. */
export function linesOf(text: string): { line: number; text: string }[] {
  return text
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, text: content.trim() }))
    .filter((one) => one.text !== '');
}
