/** How this command was started, so that what it suggests can be typed here: by npx or npm, or by its own name. */
export function typedAs({ npm_command: npmCommand }: NodeJS.ProcessEnv): string {
  return npmCommand === undefined ? 'gray-failure' : 'npx gray-failure';
}
