/** stdout holds the answer, stderr all that is said on the way: `gray-failure ... --json | jq` reads one document. */

/** A reader that has seen enough (`| head`) closes the pipe. That is no error, and nobody is left to be told. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Writes the answer: text for people, or one JSON document. */
export function writeAnswer(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes what people follow while they wait, and errors. */
export function writeProgress(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}
