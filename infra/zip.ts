import { zipSync } from 'fflate';

/** Unix, in the upper byte of "version made by"; without it, tools ignore the mode below (ZIP specification, 4.4.2). */
const UNIX = 3;
/** A regular file that everyone may read, in the upper half of the attributes. Lambda runs the code as another user. */
const READABLE_FILE = 0o100644 << 16;

/** The same contents give the same bytes: entries are sorted and share the earliest time that the format allows. */
export function zip(contents: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const sorted = Object.fromEntries(Object.entries(contents).sort(([one], [other]) => (one < other ? -1 : 1)));
  return zipSync(sorted, { level: 9, mtime: new Date(1980, 0, 1), os: UNIX, attrs: READABLE_FILE });
}
