import { readdirSync } from 'node:fs';

/** What the built responder consists of; source maps are not deployed. */
const PORTABLE = /\.mjs(\.map)?$|^THIRD-PARTY-NOTICES$/;

/** Refuses code that is made for one processor: a release has one zip, for arm64 and x86-64. */
export function refuseNativeCode(folder: string): void {
  const others = readdirSync(folder).filter((file) => !PORTABLE.test(file));
  if (others.length === 0) return;
  throw new Error(`${folder} has ${others.join(', ')}; accepted: JavaScript alone, which runs on arm64 and on x86-64`);
}
