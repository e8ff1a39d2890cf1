/** stdout holds the answer, stderr all that is said on the way: `gray-failure ... --json | jq` reads one document. */

let isClosed = false;

/** A reader that has seen enough (`| head`) closes the pipe. That is no error, and nobody is left to be told. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isClosed ||= stream === process.stdout;
  });
}

/** Whether nobody reads the answer any more: what only writes may end. */
export function isAnswerUnread(): boolean {
  return isClosed;
}

/** Whatever steers a terminal: control characters but the line break, and changes of the direction of writing. */
const STEERING = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text of others (a reason, an error of AWS, what was typed) as a terminal may show it. */
export function harmless(text: string): string {
  return text.replace(/\t/g, ' ').replace(STEERING, '');
}

/** Writes the answer for people. */
export function writeAnswer(text: string): void {
  process.stdout.write(ended(harmless(text)));
}

/** Writes the answer for programs: one JSON document. JSON escapes some control characters; this escapes the others. */
export function writeJson(answer: unknown): void {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  process.stdout.write(ended(JSON.stringify(answer, null, 2).replace(STEERING, escaped)));
}

/** Writes what people follow while they wait, and errors. */
export function writeProgress(text: string): void {
  process.stderr.write(ended(harmless(text)));
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
