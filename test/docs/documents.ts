import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');
export const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Every document of the repository, relative to its root. */
export const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
export const everyText = documents.map(read).join('\n');

/** All first groups of the pattern, in order. */
export function found(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

export function jsonBlocks(text: string): Record<string, unknown>[] {
  return found(/^```json\n(.*?)^```$/gms, text).map((block) => JSON.parse(block));
}
