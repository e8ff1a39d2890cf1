import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Failure, usageFailure } from './failure.ts';
import { whyNoFile } from './why-no-file.ts';

/** Throws a Failure (exit code 2) if no file can be written at this place: before anything else is done, which may take minutes. */
export function checkPlace(option: string, file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
    const there = statSync(file, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (there !== undefined) accessSync(file, constants.W_OK);
  } catch (error) {
    throw placeFailure(option, file, error);
  }
}

/** Why the file that an option names could not be written. */
export function placeFailure(option: string, file: string, error: unknown): Failure {
  return usageFailure(`${option} cannot be "${file}": ${whyNoFile(error)}; accepted: a file in a folder that can be written`);
}
