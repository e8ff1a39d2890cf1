import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { InvalidReportError } from '../shared/errors.ts';
import { whyNoFile } from './why-no-file.ts';

/**
 * The text of a file, or of standard input for `-`. `what` names the argument: `REPORT`, `--config`. Rejects with InvalidReportError.
 * Standard input is read as a stream: whoever imports `node:process` makes its descriptor one that does not block, and a slow pipe then ends
 * a plain read in EAGAIN.
 */
export async function readText(what: string, file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidReportError(`${what} cannot be "${file}": ${whyNoFile(error)}; accepted: a file, or - for standard input`);
  }
}
