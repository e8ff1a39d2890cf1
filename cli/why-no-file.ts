import { describeError } from '../shared/errors.ts';

/** By the codes of Node.js (errors of the system). */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EROFS: 'it is on a disk that cannot be written',
};

/** Why a file cannot be read or written, in words. */
export function whyNoFile(error: unknown): string {
  return WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? describeError(error);
}
