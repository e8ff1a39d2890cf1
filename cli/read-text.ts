import { readFileSync } from 'node:fs';
import { InvalidReportError } from '../shared/errors.ts';
import { whyNoFile } from './why-no-file.ts';

/** Descriptor 0, not process.stdin.fd: that one does not block, and a slow pipe then ends in EAGAIN. */
const STANDARD_INPUT = 0;

/** The text of a file, or of standard input for `-`. `what` names the argument: `REPORT`, `--config`. Throws InvalidReportError. */
export function readText(what: string, file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    throw new InvalidReportError(`${what} cannot be "${file}": ${whyNoFile(error)}; accepted: a file, or - for standard input`);
  }
}
