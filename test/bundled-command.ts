import { join, resolve } from 'node:path';

/**
 * The words after `node` that start `gray-failure` with a sub-command, bundled before the tests (built-command.mjs). A command starts with
 * it in a fifth of the time that `--import tsx` takes: each test file starts its command as it is typed once, and this way for all the
 * rest.
 */
export function bundledCommand(...subCommand: readonly string[]): readonly string[] {
  return [join(resolve(__dirname, '..'), 'dist/tested-cli/gray-failure.mjs'), ...subCommand];
}

/** The words that start it as it is typed: `npm run explain` is `tsx cli/gray-failure.ts explain`. */
export function typedCommand(...subCommand: readonly string[]): readonly string[] {
  return ['--import', 'tsx', 'cli/gray-failure.ts', ...subCommand];
}
